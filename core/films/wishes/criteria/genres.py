"""Genres and sub-genres."""

from collections.abc import Iterator

from core.films.taxonomy.genres import genres, mask
from core.films.titles.values import Kind
from core.films.wishes.criteria.ask import Query
from core.films.wishes.criteria.criterion import Criterion, Place, Words, phrase
from core.films.wishes.criteria.loosening import Rarity, one_by_one
from core.films.wishes.criteria.shapes import Choices
from core.films.wishes.criteria.standing import Exclusion
from core.films.wishes.criteria.tmdb import Parameters, Search, Told, joined
from core.films.wishes.programmes import unasked
from core.films.wishes.wish import Wish
from core.films.wording import genre_name
from core.storage.pieces import FALSE, Sql, either, sql
from core.words.speech import Speech


def _conditions(query: Query) -> Iterator[Sql]:
    wish = query.ask.wish
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


def _words(wish: Wish, t: Speech) -> Iterator[Words]:
    for slug in wish.genres:
        yield Words(Place.NOUN, genre_name(slug, t))
    for slug in wish.not_genres:
        yield Words(Place.UNWANTED, genre_name(slug, t))


def _tmdb(search: Search) -> Told | None:
    """TMDB has no sub-genres: their parents are asked for, and they are left to check."""
    wish = search.wish
    there = [_tmdb_id(search.kind, slug) for slug in wish.genres]
    enough = any(there) if "genres" in wish.any else all(there)
    if wish.genres and not enough:
        return None
    wanted, unwanted = [number for number in there if number], _unwanted(search)
    parameters: Parameters = {}
    if wanted:
        parameters["with_genres"] = joined(wanted, "genres" in wish.any)
    if unwanted:
        parameters["without_genres"] = joined(unwanted, alternatives=False)
    told_in_full = wanted and not any(map(_is_subgenre, wish.genres))
    return Told(parameters, {"genres": ()} if told_in_full else {})


def _unwanted(search: Search) -> list[int]:
    slugs = (*search.wish.not_genres, *unasked(search.wish))
    whole = [slug for slug in slugs if slug in genres() and not _is_subgenre(slug)]
    return [number for slug in whole if (number := _tmdb_id(search.kind, slug))]


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
    fields={"genres": Choices(_SLUGS), "not_genres": Choices(_SLUGS)},
    prompt="- `genres`, `not_genres`: slugs of the schema only. Funny is comedy, scary is horror.",
    conditions=_conditions,
    words=_words,
    loosening=one_by_one("genres", Rarity.GENRE),
    let_go=phrase("field.genres"),
    tmdb=_tmdb,
    needs_facts=False,
    standing=Exclusion("not_genres", "genres"),
    form={"genre": "genres"},
)
