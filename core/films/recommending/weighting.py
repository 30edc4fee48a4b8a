"""From features to a vector: rare features weigh more, and each family has its share."""

import math
from collections.abc import Mapping

import numpy as np

from core.films.recommending.features import FAMILY_BITS, Family, SparseVector, Weights

# How much of the similarity of two titles each group of families can make up. Themes say most about
# what a film is like; words of an overview and shared actors only add nuance.
_SHARES: tuple[tuple[float, frozenset[Family]], ...] = (
    (0.50, frozenset({Family.THEME})),
    (0.22, frozenset({Family.GENRE})),
    (0.10, frozenset({Family.DIRECTOR, Family.WRITER, Family.CAST})),
    (0.05, frozenset({Family.FRANCHISE})),
    (0.07, frozenset({Family.SETTING})),
    (0.06, frozenset({Family.WORD})),
)


def rarity(titles: int, holders: int) -> float:
    """How much a feature says that ``holders`` of ``titles`` titles have: the logarithm of its
    inverse frequency.
    """
    return math.log(1 + titles / max(1, holders))


def vector(weights: Mapping[int, float], holders: Mapping[int, int], titles: int) -> SparseVector:
    """The vector of a title, of length 1. A feature that ``holders`` does not count is taken as
    unique.
    """
    telling = {
        number: weight * rarity(titles, holders.get(number, 1))
        for number, weight in weights.items()
    }
    scales = _scales(telling)
    numbers = sorted(telling)
    scaled = [telling[number] * scales[number >> FAMILY_BITS] for number in numbers]
    return _of_length_1(numbers, np.array(scaled, np.float32))


def _of_length_1(numbers: list[int], values: Weights) -> SparseVector:
    length = float(np.linalg.norm(values)) if numbers else 0.0
    if not length:
        return SparseVector()
    return SparseVector(np.array(numbers, np.uint32), values / np.float32(length))


def _scales(telling: Mapping[int, float]) -> list[float]:
    """The factor for each family that gives its group its share."""
    squares = _squares(telling)
    scales = [0.0] * len(Family)
    for share, families in _SHARES:
        norm = math.sqrt(sum(squares[family] for family in families))
        for family in families:
            scales[family] = math.sqrt(share) / norm if norm else 0.0
    return scales


def _squares(telling: Mapping[int, float]) -> list[float]:
    """The squared length of each family."""
    squares = [0.0] * len(Family)
    for number, weight in telling.items():
        squares[number >> FAMILY_BITS] += weight * weight
    return squares
