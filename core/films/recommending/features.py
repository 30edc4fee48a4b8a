"""The features of a title: numbers with weights, the basis of all similarity.

A feature's number has its family in the top bits, and the theme, person, genre bit or hash below.
So a vector can be read back ("they share this director") without a table of names.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from core.films.taxonomy.taxonomy import genres
from core.words.text import fold

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
    yield from _hashed(facts)


def _hashed(facts: Facts) -> Iterator[tuple[int, float]]:
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


Ids = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float64]

# Where the numbers of each family begin; after the last, the largest number there can be.
_EDGES = np.array([*(family << FAMILY_BITS for family in Family), (1 << 31) - 1], np.uint32)


@dataclass(frozen=True, slots=True)
class SparseVector:
    """A vector by its non-zero entries, ids ascending."""

    ids: Ids = field(default_factory=lambda: np.empty(0, np.uint32))
    weights: Weights = field(default_factory=lambda: np.empty(0, np.float32))

    def __bool__(self) -> bool:
        return bool(len(self.ids))

    def pack(self) -> bytes:
        """The stored form: all ids, then all weights, little-endian."""
        return self.ids.astype("<u4").tobytes() + self.weights.astype("<f4").tobytes()

    @classmethod
    def unpack(cls, blob: bytes | None) -> Self:
        """Read the stored form; None is the zero vector."""
        if not blob:
            return cls()
        half = len(blob) // 2
        return cls(np.frombuffer(blob[:half], "<u4"), np.frombuffer(blob[half:], "<f4"))

    def weight(self, number: int) -> float:
        """The weight of one feature, 0 where the title does not have it."""
        place = int(np.searchsorted(self.ids, number))
        if place == len(self.ids) or self.ids[place] != number:
            return 0.0
        return float(self.weights[place])

    def members(self, family: Family) -> list[int]:
        """The themes, people, … of one family, heaviest first."""
        start, end = self.ids.searchsorted(_EDGES[family : family + 2])
        if end - start < 2:  # most often; sorting takes far longer than this
            return [int(self.ids[start]) & MEMBER_MASK] if end > start else []
        heaviest = (-self.weights[start:end]).argsort(kind="stable")
        return [number & MEMBER_MASK for number in self.ids[start:end][heaviest].tolist()]


class Batch:
    """Many vectors laid end to end, for one dot product with all of them at once."""

    def __init__(self, vectors: Iterable[SparseVector]) -> None:
        self.vectors = list(vectors)
        sizes = [len(vector.ids) for vector in self.vectors]
        filled = self.vectors or [SparseVector()]
        self._rows = np.repeat(np.arange(len(sizes)), sizes)
        self._ids = np.concatenate([vector.ids for vector in filled])
        self._weights = np.concatenate([vector.weights for vector in filled])

    def dot(self, other: SparseVector) -> Scores:
        """The dot product of each vector with another: the cosine, where both have length 1."""
        if not other or not len(self._ids):
            return np.zeros(len(self.vectors))
        places = _places(other, self._ids)
        shared = other.ids[places] == self._ids
        return self._summed(np.where(shared, self._weights * other.weights[places], 0))

    def dot_within(self, place: int) -> Scores:
        """The dot product of each vector with the one at that place: faster where several are
        asked for.
        """
        weights = np.zeros(len(self._ids), np.float32)
        mine = self._rows == place
        weights[self._columns[mine]] = self._weights[mine]
        return self._summed(self._weights * weights[self._columns])

    @cached_property
    def _columns(self) -> npt.NDArray[np.intp]:
        """The feature of every entry, numbered from 0 within the batch."""
        return np.unique(self._ids, return_inverse=True)[1]

    def _summed(self, products: Weights) -> Scores:
        return np.bincount(self._rows, products, len(self.vectors)).astype(np.float64)


def _places(vector: SparseVector, ids: Ids) -> npt.NDArray[np.intp]:
    """Where each id stands in a vector, if it is there: of another one, some place."""
    return np.minimum(np.searchsorted(vector.ids, ids), len(vector.ids) - 1)


def combined(vectors: Iterable[tuple[SparseVector, float]]) -> SparseVector:
    """The weighted sum of vectors, of length 1: what several titles have in common."""
    parts = [(vector, weight) for vector, weight in vectors if vector and weight]
    return _sum(parts) if parts else SparseVector()


def _sum(parts: list[tuple[SparseVector, float]]) -> SparseVector:
    all_ids = np.concatenate([vector.ids for vector, _ in parts])
    weighted = np.concatenate([vector.weights * np.float32(weight) for vector, weight in parts])
    ids, places = np.unique(all_ids, return_inverse=True)
    return _normalized(ids, np.bincount(places, weighted))


def _normalized(ids: Ids, weights: npt.NDArray[Any]) -> SparseVector:
    """The vector of these entries, scaled to length 1; the zero vector where all are 0."""
    length = float(np.linalg.norm(weights)) if len(weights) else 0.0
    if not length:
        return SparseVector()
    return SparseVector(ids, (weights / length).astype(np.float32))


@dataclass(frozen=True, slots=True)
class Similarity:
    """What two titles share: the dot product of their vectors, and the shared members of each
    family, those that add most to it first.
    """

    score: float = 0.0
    members: dict[Family, list[int]] = field(default_factory=dict)


def similarity(one: SparseVector, other: SparseVector) -> Similarity:
    """What two titles share."""
    if not one or not other:
        return Similarity()
    places = _places(other, one.ids)
    common = np.nonzero(other.ids[places] == one.ids)[0]
    products = one.weights[common] * other.weights[places[common]]
    return _similarity(one.ids[common], products)


def _similarity(ids: Ids, products: Weights) -> Similarity:
    strongest = np.argsort(-products, kind="stable")
    return Similarity(float(products.sum()), _by_family(ids[strongest]))


def _by_family(ids: Ids) -> dict[Family, list[int]]:
    members: dict[Family, list[int]] = {}
    for number in ids.tolist():
        members.setdefault(Family(number >> FAMILY_BITS), []).append(number & MEMBER_MASK)
    return members


@dataclass(frozen=True, slots=True)
class CatalogueStatistics:
    """Ids by slug, and how many titles have a feature. ``stamp`` changes with every recount.

    ``least_weight`` bounds the search for titles that no index leads to; it is None in a catalogue
    of ordinary size.
    """

    stamp: str
    titles: int
    themes: dict[str, int]
    slugs: dict[int, str]
    genres: dict[str, int]
    holders: dict[int, int]
    least_weight: float | None = None

    def with_theme(self, theme_id: int) -> int:
        """How many titles have a theme."""
        return self.holders.get(theme_feature(theme_id), 0)

    def with_genre(self, slug: str) -> int:
        """How many titles have a genre or sub-genre."""
        return self.holders.get(genre_feature(slug), 0)

    def with_country(self, code: str) -> int:
        """How many titles are from a country."""
        return self.holders.get(hashed(Family.SETTING, f"country:{code}"), 0)
