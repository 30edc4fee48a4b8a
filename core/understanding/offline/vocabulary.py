"""The theme vocabulary among a language's phrases."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from core.understanding.offline.lexicon import Effect
from core.understanding.offline.templates import spoken

Phrases = dict[str, tuple[Effect, ...]]
_SHORT = 3


@cache
def _themes() -> tuple[dict[str, Any], ...]:
    return tuple(
        tomllib.loads(files("core.films.data").joinpath("themes.toml").read_text("utf-8"))["theme"]
    )


def add_themes(phrases: Phrases, code: str, ordinary: frozenset[str]) -> None:
    """Add the names of themes, where the file itself does not say otherwise. What people type in
    English is kept, since the catalogue knows it; in another language the theme's own name stands
    for it.
    """
    kinds = {
        phrase for phrase, effects in phrases.items() if any(name == "kind" for name, _ in effects)
    }
    for row in _themes():
        slug = (
            row["slug"] if code == "en" else ""
        )  # slugs are English, and would make English sentences French
        for said in (slug, row.get(code, ""), *row.get(f"{code}_synonyms", ())):
            phrase = " ".join(spoken(said).split())
            bare = " ".join(word for word in phrase.split() if word not in kinds)
            if phrase and (bare == phrase or not _said(phrases, bare)):
                _add_theme(
                    phrases,
                    phrase,
                    bare if code == "en" and len(bare.split()) < _SHORT else row["slug"],
                    row["slug"],
                    phrase in ordinary,
                )


def _said(phrases: Phrases, words: str) -> bool:
    """Whether the words, with or without what leads to them ("de guerre"), mean something already."""
    rest = words.split()
    return not rest or any(" ".join(rest[at:]) in phrases for at in range(min(2, len(rest))))


def _add_theme(phrases: Phrases, phrase: str, kept: str, slug: str, ordinary: bool) -> None:
    known = phrases.get(phrase, ())
    if any(name == "genres" for name, _ in known) and len(known) == 1:
        phrases[phrase] = (*known, ("mood", slug))
    elif not any(name != "cue" for name, _ in known):
        phrases[phrase] = (("shy" if known or ordinary else "themes", kept), *known)
