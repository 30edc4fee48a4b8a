"""Themes and moods: what a title is about, and what it feels like."""

from collections.abc import Iterator, Mapping

from core.films.finding.overviews import overviews_with
from core.films.taxonomy.vocabulary import Meaning, is_mood, meaning
from core.films.wishes.criteria.criterion import Criterion, LeadPart, LeadPosition
from core.films.wishes.criteria.lasting import Exclusion
from core.films.wishes.criteria.lookups import alternatives
from core.films.wishes.criteria.loosening import Rarity, one_by_one
from core.films.wishes.criteria.query import LookupCondition, QueryContext
from core.films.wishes.criteria.shapes import NameList
from core.films.wishes.criteria.tmdb import DiscoverSearch, DiscoverTerms, Parameters, joined
from core.films.wishes.wish import Wish
from core.films.wording import theme_name
from core.storage.sqltext import FALSE, Sql, one_of, sql
from core.words.speech import Speech

_MENTIONS = 1_000  # about how many overviews mention a word
_NOTHING = LookupCondition(Sql("SELECT titles.id FROM titles WHERE FALSE"), Sql(FALSE), 0)


def _lookups(context: QueryContext) -> Iterator[LookupCondition]:
    wish = context.query.wish
    if wish.themes:
        conditions = (_theme(meaning(typed), context) for typed in wish.themes)
        yield from alternatives(conditions, "themes" in wish.any)


def _conditions(context: QueryContext) -> Iterator[Sql]:
    for typed in context.query.wish.not_themes:
        yield ~_theme(meaning(typed), context).test


def _theme(what: Meaning, context: QueryContext) -> LookupCondition:
    """Titles with the theme or sub-genre it means, or with its words in an overview."""
    if what.text:
        ids = overviews_with(what.text, context.dialect)
        return LookupCondition(ids, sql("titles.id IN (?)", ids), _MENTIONS)
    tagged = filter(None, (_with_themes(what, context), _with_genres(what, context)))
    return next(alternatives(tagged, True), _NOTHING)


def _with_themes(what: Meaning, context: QueryContext) -> LookupCondition | None:
    statistics = context.statistics
    ids = [statistics.themes[slug] for slug in what.themes if slug in statistics.themes]
    return _tagged("title_themes", "theme_id", ids, sum(map(statistics.with_theme, ids)))


def _with_genres(what: Meaning, context: QueryContext) -> LookupCondition | None:
    statistics = context.statistics
    ids = [statistics.genres[slug] for slug in what.genres if slug in statistics.genres]
    titles = sum(map(statistics.with_genre, what.genres))
    return _tagged("title_genres", "genre_id", ids, titles)


def _tagged(table: str, column: str, ids: list[int], titles: int) -> LookupCondition | None:
    if not ids:
        return None
    some = one_of(f"{table}.{column}", ids)
    matching = sql(f"SELECT {table}.title_id FROM {table} WHERE ?", some)
    test = sql(f"EXISTS (SELECT 1 FROM {table} WHERE {table}.title_id = titles.id AND ?)", some)
    return LookupCondition(matching, test, titles)


def _words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.themes:
        joint = "or" if "themes" in wish.any else "and"
        names = [theme_name(theme, t) for theme in wish.themes]
        yield LeadPart(LeadPosition.SUBJECT, t.listing(names, joint))
    yield from _unwanted_words(wish.not_themes, t)


def _unwanted_words(themes: tuple[str, ...], t: Speech) -> Iterator[LeadPart]:
    """Moods in one phrase ("not scary nor sad"), the other themes each on their own."""
    moods = [theme for theme in themes if is_mood(theme)]
    if moods:
        names = t.listing((theme_name(mood, t) for mood in moods), "nor")
        yield LeadPart(LeadPosition.MOOD, t("lead.not", moods=names))
    for theme in themes:
        if theme not in moods:
            yield LeadPart(LeadPosition.UNWANTED, theme_name(theme, t))


def _let_go(value: str, t: Speech) -> str:
    return t("field.themes", themes=theme_name(value, t))


def _tmdb(search: DiscoverSearch) -> DiscoverTerms:
    """The themes that are keywords at TMDB. The others are left to be checked."""
    wish, keywords = search.wish, search.names.keywords
    parameters: Parameters = {}
    if wanted := [keywords[theme] for theme in wish.themes if theme in keywords]:
        parameters["with_keywords"] = joined(wanted, "themes" in wish.any)
    if unwanted := [keywords[theme] for theme in wish.not_themes if theme in keywords]:
        parameters["without_keywords"] = joined(unwanted, alternatives=False)
    return DiscoverTerms(parameters, {"themes": _unchecked(wish, keywords)})


def _unchecked(wish: Wish, keywords: Mapping[str, int]) -> tuple[str, ...]:
    """The themes that are no keywords; none where any of the themes will do and one is."""
    unchecked = tuple(theme for theme in wish.themes if theme not in keywords)
    any_will_do = "themes" in wish.any and len(unchecked) < len(wish.themes)
    return () if any_will_do else unchecked


THEMES = Criterion(
    name="themes",
    fields={"themes": NameList(), "not_themes": NameList()},
    prompt="- `themes`, `not_themes`: short lower-case English words or phrases for everything else"
    " (heist, time travel, cosy, feel-good, slow-burn, dark).",
    conditions=_conditions,
    lookups=_lookups,
    words=_words,
    loosening=one_by_one("themes", Rarity.THEME),
    let_go=_let_go,
    tmdb=_tmdb,
    narrows="themes",
    lasting=Exclusion("not_themes", "themes"),
)
