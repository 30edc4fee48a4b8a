"""Themes as people type them, read as theme and sub-genre slugs; what is neither stays text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from core.films.taxonomy.genres import Genre, genres
from core.films.taxonomy.rows import Row, names, rows, slug, synonyms
from core.words.data import languages, listed, on_change, read_once, strings, whole
from core.words.folding import fold

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
    return [strings(whole("words", language).get(name, {})) for language in languages("words")]


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
