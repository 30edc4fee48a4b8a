"""Sparse vectors of features: cosine similarity, sums, and what two titles share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from core.films.recommending.features import FAMILY_BITS, MEMBER_MASK, Family

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
        places = np.minimum(np.searchsorted(other.ids, self._ids), len(other.ids) - 1)
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


def combined(vectors: Iterable[tuple[SparseVector, float]]) -> SparseVector:
    """The weighted sum of vectors, of length 1: what several titles have in common."""
    parts = [(vector, weight) for vector, weight in vectors if vector and weight]
    if not parts:
        return SparseVector()
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
    places = np.minimum(np.searchsorted(other.ids, one.ids), len(other.ids) - 1)
    common = np.nonzero(other.ids[places] == one.ids)[0]
    products = one.weights[common] * other.weights[places[common]]
    strongest = np.argsort(-products, kind="stable")
    return Similarity(float(products.sum()), _by_family(one.ids[common[strongest]]))


def _by_family(ids: Ids) -> dict[Family, list[int]]:
    members: dict[Family, list[int]] = {}
    for number in ids.tolist():
        members.setdefault(Family(number >> FAMILY_BITS), []).append(number & MEMBER_MASK)
    return members
