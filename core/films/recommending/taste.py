"""What a person likes, learnt from what they marked: directions in the space of features, never a
stored profile.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from core.films.recommending.features import Sparse, combined

# What each thing said of a title says of taste. Having seen something says only that it was once
# chosen.
_LIKED = {"favourite": 1.0, "later": 0.5, "seen": 0.35}
_DISLIKED = {"not_interested": 1.0}


@dataclass(frozen=True, slots=True)
class Opinion:
    """A title somebody marked: its status, where favourite goes before any other, and its vector."""

    title_id: int
    status: str
    vector: Sparse


def liked(opinions: Iterable[Opinion]) -> Sparse:
    """What the titles that somebody likes have in common."""
    return combined((one.vector, _LIKED.get(one.status, 0.0)) for one in opinions)


def disliked(opinions: Iterable[Opinion]) -> Sparse:
    """What the titles that somebody turned down have in common."""
    return combined((one.vector, _DISLIKED.get(one.status, 0.0)) for one in opinions)


def loved(opinions: Iterable[Opinion]) -> dict[int, Sparse]:
    """The titles a person said they love, by id."""
    return {one.title_id: one.vector for one in opinions if one.status == "favourite"}
