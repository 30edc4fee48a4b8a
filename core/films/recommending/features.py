"""What a title is made of, as numbered features with weights: the vectors that similarity is
measured on.

A feature's id says what it is: its family in the top bits, and the theme, person, genre bit or hash
within the family below. So a vector can be read back ("they share this director") without any table
of names.
"""

import math
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, cached_property
from importlib.resources import files
from typing import Self

import numpy as np
import numpy.typing as npt

from core.films.taxonomy.genres import genres
from core.words.folding import fold

Ids = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.float32]

_FAMILY_BITS = 28
_MEMBER = (1 << _FAMILY_BITS) - 1
_MAX_WORDS = 24


class Family(IntEnum):
    """The kinds of feature. Their numbers stand in stored vectors: add at the end only, and never
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


# How much of the similarity of two titles each group of families can make up. Themes say most of
# what a film is like; words of an overview and shared actors only nuance it.
_SHARES: tuple[tuple[float, frozenset[Family]], ...] = (
    (0.50, frozenset({Family.THEME})),
    (0.22, frozenset({Family.GENRE})),
    (0.10, frozenset({Family.DIRECTOR, Family.WRITER, Family.CAST})),
    (0.05, frozenset({Family.FRANCHISE})),
    (0.07, frozenset({Family.SETTING})),
    (0.06, frozenset({Family.WORD})),
)
# Where each family's numbers begin, and after the last one the largest number there can be.
_EDGES = np.array([*(family << _FAMILY_BITS for family in Family), (1 << 31) - 1], np.uint32)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the features of a title are made from; themes, people and franchise by id, genres by
    slug, best first.
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


@dataclass(frozen=True, slots=True)
class Sparse:
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
        """Read the stored form; nothing stored is the zero vector."""
        if not blob:
            return cls()
        half = len(blob) // 2
        return cls(np.frombuffer(blob[:half], "<u4"), np.frombuffer(blob[half:], "<f4"))

    def weight(self, number: int) -> float:
        """The weight of one feature, 0 where the title does not have it."""
        place = int(np.searchsorted(self.ids, number))
        return (
            float(self.weights[place])
            if place < len(self.ids) and self.ids[place] == number
            else 0.0
        )

    def members(self, family: Family) -> list[int]:
        """The themes, people, … of one family, heaviest first."""
        start, end = self.ids.searchsorted(_EDGES[family : family + 2])
        if end - start < 2:
            return [int(self.ids[start]) & _MEMBER] if end > start else []
        heaviest = (-self.weights[start:end]).argsort(kind="stable")
        return [number & _MEMBER for number in self.ids[start:end][heaviest].tolist()]


class Batch:
    """Many vectors laid end to end, for one dot product with all of them at once."""

    def __init__(self, vectors: Iterable[Sparse]) -> None:
        self.vectors = list(vectors)
        sizes = [len(vector.ids) for vector in self.vectors]
        self._rows = np.repeat(np.arange(len(sizes)), sizes)
        self._ids = np.concatenate([vector.ids for vector in self.vectors] or [Sparse().ids])
        self._weights = np.concatenate(
            [vector.weights for vector in self.vectors] or [Sparse().weights]
        )

    def dot(self, other: Sparse) -> npt.NDArray[np.float64]:
        """The dot product of each vector with another: the cosine, where both have length 1."""
        if not other or not len(self._ids):
            return np.zeros(len(self.vectors))
        places = np.minimum(np.searchsorted(other.ids, self._ids), len(other.ids) - 1)
        products = np.where(
            other.ids[places] == self._ids, self._weights * other.weights[places], 0
        )
        return self._summed(products)

    def dot_within(self, place: int) -> npt.NDArray[np.float64]:
        """The dot product of each vector with the one at that place: quicker, when asked for
        several.
        """
        weights = np.zeros(len(self._ids), np.float32)
        mine = self._rows == place
        weights[self._columns[mine]] = self._weights[mine]
        return self._summed(self._weights * weights[self._columns])

    @cached_property
    def _columns(self) -> npt.NDArray[np.intp]:
        """Every entry's feature, numbered from 0 among those there are here."""
        return np.unique(self._ids, return_inverse=True)[1]

    def _summed(self, products: Weights) -> npt.NDArray[np.float64]:
        return np.bincount(self._rows, products, len(self.vectors)).astype(np.float64)


def feature_id(family: Family, member: int) -> int:
    """The number of a feature."""
    return family << _FAMILY_BITS | member & _MEMBER


def hashed(family: Family, text: str) -> int:
    """The number of a feature that has no id of its own (a word, a country, a decade)."""
    return feature_id(family, zlib.crc32(text.encode()))


def theme_feature(theme_id: int) -> int:
    """The number of a theme's feature."""
    return feature_id(Family.THEME, theme_id)


def genre_feature(slug: str) -> int:
    """The number of a genre's or sub-genre's feature."""
    return feature_id(Family.GENRE, genres()[slug].bit)


