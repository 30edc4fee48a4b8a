"""The genres, themes and regions a title can have, and what each is called."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Literal

from core.words.speech import (
    FALLBACK,
    Speech,
    languages_with,
    listed,
    on_change,
    read_once,
    strings,
    whole,
)
from core.words.text import fold

Row = Mapping[str, str | int | list[str]]
_CODE_LETTERS = 2  # a key of two letters is a language's code (ISO 639-1)


@cache
def rows(kind: Literal["genre", "theme", "region"]) -> Sequence[Row]:
    """The rows of a file, in its order. Not to be changed."""
    text = files("core.films.data").joinpath(f"{kind}s.toml").read_text("utf-8")
    found: list[Row] = tomllib.loads(text)[kind]
    return tuple(found)


def names(row: Row) -> dict[str, str]:
    """What a row's genre, theme or region is called, by language."""
    return {key: str(value) for key, value in row.items() if len(key) == _CODE_LETTERS}


def slug(row: Row) -> str:
    """What a row is known by."""
    return str(row["slug"])


def synonyms(row: Row, code: str) -> list[str]:
    """The other words for it in a language."""
    found = row.get(f"{code}_synonyms", [])
    assert isinstance(found, list)
    return found


@dataclass(frozen=True, slots=True)
class Genre:
    """A genre or sub-genre, its names by language. ``bit`` is its place in a genre mask; TMDB has
    other ids for series.
    """

    slug: str
    bit: int
    names: dict[str, str]
    parent: str | None = None
    tmdb_movie: int | None = None
    tmdb_tv: int | None = None


@cache
def genres() -> dict[str, Genre]:
    """Every genre by slug, in the order of their bits."""
    return {slug(row): _genre(row, bit) for bit, row in enumerate(rows("genre"))}


def _genre(row: Row, bit: int) -> Genre:
    parent = str(row["parent"]) if "parent" in row else None
    movie, tv = _number(row, "tmdb_movie"), _number(row, "tmdb_tv")
    return Genre(slug(row), bit, names(row), parent, movie, tv)


def _number(row: Row, key: str) -> int | None:
    value = row.get(key)
    return value if isinstance(value, int) else None


def top_level(slug: str) -> str:
    """The genre itself, or the parent of a sub-genre."""
    return genres()[slug].parent or slug


def mask(slugs: Iterable[str]) -> int:
    """The bits of the top-level genres among ``slugs``, sub-genres counted as their parents. Fits a
    signed 64-bit integer.
    """
    bits = 0
    for one in slugs:
        bits |= 1 << genres()[top_level(one)].bit
    return bits


Slugs = dict[str, tuple[str, ...]]  # by what people type, folded


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a typed theme means: any of these themes or genres, or else a text to look for in
    overviews.
    """

    typed: str
    themes: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words to look for, when no slug says it."""
        return "" if self.themes or self.genres else self.typed


@lru_cache(maxsize=2_000)  # what people type has no end
def meaning(typed: str) -> Meaning:
    """What a typed theme means; variants with and without plural, hyphens or "movie" count as the
    same.
    """
    forms = tuple(dict.fromkeys(_forms(fold(typed))))
    return Meaning(typed, _meant(forms, _themes()), _meant(forms, _genres()))


on_change(meaning.cache_clear)


def is_mood(typed: str) -> bool:
    """Whether a typed theme is what a film is like ("scary") rather than what is in it
    ("zombies").
    """
    return not _moods().isdisjoint(meaning(typed).themes)


