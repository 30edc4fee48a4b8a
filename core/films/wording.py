"""Genres, themes and regions in the words of a language."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from core.films.taxonomy.genres import genres
from core.films.taxonomy.regions import region_of
from core.films.taxonomy.vocabulary import meaning
from core.words.speech import FALLBACK, Speech


def genre_name(slug: str, t: Speech) -> str:
    """A genre's name."""
    genre = genres().get(slug)
    return genre.names.get(t.language, genre.names[FALLBACK]) if genre else slug


def theme_name(slug: str, t: Speech) -> str:
    """A theme's name; words that people type for a theme are called as what they mean, all others
    as they typed them.
    """
    names = theme_names(t.language)
    return names.get(slug) or names.get(next(iter(meaning(slug).themes), ""), slug)


def country_names(codes: Iterable[str], t: Speech) -> str:
    """Countries as alternatives; those of a region by its name."""
    listed = tuple(codes)
    region = region_of(listed)
    if region:
        return region.names.get(t.language, region.names[FALLBACK])
    return t.listing(map(t.country, listed), "or")


@cache
def theme_names(language: str) -> dict[str, str]:
    """The themes' names in one language, by slug."""
    text = files("core.films.data").joinpath("themes.toml").read_text("utf-8")
    rows = tomllib.loads(text)["theme"]
    return {row["slug"]: row.get(language, row[FALLBACK]) for row in rows}
