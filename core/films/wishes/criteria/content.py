"""What a title is about and who made it: genres, themes, people and titles it is like."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.films.finding.overviews import overviews_with
from core.films.taxonomy.taxonomy import (
    Meaning,
    genre_name,
    genres,
    is_mood,
    mask,
    meaning,
    theme_name,
    top_level,
)
from core.films.titles.values import Kind
from core.films.wishes.criteria.criterion import (
    Criterion,
    DiscoverSearch,
    DiscoverTerms,
    LeadPart,
    LeadPosition,
    LookupCondition,
    Parameters,
    QueryContext,
    discover_ids,
    joint,
    phrase,
    unwanted,
)
from core.films.wishes.criteria.loosening import Rarity, RelaxationCost, one_by_one
from core.films.wishes.criteria.shapes import ChoiceList, NameList
from core.films.wishes.wish import Exclusion, Wish
from core.storage.sqltext import FALSE, Sql, either, joined, one_of, sql
from core.words.speech import Speech
from core.words.text import fold

_PROGRAMMES = ("news", "reality", "talk")
# A wish for one of these may well mean such a show.
_NEAR_THEM = frozenset({*_PROGRAMMES, "documentary"})


def unasked(wish: Wish) -> tuple[str, ...]:
    """The genres to leave out; none where a genre, person or title of the wish asks for them."""
    asked = wish.people or wish.like or not _NEAR_THEM.isdisjoint(_top_levels(wish))
    return () if asked else _PROGRAMMES


def _top_levels(wish: Wish) -> set[str]:
    return {top_level(slug) for slug in wish.genres if slug in genres()}


def alternatives(conditions: Iterable[LookupCondition], any_of: bool) -> Iterator[LookupCondition]:
    """The conditions, or with ``any_of`` a single one: that a title meets any of them."""
    listed = list(conditions)
    if any_of and len(listed) > 1:
        listed = [_any_of(listed)]
    return iter(listed)


def _any_of(conditions: Sequence[LookupCondition]) -> LookupCondition:
    ids = joined(" UNION ALL ", (one.ids for one in conditions))
    test = either(one.test for one in conditions)
    return LookupCondition(ids, test, sum(one.titles for one in conditions))


def _genre_conditions(context: QueryContext) -> Iterator[Sql]:
    wish = context.query.wish
    yield from _with_wanted(wish)
    for slug in wish.not_genres:
        yield ~_has_genre(slug)


def _with_wanted(wish: Wish) -> list[Sql]:
    wanted = [_has_genre(slug) for slug in wish.genres]
    return [either(wanted)] if wanted and "genres" in wish.any else wanted


def _has_genre(slug: str) -> Sql:
    genre = genres().get(slug)
    if genre is None:
        return Sql(FALSE)
    if genre.parent is None:
        return Sql(f"(titles.genre_mask & {mask([slug])}) <> 0")
    return sql(
        "EXISTS (SELECT 1 FROM title_genres WHERE title_genres.title_id = titles.id"
        " AND title_genres.genre_id = (SELECT genres.id FROM genres WHERE genres.slug = ?))",
        slug,
    )


def _genre_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    for slug in wish.genres:
        yield LeadPart(LeadPosition.NOUN, genre_name(slug, t))
    yield from unwanted(genre_name(slug, t) for slug in wish.not_genres)


def _genre_tmdb(search: DiscoverSearch) -> DiscoverTerms | None:
    """TMDB has no sub-genres: their parents stand in, and they are left to be checked."""
    wish = search.wish
    any_of = "genres" in wish.any
    found = _tmdb_ids(search.kind, wish.genres)
    if wish.genres and not _are_enough(found, wish.genres, any_of):
        return None
    exact = found and not any(map(_is_subgenre, wish.genres))
    return DiscoverTerms(_parameters(found, any_of, search), {"genres": ()} if exact else {})


def _are_enough(found: list[int], names: tuple[str, ...], any_of: bool) -> bool:
    """Whether TMDB knows enough of the names to ask it: one of them, or all."""
    return bool(found) if any_of else len(found) == len(names)


def _parameters(wanted: list[int], any_of: bool, search: DiscoverSearch) -> Parameters:
    parameters: Parameters = {}
    if wanted:
        parameters["with_genres"] = discover_ids(wanted, any_of)
    if others := _unwanted(search):
        parameters["without_genres"] = discover_ids(others, alternatives=False)
    return parameters


def _unwanted(search: DiscoverSearch) -> list[int]:
    slugs = (*search.wish.not_genres, *unasked(search.wish))
    whole = [slug for slug in slugs if slug in genres() and not _is_subgenre(slug)]
    return _tmdb_ids(search.kind, whole)


def _tmdb_ids(kind: Kind, slugs: Iterable[str]) -> list[int]:
    ids = (_tmdb_id(kind, slug) for slug in slugs)
    return [number for number in ids if number]


def _is_subgenre(slug: str) -> bool:
    return slug in genres() and genres()[slug].parent is not None


def _tmdb_id(kind: Kind, slug: str) -> int | None:
    if slug not in genres():
        return None
    genre = genres()[top_level(slug)]
    return genre.tmdb_movie if kind == "movie" else genre.tmdb_tv


_SLUGS = tuple(slug for slug, genre in genres().items() if genre.parent is None)

GENRES = Criterion(
    name="genres",
    fields={"genres": ChoiceList(_SLUGS), "not_genres": ChoiceList(_SLUGS)},
    prompt="- `genres`, `not_genres`: slugs of the schema only. Funny is comedy, scary is horror.",
    conditions=_genre_conditions,
    words=_genre_words,
    loosening=one_by_one("genres", Rarity.GENRE),
    let_go=phrase("field.genres"),
    tmdb=_genre_tmdb,
    needs_facts=False,
    lasting=Exclusion("not_genres", "genres"),
    form={"genre": "genres"},
)


_MENTIONS = 1_000  # about how many overviews mention a word
_NOTHING = LookupCondition(Sql("SELECT titles.id FROM titles WHERE FALSE"), Sql(FALSE), 0)


def _theme_lookups(context: QueryContext) -> Iterator[LookupCondition]:
    wish = context.query.wish
    if wish.themes:
        conditions = (_theme(meaning(typed), context) for typed in wish.themes)
        yield from alternatives(conditions, "themes" in wish.any)


def _theme_conditions(context: QueryContext) -> Iterator[Sql]:
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
    ids = _known(what.themes, statistics.themes)
    return _tagged("title_themes", "theme_id", ids, sum(map(statistics.with_theme, ids)))


def _with_genres(what: Meaning, context: QueryContext) -> LookupCondition | None:
    statistics = context.statistics
    ids = _known(what.genres, statistics.genres)
    titles = sum(map(statistics.with_genre, what.genres))
    return _tagged("title_genres", "genre_id", ids, titles)


def _tagged(table: str, column: str, ids: list[int], titles: int) -> LookupCondition | None:
    if not ids:
        return None
    some = one_of(f"{table}.{column}", ids)
    matching = sql(f"SELECT {table}.title_id FROM {table} WHERE ?", some)
    test = sql(f"EXISTS (SELECT 1 FROM {table} WHERE {table}.title_id = titles.id AND ?)", some)
    return LookupCondition(matching, test, titles)


def _theme_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.themes:
        names = (theme_name(theme, t) for theme in wish.themes)
        yield LeadPart(LeadPosition.SUBJECT, t.listing(names, joint(wish, "themes")))
    yield from _unwanted_words(wish.not_themes, t)


def _unwanted_words(themes: tuple[str, ...], t: Speech) -> Iterator[LeadPart]:
    """Moods in one phrase ("not scary nor sad"), the other themes each on their own."""
    moods = [theme_name(theme, t) for theme in themes if is_mood(theme)]
    if moods:
        yield LeadPart(LeadPosition.MOOD, t("lead.not", moods=t.listing(moods, "nor")))
    yield from unwanted(theme_name(theme, t) for theme in themes if not is_mood(theme))


def _let_go(value: str, t: Speech) -> str:
    return t("field.themes", themes=theme_name(value, t))


def _theme_tmdb(search: DiscoverSearch) -> DiscoverTerms:
    """The themes that are keywords at TMDB. The others are left to be checked."""
    wish, keywords = search.wish, search.names.keywords
    parameters: Parameters = {}
    if wanted := _known(wish.themes, keywords):
        parameters["with_keywords"] = discover_ids(wanted, "themes" in wish.any)
    if others := _known(wish.not_themes, keywords):
        parameters["without_keywords"] = discover_ids(others, alternatives=False)
    return DiscoverTerms(parameters, {"themes": _unchecked(wish, keywords)})


def _known(names: Iterable[str], ids: Mapping[str, int]) -> list[int]:
    return [ids[name] for name in names if name in ids]


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
    conditions=_theme_conditions,
    lookups=_theme_lookups,
    words=_theme_words,
    loosening=one_by_one("themes", Rarity.THEME),
    let_go=_let_go,
    tmdb=_theme_tmdb,
    narrows="themes",
    lasting=Exclusion("not_themes", "themes"),
)


_CREDITS = 100  # about how many titles somebody is credited in


def _person_lookups(context: QueryContext) -> Iterator[LookupCondition]:
    wish = context.query.wish
    if wish.people:
        yield from alternatives(map(_person, wish.people), "people" in wish.any)


def _person_conditions(context: QueryContext) -> Iterator[Sql]:
    others = context.query.wish.not_people
    if others:
        yield ~_credited(others)


def _person(name: str) -> LookupCondition:
    ids = sql(
        "SELECT credits.title_id FROM credits JOIN people ON people.id = credits.person_id"
        " WHERE people.folded = ?",
        fold(name),
    )
    return LookupCondition(ids, _credited((name,)), _CREDITS)


def _credited(names: tuple[str, ...]) -> Sql:
    return sql(
        "EXISTS (SELECT 1 FROM credits JOIN people ON people.id = credits.person_id"
        " WHERE credits.title_id = titles.id AND ?)",
        one_of("people.folded", map(fold, names)),
    )


def _person_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.people:
        names = t.listing(wish.people, joint(wish, "people"))
        yield LeadPart(LeadPosition.PERSON, t("lead.person", people=names))
    yield from unwanted(wish.not_people)


def _person_tmdb(search: DiscoverSearch) -> DiscoverTerms | None:
    """TMDB finds films by people, but no series."""
    people, any_of = search.wish.people, "people" in search.wish.any
    if not people or search.kind == "tv":
        return DiscoverTerms()
    found = _known(people, search.names.people)
    if not _are_enough(found, people, any_of):
        return None
    return DiscoverTerms({"with_people": discover_ids(found, any_of)}, {"people": ()})


PEOPLE = Criterion(
    name="people",
    fields={"people": NameList(), "not_people": NameList()},
    prompt="- `people`, `not_people`: names as credits spell them.",
    conditions=_person_conditions,
    lookups=_person_lookups,
    words=_person_words,
    loosening=one_by_one("people", Rarity.PERSON, RelaxationCost.PEOPLE),
    let_go=phrase("field.people"),
    tmdb=_person_tmdb,
    narrows="people",
    lasting=Exclusion("not_people", "people"),
)


def _likeness_conditions(context: QueryContext) -> Iterator[Sql]:
    """Similar titles are found by their features, not by a condition."""
    if context.query.wish.not_like:
        names = one_of("title_names.folded", map(fold, context.query.wish.not_like))
        yield sql("titles.id NOT IN (SELECT title_names.title_id FROM title_names WHERE ?)", names)


def _likeness_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.like:
        yield LeadPart(LeadPosition.LIKENESS, t("lead.like", titles=t.listing(wish.like)))
    if wish.not_like:
        yield LeadPart(LeadPosition.LAST, t("lead.not_like", titles=t.listing(wish.not_like)))


def _likeness_tmdb(_: DiscoverSearch) -> DiscoverTerms:
    return DiscoverTerms(unchecked={"like": ()})


LIKENESS = Criterion(
    name="likeness",
    fields={"like": NameList(), "not_like": NameList()},
    prompt="- `like`, `not_like`: titles in English, or the original title where there is no"
    " English one, spelled right.",
    conditions=_likeness_conditions,
    words=_likeness_words,
    tmdb=_likeness_tmdb,
    needs_facts=False,
)
