"""The order of a recommendation: quality, closeness to what was asked and to the person's taste,
and variety.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from core.films.recommending.features import Batch, Family, Sparse, feature_id

Scores = npt.NDArray[np.float64]

_FIRST = 10
_REPEATED = (Family.DIRECTOR, Family.FRANCHISE)
_AT_MOST = 2
_NEAREST = 8
# How much being like what stands already costs a title among the first ten.
_SAMENESS = 0.25
# The usual constant of reciprocal rank fusion: the first few places of a list count for about the
# same.
_RANK_DAMPING = 60
# How much a suggestion is worth: more than two points of rating, since it is for this very request.
_SUGGESTED = 0.5


class Candidate(NamedTuple):
    """What ranking needs to know of a title; ``weight`` is its Bayesian rating, ``packed`` its
    features as they are stored.
    """

    id: int
    kind: str
    rating: float | None
    votes: int | None
    weight: float
    popularity: float
    year: int | None
    runtime: int | None
    main_mask: int
    packed: bytes | None = None

    @property
    def vector(self) -> Sparse:
        """Its features."""
        return Sparse.unpack(self.packed)


@dataclass(frozen=True, slots=True)
class Aim:
    """What to rank by: the liked titles (near to each, for a mashup), the features asked for,
    genres, taste, and titles that somebody suggests. ``lists`` are orders of likeness that others
    made, by title ids, best first.
    """

    seeds: tuple[Sparse, ...] = ()
    mashup: bool = False
    suggested: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    asked: Sparse = Sparse()
    genres: int = 0
    liked: Sparse = Sparse()
    disliked: Sparse = Sparse()
    unlike: Sparse = Sparse()
    lists: tuple[tuple[int, ...], ...] = ()


def ranked(candidates: Sequence[Candidate], aim: Aim, *, varied: bool = True) -> list[Candidate]:
    """The candidates, best first; equal scores by id, so that the same question gets the same
    answer.
    """
    if not candidates:
        return []
    batch = Batch(candidate.vector for candidate in candidates)
    values = scores(candidates, batch, aim)
    ids = np.array([candidate.id for candidate in candidates])
    order = [int(i) for i in np.lexsort((ids, -values))]
    if varied:
        order = _varied(order, values, batch.vectors)
    return [candidates[i] for i in order]


def scores(candidates: Sequence[Candidate], batch: Batch, aim: Aim) -> Scores:
    """How well each candidate serves the aim, about 0 to 1."""
    quality = np.clip((np.array([one.weight for one in candidates]) - 5.5) / 3.5, 0, 1)
    taste = batch.dot(aim.liked) - 0.5 * batch.dot(aim.disliked) - 0.5 * batch.dot(aim.unlike)
    suggested = _SUGGESTED * np.array([one.id in aim.suggested for one in candidates], float)
    if aim.seeds:
        near = _agreed(candidates, closeness(batch, aim), aim)
        return (
            near + 0.15 * quality + 0.1 * taste - 0.08 * _of_other_kind(candidates, aim) + suggested
        )
    return (
        0.7 * quality
        + 0.25 * _aimed(candidates, batch, aim)
        + 0.3 * taste
        + 0.3 * fused(candidates, aim.lists)
        + suggested
    )


def fused(candidates: Sequence[Candidate], lists: Sequence[Sequence[int]]) -> Scores:
    """What several orders of titles say together of each candidate, 0 to 1."""
    merits = merged(lists)
    most = max(merits.values(), default=1.0)
    return np.array([merits.get(one.id, 0.0) / most for one in candidates])


def merged(lists: Sequence[Sequence[int]]) -> dict[int, float]:
    """Titles of several orders with their merits, best first: by reciprocal ranks, so that no
    list's own scale counts.
    """
    merits: dict[int, float] = {}
    for ordered in lists:
        for rank, title_id in enumerate(ordered):
            merits[title_id] = merits.get(title_id, 0.0) + 1 / (_RANK_DAMPING + rank)
    return dict(sorted(merits.items(), key=lambda pair: (-pair[1], pair[0])))


def _agreed(candidates: Sequence[Candidate], near: Scores, aim: Aim) -> Scores:
    """Closeness alone, or where others have made lists of likeness, one voice among them."""
    if not aim.lists:
        return near
    order = [candidates[i].id for i in np.argsort(-near, kind="stable") if near[i] > 0]
    return fused(candidates, (order, *aim.lists))


def closeness(batch: Batch, aim: Aim) -> Scores:
    """How near each candidate is to the liked titles: to any of them, or to each for a mashup."""
    each = np.array([batch.dot(seed) for seed in aim.seeds])
    if aim.mashup:
        # The geometric mean: being near to one of them only is worth nothing.
        near = np.maximum(each, 0).prod(axis=0) ** (1 / len(each))
    else:
        near = 0.6 * each.max(axis=0) + 0.4 * each.mean(axis=0)
    # Measured by the nearest few, since what counts as near differs from title to title.
    typical = np.sort(near)[-_NEAREST:].mean()
    return np.asarray(near / typical) if typical > 0 else near


def _of_other_kind(candidates: Sequence[Candidate], aim: Aim) -> Scores:
    """1 where a series stands among what is like films, or the other way round."""
    return (
        np.array([one.kind not in aim.kinds for one in candidates], float)
        if aim.kinds
        else np.zeros(len(candidates))
    )


def _aimed(candidates: Sequence[Candidate], batch: Batch, aim: Aim) -> Scores:
    """How central to each candidate the asked themes, people and genres are: main genres go before
    side genres.
    """
    prominent = batch.dot(aim.asked)
    wanted = aim.genres.bit_count()
    if not wanted:
        return np.asarray(2 * prominent)
    main = np.array([(one.main_mask & aim.genres).bit_count() for one in candidates]) / wanted
    return np.asarray(0.5 * main + 2 * prominent)


def _varied(order: list[int], values: Scores, vectors: list[Sparse]) -> list[int]:
    """The same order but for the first ten, which are not of one kind, director or franchise when
    there is a choice.
    """
    top = order[: _FIRST * 4]
    batch = Batch(vectors[i] for i in top)
    makers = [_makers(vector) for vector in batch.vectors]
    left, held = list(range(len(top))), Counter[int]()
    first: list[int] = []
    merits = values[top]
    sameness = np.zeros(len(top))
    while left and len(first) < _FIRST:
        free = [
            place for place in left if all(held[maker] < _AT_MOST for maker in makers[place])
        ] or left
        best = max(free, key=lambda place: merits[place] - _SAMENESS * sameness[place])
        first.append(best)
        left.remove(best)
        held.update(makers[best])
        sameness = np.maximum(sameness, batch.dot_within(best))
    return [top[place] for place in (*first, *left)] + order[len(top) :]


def _makers(vector: Sparse) -> list[int]:
    return [feature_id(family, member) for family in _REPEATED for member in vector.members(family)]