def features(facts: Facts) -> dict[int, float]:
    """The features of a title with their weights before rarity is counted in: what comes first
    weighs most.
    """
    found: dict[int, float] = {}
    for number, weight in _weighed(facts):
        found.setdefault(number, weight)
    return found


def _weighed(facts: Facts) -> Iterator[tuple[int, float]]:
    for place, theme in enumerate(facts.themes):
        yield theme_feature(theme), 1 / (1 + place / 8)
    yield from _genres(facts.genres)
    for person in facts.directors:
        yield feature_id(Family.DIRECTOR, person), 1.0
    for person in facts.writers:
        yield feature_id(Family.WRITER, person), 0.5
    for place, person in enumerate(facts.cast):
        yield feature_id(Family.CAST, person), 0.7 / (1 + place / 2)
    if facts.franchise is not None:
        yield feature_id(Family.FRANCHISE, facts.franchise), 1.0
    for name, weight in _setting(facts):
        yield hashed(Family.SETTING, name), weight
    for word in _words(facts.overview):
        yield hashed(Family.WORD, word), 1.0


def _genres(slugs: tuple[str, ...]) -> Iterator[tuple[int, float]]:
    places = 0
    for slug in slugs:
        genre = genres().get(slug)
        if genre is None:
            continue
        if genre.parent:
            yield genre_feature(slug), 1.2
        else:
            yield genre_feature(slug), (1.0, 0.9, 0.5)[min(places, 2)]
            places += 1


def _setting(facts: Facts) -> Iterator[tuple[str, float]]:
    yield f"kind:{facts.kind}", 1.0
    if facts.year:
        yield f"decade:{facts.year // 10}", 0.8
    if facts.language:
        yield f"language:{facts.language}", 0.8
    for country in facts.countries[:2]:
        yield f"country:{country}", 0.5


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(
        files("core.films.data").joinpath("stop_words.en.txt").read_text("utf-8").split()
    )


def _words(overview: str) -> list[str]:
    words = (word for word in fold(overview).split() if len(word) > 3 and word not in _stop_words())
    return list(dict.fromkeys(_stem(word) for word in words))[:_MAX_WORDS]


def _stem(word: str) -> str:
    """Plurals meet their singulars; more than that is not worth its mistakes."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def rarity(titles: int, holders: int) -> float:
    """How telling a feature is that ``holders`` of ``titles`` titles have."""
    return math.log(1 + titles / max(1, holders))


def vector(weights: Mapping[int, float], holders: Mapping[int, int], titles: int) -> Sparse:
    """The vector of a title, of length 1: each family scaled to its share, what is rare above what
    is common.

    A feature that ``holders`` does not count is taken as one of a kind.
    """
    telling = {
        number: weight * rarity(titles, holders.get(number, 1))
        for number, weight in weights.items()
    }
    scales = _scales(telling)
    ids = np.array(sorted(telling), np.uint32)
    values = np.array([telling[int(i)] * scales[int(i) >> _FAMILY_BITS] for i in ids], np.float32)
    length = float(np.linalg.norm(values)) if len(values) else 0.0
    return Sparse(ids, values / np.float32(length)) if length else Sparse()


def _scales(telling: Mapping[int, float]) -> list[float]:
    squares = [0.0] * len(Family)
    for number, weight in telling.items():
        squares[number >> _FAMILY_BITS] += weight * weight
    scales = [0.0] * len(Family)
    for share, families in _SHARES:
        norm = math.sqrt(sum(squares[family] for family in families))
        for family in families:
            scales[family] = math.sqrt(share) / norm if norm else 0.0
    return scales


def combined(vectors: Iterable[tuple[Sparse, float]]) -> Sparse:
    """The weighted sum of vectors, of length 1: what several titles have in common."""
    parts = [(vector, weight) for vector, weight in vectors if vector and weight]
    if not parts:
        return Sparse()
    ids, places = np.unique(
        np.concatenate([vector.ids for vector, _ in parts]), return_inverse=True
    )
    sums = np.bincount(
        places, np.concatenate([vector.weights * np.float32(weight) for vector, weight in parts])
    )
    length = float(np.linalg.norm(sums))
    return Sparse(ids, (sums / length).astype(np.float32)) if length else Sparse()


@dataclass(frozen=True, slots=True)
class Bond:
    """What two titles share: how strongly they are bound, and the members of each family, those
    that bind most first.
    """

    strength: float = 0.0
    members: dict[Family, list[int]] = field(default_factory=dict)


def bond(one: Sparse, other: Sparse) -> Bond:
    """What two titles share."""
    if not one or not other:
        return Bond()
    places = np.minimum(np.searchsorted(other.ids, one.ids), len(other.ids) - 1)
    common = np.nonzero(other.ids[places] == one.ids)[0]
    products = one.weights[common] * other.weights[places[common]]
    members: dict[Family, list[int]] = {}
    for number in one.ids[common[np.argsort(-products, kind="stable")]].tolist():
        members.setdefault(Family(number >> _FAMILY_BITS), []).append(number & _MEMBER)
    return Bond(float(products.sum()), members)
