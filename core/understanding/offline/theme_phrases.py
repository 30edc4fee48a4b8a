"""The names of themes among a language's phrases."""

from collections.abc import Iterator
from typing import NamedTuple

from core.films.taxonomy.taxonomy import Row, names, rows, slug, synonyms
from core.understanding.offline.lexicon import Effect, says, spoken
from core.understanding.offline.thresholds import (
    SLUG_WORDS,
)

Phrases = dict[str, tuple[Effect, ...]]
_OF_SLUGS = "en"  # slugs are English, and would make English sentences French
_LEADING_WORDS = 2  # "de guerre" is "guerre"


def add_themes(phrases: Phrases, code: str, ordinary: frozenset[str]) -> None:
    """Add the names of themes, where the word files do not say otherwise. What people type in
    English is kept, since the catalogue knows it; in another language the theme's own name stands
    for it.
    """
    kinds = {phrase for phrase, effects in phrases.items() if _says(effects, "kind")}
    for row in rows("theme"):
        for name in _names(row, code):
            phrase = " ".join(spoken(name).split())
            bare = " ".join(word for word in phrase.split() if word not in kinds)
            if phrase and (bare == phrase or not _known(phrases, bare)):
                theme = _Theme(slug(row), _kept(row, code, bare))
                _add(phrases, phrase, theme, phrase in ordinary)


class _Theme(NamedTuple):
    """A theme by its slug, and what stands for it in a wish."""

    slug: str
    kept: str


def _names(row: Row, code: str) -> Iterator[str]:
    """What a theme is called in a language."""
    if code == _OF_SLUGS:
        yield slug(row)
    yield names(row).get(code, "")
    yield from synonyms(row, code)


def _kept(row: Row, code: str, bare: str) -> str:
    short = code == _OF_SLUGS and len(bare.split()) < SLUG_WORDS
    return bare if short else slug(row)


def _known(phrases: Phrases, words: str) -> bool:
    """Whether the words mean something already, with or without what leads to them ("de
    guerre").
    """
    rest = words.split()
    leads = range(min(_LEADING_WORDS, len(rest)))
    return not rest or any(" ".join(rest[at:]) in phrases for at in leads)


def _says(effects: tuple[Effect, ...], field: str) -> bool:
    return any(name == field for name, _ in effects)


def _add(phrases: Phrases, phrase: str, theme: _Theme, ordinary: bool) -> None:
    """A genre's name stays the genre's, and is a mood too; an ordinary word is a theme only where
    the sentence says so.
    """
    known = phrases.get(phrase, ())
    if len(known) == 1 and _says(known, "genres"):
        phrases[phrase] = (*known, ("mood", theme.slug))
    elif not says(known):
        field = "shy" if known or ordinary else "themes"
        phrases[phrase] = ((field, theme.kept), *known)
