"""The order of a recommendation: quality, closeness to what was asked and to the person's taste, and variety."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.movies.features import Batch, Family, Sparse

Scores = npt.NDArray[np.float64]

_FIRST = 10
_REPEATED = frozenset({Family.DIRECTOR, Family.FRANCHISE})
_AT_MOST = 2
# How much being like what stands already costs a title among the first ten.
_SAMENESS = 0.25


@dataclass(frozen=True, slots=True)
class Candidate:
    """What ranking needs to know of a title; ``weight`` is its Bayesian rating, ``vector`` its packed features."""

    id: int
    kind: str
    rating: float | None
    votes: int | None
    weight: float
    popularity: float
    year: int | None
    runtime: int | None
    main_mask: int
    vector: bytes | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """What to rank by: the liked titles (near to each, for a mashup), the features asked for, genres, and taste."""

    seeds: tuple[Sparse, ...] = ()
    mashup: bool = False
    asked: Sparse = Sparse()
    genres: int = 0
    liked: Sparse = Sparse()
    disliked: Sparse = Sparse()
    unlike: Sparse = Sparse()


def ranked(candidates: Sequence[Candidate], aim: Aim, *, varied: bool = True) -> list[Candidate]:
    """The candidates, best first; equal scores by id, so that the same question gets the same answer."""
    batch = Batch(candidate.vector for candidate in candidates)
    values = scores(candidates, batch, aim)
    ids = np.array([candidate.id for candidate in candidates])
    order = [int(i) for i in np.lexsort((ids, -values))]
    if varied:
        order = _varied(order, values, batch)
    return [candidates[i] for i in order]


def scores(candidates: Sequence[Candidate], batch: Batch, aim: Aim) -> Scores:
    """How well each candidate serves the aim, about 0 to 1."""
    quality = np.clip((np.array([one.weight for one in candidates]) - 5.5) / 3.5, 0, 1)
    taste = batch.dot(aim.liked) - 0.5 * batch.dot(aim.disliked) - 0.5 * batch.dot(aim.unlike)
    if aim.seeds:
        return 0.75 * closeness(batch, aim) + 0.2 * quality + 0.1 * taste
    return 0.7 * quality + 0.25 * _aimed(candidates, batch, aim) + 0.3 * taste


def closeness(batch: Batch, aim: Aim) -> Scores:
    """How near each candidate is to the liked titles: to any of them, or to each for a mashup."""
    each = np.array([batch.dot(seed) for seed in aim.seeds])
    if not aim.mashup:
        return np.asarray(0.6 * each.max(axis=0) + 0.4 * each.mean(axis=0))
    # What is near to all counts, so one that is merely near to one of them gains little.
    return np.asarray(np.sqrt(np.maximum(each, 0)).prod(axis=0) ** (2 / len(each)) * 0.7 + 0.3 * each.min(axis=0))


def _aimed(candidates: Sequence[Candidate], batch: Batch, aim: Aim) -> Scores:
    """How central to each candidate the asked themes, people and genres are: main genres go before side genres."""
    prominent = batch.dot(aim.asked)
    wanted = aim.genres.bit_count()
    if not wanted:
        return np.asarray(prominent)
    main = np.array([(one.main_mask & aim.genres).bit_count() for one in candidates]) / wanted
    return np.asarray(0.5 * main + prominent)


def _varied(order: list[int], values: Scores, batch: Batch) -> list[int]:
    """The same order but for the first ten, which are not of one kind, director or franchise when there is a choice."""
    left = order[: _FIRST * 6]
    penalty = np.zeros(len(values))
    held: Counter[int] = Counter()
    first: list[int] = []
    while left and len(first) < _FIRST:
        free = [i for i in left if all(held[key] < _AT_MOST for key in _makers(batch.vectors[i]))] or left
        best = max(free, key=lambda i: (values[i] - _SAMENESS * penalty[i], -order.index(i)))
        first.append(best)
        left.remove(best)
        held.update(_makers(batch.vectors[best]))
        penalty = np.maximum(penalty, batch.dot(batch.vectors[best]))
    return first + [i for i in order if i not in set(first)]


def _makers(vector: Sparse) -> list[int]:
    return [family << 28 | member for family in _REPEATED for member in vector.members(family)]