def _meant(forms: Iterable[str], known: Slugs) -> tuple[str, ...]:
    """The slugs that any of the forms stands for, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(known.get(form, ()) for form in forms)))


def _forms(folded: str) -> Iterator[str]:
    """What was typed, as it is and without the words around it, in the singular and plural."""
    bare = _around().sub("", folded)
    for form in dict.fromkeys((folded, bare)):
        yield form
        yield from _other_numbers(form)


def _other_numbers(form: str) -> Iterator[str]:
    """The singulars and plurals of a word."""
    for one, many in _endings():
        if form.endswith(many):
            yield form.removesuffix(many) + one
        if form.endswith(one):
            yield form.removesuffix(one) + many


@read_once
def _around() -> re.Pattern[str]:
    """The words around a theme that say nothing of it: "a heist movie", "about a heist"."""
    before, after = listed("theme_names", "before"), listed("theme_names", "after")
    return re.compile(f"^(?:(?:{'|'.join(before)}) )+|(?: (?:{'|'.join(after)}))+$")


@read_once
def _endings() -> tuple[tuple[str, str], ...]:
    """The endings of one and of many that may stand for one another, in every language."""
    pairs: dict[tuple[str, str], None] = {}
    for table in _sections("theme_endings"):
        for one, ends in table.items():
            pairs |= dict.fromkeys((one, many) for many in ends)
    return tuple(pairs)


def _sections(name: str) -> list[dict[str, list[str]]]:
    """A section of the word files, in each language."""
    return [strings(whole("words", language).get(name, {})) for language in languages_with("words")]


@cache
def _moods() -> frozenset[str]:
    return frozenset(slug(row) for row in rows("theme") if row["group"] == "moods")


@cache
def _themes() -> Slugs:
    """Themes by name in every language, names before synonyms."""
    found: Slugs = {}
    for words in (_names, _synonyms):
        for row in rows("theme"):
            _add(found, words(row), slug(row))
    return found


def _add(found: Slugs, words: Iterable[str], known_by: str) -> None:
    """Let words stand for a slug, where they stand for none yet."""
    for word in words:
        found.setdefault(fold(word), (known_by,))


def _names(row: Row) -> list[str]:
    """The slug, and what the theme is called in each language."""
    return [slug(row), *names(row).values()]


def _synonyms(row: Row) -> list[str]:
    """The other words for it, in the languages that have a name for it."""
    return list(chain.from_iterable(synonyms(row, code) for code in names(row)))


@read_once
def _genres() -> Slugs:
    """Genres by name, sub-genres first: "anime" is the sub-genre, whatever else it may be."""
    found: Slugs = {}
    for table in _sections("genre_names"):
        found |= {name: tuple(slugs) for name, slugs in table.items()}
    for genre in sorted(genres().values(), key=_top_level):
        _add(found, (genre.slug, *genre.names.values()), genre.slug)
    return found


def _top_level(genre: Genre) -> bool:
    return genre.parent is None


@dataclass(frozen=True, slots=True)
class Region:
    """A region's countries (ISO 3166-1) and its names by language."""

    slug: str
    countries: tuple[str, ...]
    names: dict[str, str]


@cache
def regions() -> dict[str, Region]:
    """Every region by slug."""
    return {slug(row): _region(row) for row in rows("region")}


def region_of(countries: Iterable[str]) -> Region | None:
    """The region that consists of exactly these countries."""
    wanted = frozenset(countries)
    return next(
        (region for region in regions().values() if wanted == frozenset(region.countries)), None
    )


def _region(row: Row) -> Region:
    return Region(slug(row), tuple(str(row["countries"]).split()), names(row))


@cache
def theme_names() -> dict[str, dict[str, str]]:
    """Names by language of every theme of the vocabulary, by slug."""
    return {slug(row): names(row) for row in rows("theme")}


def genre_name(slug: str, t: Speech) -> str:
    """A genre's name."""
    genre = genres().get(slug)
    return genre.names.get(t.language, genre.names[FALLBACK]) if genre else slug


def theme_name(slug: str, t: Speech) -> str:
    """A theme's name; words that people type for a theme are called as what they mean, all others
    as they typed them.
    """
    names = theme_names()
    named = names.get(slug) or names.get(next(iter(meaning(slug).themes), ""))
    return named.get(t.language, named[FALLBACK]) if named else slug


def country_names(codes: Iterable[str], t: Speech) -> str:
    """Countries as alternatives; those of a region by its name."""
    listed = tuple(codes)
    region = region_of(listed)
    if region:
        return region.names.get(t.language, region.names[FALLBACK])
    return t.listing(map(t.country_within, listed), "or")
