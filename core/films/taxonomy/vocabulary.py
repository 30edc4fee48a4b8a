"""Themes as people type them, read as theme and sub-genre slugs; what is neither stays text."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from core.films.taxonomy.genres import genres
from core.words.folding import fold

# Words that say nothing about a theme: "a heist movie", "about a heist", "films de braquage".
_AROUND = re.compile(
    r"^(?:(?:films?|movies?|series?|stories|histoires?|an?|the|some|about|with|set in|un|une|des|les|le|la|du|de|d|sur|avec) )+"
    r"|(?: (?:movies?|films?|flicks?|shows?|series|stories|story|themes?))+$"
)


# What sub-genres are called besides the names in the taxonomy.
_BY_OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "noir": ("film-noir", "neo-noir"),
    "romcom": ("romantic-comedy",),
    "rom com": ("romantic-comedy",),
    "whodunnit": ("whodunit",),
    "biography": ("biopic",),
    "musicals": ("musical",),
    "kung fu": ("martial-arts", "wuxia"),
}


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


@lru_cache(maxsize=2_000)
def meaning(typed: str) -> Meaning:
    """What a typed theme means; variants with and without plural, hyphens or "movie" count as the
    same.
    """
    forms = list(dict.fromkeys(_forms(fold(typed))))
    themes = dict.fromkeys(slug for form in forms for slug in _themes().get(form, ()))
    subgenres = dict.fromkeys(slug for form in forms for slug in _genres().get(form, ()))
    return Meaning(typed, tuple(themes), tuple(subgenres))


def is_mood(typed: str) -> bool:
    """Whether a typed theme is what a film is like ("scary") rather than what is in it ("zombies")."""
    return not _moods().isdisjoint(meaning(typed).themes)


def _forms(folded: str) -> Iterator[str]:
    bare = _AROUND.sub("", folded)
    for form in dict.fromkeys((folded, bare)):
        yield form
        yield form.removesuffix("s")
        yield form + "s"
        if form.endswith("y"):
            yield form.removesuffix("y") + "ies"
        if form.endswith("ies"):
            yield form.removesuffix("ies") + "y"


@cache
def _vocabulary() -> list[dict[str, str | list[str]]]:
    rows: list[dict[str, str | list[str]]]
    rows = tomllib.loads(files("core.films.data").joinpath("themes.toml").read_text("utf-8"))[
        "theme"
    ]
    return rows


@cache
def _moods() -> frozenset[str]:
    return frozenset(str(row["slug"]) for row in _vocabulary() if row["group"] == "moods")


@cache
def _themes() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for keys in (("slug", "en", "fr"), ("en_synonyms", "fr_synonyms")):
        for row in _vocabulary():
            for name in _names(row, keys):
                found.setdefault(name, (str(row["slug"]),))
    return found


def _names(row: dict[str, str | list[str]], keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        value = row.get(key, [])
        for name in [value] if isinstance(value, str) else value:
            yield fold(name)


@cache
def _genres() -> dict[str, tuple[str, ...]]:
    """Genres by name, sub-genres first: "anime" is the sub-genre, whatever else it may be."""
    found = dict(_BY_OTHER_NAMES)
    for genre in sorted(genres().values(), key=lambda genre: genre.parent is None):
        for name in (genre.slug, *genre.names.values()):
            found.setdefault(fold(name), (genre.slug,))
    return found
