"""A user's taste, computed from their marks for each request: no profile is stored."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.films.recommending.sparse import SparseVector, combined

# What each mark says about taste. Having seen a title says only that somebody chose it once.
_LIKED = {"favourite": 1.0, "later": 0.5, "seen": 0.35}
_DISLIKED = {"not_interested": 1.0}


@dataclass(frozen=True, slots=True)
class Opinion:
    """A title somebody marked, the mark ("favourite" before any other), and its vector."""

    title_id: int
    status: str
    vector: SparseVector


def liked(opinions: Iterable[Opinion]) -> SparseVector:
    """What the titles a user likes have in common."""
    return combined((one.vector, _LIKED.get(one.status, 0.0)) for one in opinions)


def disliked(opinions: Iterable[Opinion]) -> SparseVector:
    """What the titles a user turned down have in common."""
    return combined((one.vector, _DISLIKED.get(one.status, 0.0)) for one in opinions)


def loved(opinions: Iterable[Opinion]) -> dict[int, SparseVector]:
    """The favourites of a user, by id."""
    return {one.title_id: one.vector for one in opinions if one.status == "favourite"}
