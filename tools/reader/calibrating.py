"""How far chances can be trusted, by lines that were held out."""

from collections.abc import Sequence
from itertools import accumulate
from math import exp

from tools.reader.held_out import Judged

WRONG = 0.02  # of the readings that are taken for certain, at most
_FEWEST = 50  # readings that a threshold must be seen on


def threshold(found: Sequence[Judged]) -> float:
    """The chance from which on at most one reading in fifty is wrong; 1 where there is none."""
    ranked = sorted(found, key=lambda one: -one.best.sureness)
    wrong = list(accumulate(not one.right for one in ranked))
    fitting = [at for at, count in enumerate(wrong, 1) if at >= _FEWEST and count <= WRONG * at]
    return exp(ranked[fitting[-1] - 1].best.sureness) if fitting else 1.0
