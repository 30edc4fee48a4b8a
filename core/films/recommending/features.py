"""The features of a title: numbers with weights, the basis of all similarity.

A feature's number has its family in the top bits, and the theme, person, genre bit or hash below.
So a vector can be read back ("they share this director") without a table of names.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

from core.films.taxonomy.genres import genres
from core.words.folding import fold

FAMILY_BITS = 28
MEMBER_MASK = (1 << FAMILY_BITS) - 1
# Words of an overview that become features: later ones say less about the story.
_MAX_WORDS = 24
# Shorter words say little ("the", "one"), and their final s is seldom a plural.
_SHORTEST_WORD = 4
# The weight of a main genre by its place.
_GENRE_WEIGHTS = (1.0, 0.9, 0.5)
_SUBGENRE_WEIGHT = 1.2
# Further countries of a title seldom shape it.
_COUNTRIES = 2


class Family(IntEnum):
    """The kinds of feature. Their numbers stand in stored vectors: add only at the end, and never
    beyond 7.
    """

    THEME = 0
    GENRE = 1
    DIRECTOR = 2
    WRITER = 3
    CAST = 4
    FRANCHISE = 5
    SETTING = 6
    WORD = 7


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts features are made from: themes, people and franchise by id, genres by slug, the
    most important first.
    """

    id: int
    kind: str = "movie"
    year: int | None = None
    language: str | None = None
    countries: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    themes: tuple[int, ...] = ()
    directors: tuple[int, ...] = ()
    writers: tuple[int, ...] = ()
    cast: tuple[int, ...] = ()
    franchise: int | None = None
    overview: str = ""


def feature_id(family: Family, member: int) -> int:
    """The number of a feature."""
    return family << FAMILY_BITS | member & MEMBER_MASK


def hashed(family: Family, text: str) -> int:
    """The number of a feature without an id of its own (a word, a country, a decade)."""
    return feature_id(family, zlib.crc32(text.encode()))


def theme_feature(theme_id: int) -> int:
    """The number of a theme's feature."""
    return feature_id(Family.THEME, theme_id)


def genre_feature(slug: str) -> int:
    """The number of a genre's or sub-genre's feature."""
    return feature_id(Family.GENRE, genres()[slug].bit)


def features(facts: Facts) -> dict[int, float]:
    """The features of a title with their weights, before their rarity counts."""
    found: dict[int, float] = {}
    for number, weight in _weighted(facts):
        found.setdefault(number, weight)
    return found


def _weighted(facts: Facts) -> Iterator[tuple[int, float]]:
    for place, theme in enumerate(facts.themes):
        yield theme_feature(theme), 1 / (1 + place / 8)
    yield from _genres(facts.genres)
    yield from _people(facts)
    if facts.franchise is not None:
        yield feature_id(Family.FRANCHISE, facts.franchise), 1.0
    for name, weight in _setting(facts):
        yield hashed(Family.SETTING, name), weight
    for word in _words(facts.overview):
        yield hashed(Family.WORD, word), 1.0


def _genres(slugs: tuple[str, ...]) -> Iterator[tuple[int, float]]:
    place = 0
    for slug in slugs:
        genre = genres().get(slug)
        if genre is None:
            continue
        if genre.parent:
            yield genre_feature(slug), _SUBGENRE_WEIGHT
        else:
            yield genre_feature(slug), _GENRE_WEIGHTS[min(place, 2)]
            place += 1


def _people(facts: Facts) -> Iterator[tuple[int, float]]:
    for person in facts.directors:
        yield feature_id(Family.DIRECTOR, person), 1.0
    for person in facts.writers:
        yield feature_id(Family.WRITER, person), 0.5
    for place, person in enumerate(facts.cast):
        yield feature_id(Family.CAST, person), 0.7 / (1 + place / 2)


def _setting(facts: Facts) -> Iterator[tuple[str, float]]:
    yield f"kind:{facts.kind}", 1.0
    if facts.year:
        yield f"decade:{facts.year // 10}", 0.8
    if facts.language:
        yield f"language:{facts.language}", 0.8
    for country in facts.countries[:_COUNTRIES]:
        yield f"country:{country}", 0.5


@cache
def _stop_words() -> frozenset[str]:
    text = files("core.films.data").joinpath("stop_words.en.txt").read_text("utf-8")
    return frozenset(text.split())


def _words(overview: str) -> list[str]:
    """The first telling words of an overview, each once."""
    stems: dict[str, None] = {}
    for word in fold(overview).split():
        if len(word) >= _SHORTEST_WORD and word not in _stop_words():
            stems[_stem(word)] = None
    return list(stems)[:_MAX_WORDS]


def _stem(word: str) -> str:
    """The singular of a plural. More stemming does more harm than good."""
    plural = len(word) > _SHORTEST_WORD and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word
