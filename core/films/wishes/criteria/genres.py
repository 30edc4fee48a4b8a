"""Genres and sub-genres."""

from collections.abc import Iterator

from core.films.taxonomy.genres import genres, mask
from core.films.titles.values import Kind
from core.films.wishes.criteria.criterion import Criterion, LeadPart, LeadPosition, phrase
from core.films.wishes.criteria.lasting import Exclusion
from core.films.wishes.criteria.loosening import Rarity, one_by_one
from core.films.wishes.criteria.query import QueryContext
from core.films.wishes.criteria.shapes import ChoiceList
from core.films.wishes.criteria.tmdb import DiscoverSearch, DiscoverTerms, Parameters, joined
from core.films.wishes.programmes import unasked
from core.films.wishes.wish import Wish
from core.films.wording import genre_name
from core.storage.sqltext import FALSE, Sql, either, sql
from core.words.speech import Speech


def _conditions(context: QueryContext) -> Iterator[Sql]:
    wish = context.query.wish
    wanted = [_has_genre(slug) for slug in wish.genres]
    if wanted and "genres" in wish.any:
        yield either(wanted)
    else:
        yield from wanted
    for slug in wish.not_genres:
        yield ~_has_genre(slug)


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


def _words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    for slug in wish.genres:
        yield LeadPart(LeadPosition.NOUN, genre_name(slug, t))
    for slug in wish.not_genres:
        yield LeadPart(LeadPosition.UNWANTED, genre_name(slug, t))


def _tmdb(search: DiscoverSearch) -> DiscoverTerms | None:
    """TMDB has no sub-genres: their parents stand in, and they are left to be checked."""
    wish = search.wish
    any_of = "genres" in wish.any
    ids = [_tmdb_id(search.kind, slug) for slug in wish.genres]
    found = [number for number in ids if number]
    enough = bool(found) if any_of else len(found) == len(ids)
    if wish.genres and not enough:
        return None
    exact = found and not any(map(_is_subgenre, wish.genres))
    return DiscoverTerms(_parameters(found, any_of, search), {"genres": ()} if exact else {})


def _parameters(wanted: list[int], any_of: bool, search: DiscoverSearch) -> Parameters:
    parameters: Parameters = {}
    if wanted:
        parameters["with_genres"] = joined(wanted, any_of)
    if unwanted := _unwanted(search):
        parameters["without_genres"] = joined(unwanted, alternatives=False)
    return parameters


def _unwanted(search: DiscoverSearch) -> list[int]:
    slugs = (*search.wish.not_genres, *unasked(search.wish))
    whole = [slug for slug in slugs if slug in genres() and not _is_subgenre(slug)]
    ids = (_tmdb_id(search.kind, slug) for slug in whole)
    return [number for number in ids if number]


def _is_subgenre(slug: str) -> bool:
    return slug in genres() and genres()[slug].parent is not None


def _tmdb_id(kind: Kind, slug: str) -> int | None:
    genre = genres().get(slug)
    while genre is not None and genre.parent:
        genre = genres()[genre.parent]
    if genre is None:
        return None
    return genre.tmdb_movie if kind == "movie" else genre.tmdb_tv


_SLUGS = tuple(slug for slug, genre in genres().items() if genre.parent is None)

GENRES = Criterion(
    name="genres",
    fields={"genres": ChoiceList(_SLUGS), "not_genres": ChoiceList(_SLUGS)},
    prompt="- `genres`, `not_genres`: slugs of the schema only. Funny is comedy, scary is horror.",
    conditions=_conditions,
    words=_words,
    loosening=one_by_one("genres", Rarity.GENRE),
    let_go=phrase("field.genres"),
    tmdb=_tmdb,
    needs_facts=False,
    lasting=Exclusion("not_genres", "genres"),
    form={"genre": "genres"},
)
