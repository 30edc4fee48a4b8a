"""Learning weights: a softmax over what is possible, by the likelihood of all that is right."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.understanding.learnt.hashing import Rows
from core.understanding.learnt.weights import softmax

Floats = npt.NDArray[np.float32]
Columns = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Task:
    """Features, the columns among which one chooses, and those of them that are right."""

    rows: Rows
    columns: Columns
    right: npt.NDArray[np.bool_]
    weight: float = 1.0


class Learner:
    """Weights by feature and column, learnt task by task with AdaGrad and averaged at the end.
    ``shares``: by column of the choice, the columns of the weights that add up to it.
    """

    def __init__(self, size: int, shares: Floats, rate: float, start: float) -> None:
        self._shares = shares
        wide = shares.shape[1]
        self._weights = np.zeros((size, wide), np.float32)
        self._squares = np.full((size, wide), start, np.float32)
        self._sum = np.zeros((size, wide), np.float32)
        self._rate = rate

    def learn(self, tasks: Sequence[Task], epochs: int, seed: int = 1) -> Floats:
        """The averaged weights after so many rounds."""
        order = np.random.default_rng(seed)
        for epoch in range(epochs):
            for at in order.permutation(len(tasks)):
                self._step(tasks[at])
            if epoch:
                self._sum += self._weights
        rounds = np.float32(max(1, epochs - 1))
        averaged: Floats = self._sum / rounds
        return averaged

    def _step(self, task: Task) -> None:
        rows, shares = task.rows, self._shares[task.columns]
        chances = softmax(self._weights[rows].sum(0) @ shares.T)
        wanted = np.where(task.right, chances, 0)
        slope = (chances - wanted / wanted.sum()) @ shares * task.weight
        squares = self._squares[rows] + slope * slope
        self._squares[rows] = squares
        self._weights[rows] -= self._rate * slope / np.sqrt(squares)
