"""Themes as people type them, read as theme and sub-genre slugs; what is neither stays text."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from core.films.taxonomy.genres import genres
from core.words.data import languages, listed, on_change, read_once, strings, whole
from core.words.folding import fold

_CODE = 2  # letters of a language's code, as keys of the vocabulary


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
    forms = list(dict.fromkeys(_forms(fold(typed))))
    themes = dict.fromkeys(slug for form in forms for slug in _themes().get(form, ()))
    subgenres = dict.fromkeys(slug for form in forms for slug in _genres().get(form, ()))
    return Meaning(typed, tuple(themes), tuple(subgenres))


on_change(meaning.cache_clear)


def is_mood(typed: str) -> bool:
    """Whether a typed theme is what a film is like ("scary") rather than what is in it ("zombies")."""
    return not _moods().isdisjoint(meaning(typed).themes)


def _forms(folded: str) -> Iterator[str]:
    bare = _around().sub("", folded)
    for form in dict.fromkeys((folded, bare)):
        yield form
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
    return [strings(whole("words", language).get(name, {})) for language in languages("words")]


Row = dict[str, str | list[str]]


@cache
def _vocabulary() -> list[Row]:
    text = files("core.films.data").joinpath("themes.toml").read_text("utf-8")
    rows: list[Row] = tomllib.loads(text)["theme"]
    return rows


@cache
def _moods() -> frozenset[str]:
    return frozenset(str(row["slug"]) for row in _vocabulary() if row["group"] == "moods")


@cache
def _themes() -> dict[str, tuple[str, ...]]:
    """Themes by name in every language, names before synonyms."""
    found: dict[str, tuple[str, ...]] = {}
    for names in (_names, _synonyms):
        for row in _vocabulary():
            for name in names(row):
                found.setdefault(fold(name), (str(row["slug"]),))
    return found


def _names(row: Row) -> list[str]:
    """The slug, and what the theme is called in each language."""
    return [str(name) for key, name in row.items() if key == "slug" or len(key) == _CODE]


def _synonyms(row: Row) -> list[str]:
    lists = (names for key, names in row.items() if key.endswith("_synonyms"))
    return list(chain.from_iterable(lists))


@read_once
def _genres() -> dict[str, tuple[str, ...]]:
    """Genres by name, sub-genres first: "anime" is the sub-genre, whatever else it may be."""
    found: dict[str, tuple[str, ...]] = {}
    for table in _sections("genre_names"):
        found |= {name: tuple(slugs) for name, slugs in table.items()}
    for genre in sorted(genres().values(), key=lambda genre: genre.parent is None):
        for name in (genre.slug, *genre.names.values()):
            found.setdefault(fold(name), (genre.slug,))
    return found
