"""Themes and moods: what a title is about, and what it is like."""

from collections.abc import Iterator

from core.films.finding.overviews import overviews_with
from core.films.taxonomy.vocabulary import Meaning, is_mood, meaning
from core.films.wishes.criteria.ask import Link, Query
from core.films.wishes.criteria.criterion import Criterion, Place, Words
from core.films.wishes.criteria.links import alternatives
from core.films.wishes.criteria.loosening import Rarity, one_by_one
from core.films.wishes.criteria.shapes import Names
from core.films.wishes.criteria.standing import Exclusion
from core.films.wishes.criteria.tmdb import Parameters, Search, Told, joined
from core.films.wishes.wish import Wish
from core.films.wording import theme_name
from core.storage.pieces import FALSE, Sql, one_of, sql
from core.words.speech import Speech

# About how many overviews mention a word.
_SUPPOSED_MENTIONS = 1_000
_NOTHING = Link(Sql("SELECT titles.id FROM titles WHERE FALSE"), Sql(FALSE), 0)


def _links(query: Query) -> Iterator[Link]:
    wish = query.ask.wish
    if wish.themes:
        found = (_theme(meaning(typed), query) for typed in wish.themes)
        yield from alternatives(found, "themes" in wish.any)


def _conditions(query: Query) -> Iterator[Sql]:
    for typed in query.ask.wish.not_themes:
        yield ~_theme(meaning(typed), query).test


def _theme(what: Meaning, query: Query) -> Link:
    """Titles with the theme or sub-genre it means, or with its words in an overview."""
    known = query.known
    if what.text:
        ids = overviews_with(what.text, query.dialect)
        return Link(ids, sql("titles.id IN (?)", ids), _SUPPOSED_MENTIONS)
    theme_ids = [known.themes[slug] for slug in what.themes if slug in known.themes]
    genre_ids = [known.genres[slug] for slug in what.genres if slug in known.genres]
    tagged = [
        _tagged("title_themes", "theme_id", theme_ids, sum(map(known.with_theme, theme_ids))),
        _tagged("title_genres", "genre_id", genre_ids, sum(map(known.with_genre, what.genres))),
    ]
    return next(alternatives(filter(None, tagged), True), _NOTHING)


def _tagged(table: str, column: str, ids: list[int], titles: int) -> Link | None:
    if not ids:
        return None
    some = one_of(f"{table}.{column}", ids)
    test = sql(f"EXISTS (SELECT 1 FROM {table} WHERE {table}.title_id = titles.id AND ?)", some)
    return Link(sql(f"SELECT {table}.title_id FROM {table} WHERE ?", some), test, titles)


def _words(wish: Wish, t: Speech) -> Iterator[Words]:
    if wish.themes:
        joint = "or" if "themes" in wish.any else "and"
        yield Words(Place.SUBJECT, t.listing((theme_name(one, t) for one in wish.themes), joint))
    moods = [theme for theme in wish.not_themes if is_mood(theme)]
    if moods:
        yield Words(
            Place.MOOD, t("lead.not", moods=t.listing((theme_name(one, t) for one in moods), "nor"))
        )
    for theme in wish.not_themes:
        if theme not in moods:
            yield Words(Place.UNWANTED, theme_name(theme, t))


def _let_go(value: str, t: Speech) -> str:
    return t("field.themes", themes=theme_name(value, t))


def _tmdb(search: Search) -> Told:
    """The themes that are keywords there; what is no keyword is left to check."""
    wish, keywords = search.wish, search.names.keywords
    parameters: Parameters = {}
    if wanted := [keywords[theme] for theme in wish.themes if theme in keywords]:
        parameters["with_keywords"] = joined(wanted, "themes" in wish.any)
    if unwanted := [keywords[theme] for theme in wish.not_themes if theme in keywords]:
        parameters["without_keywords"] = joined(unwanted, alternatives=False)
    left = tuple(theme for theme in wish.themes if theme not in keywords)
    one_will_do = "themes" in wish.any and len(left) < len(wish.themes)
    return Told(parameters, {"themes": () if one_will_do else left})


THEMES = Criterion(
    name="themes",
    fields={"themes": Names(), "not_themes": Names()},
    prompt="- `themes`, `not_themes`: short lower-case English words or phrases for everything else"
    " (heist, time travel, cosy, feel-good, slow-burn, dark).",
    conditions=_conditions,
    links=_links,
    words=_words,
    loosening=one_by_one("themes", Rarity.THEME),
    let_go=_let_go,
    tmdb=_tmdb,
    narrows="themes",
    standing=Exclusion("not_themes", "themes"),
)
