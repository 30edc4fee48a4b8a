"""From examples to weights."""

from collections.abc import Iterator, Sequence

import numpy as np

from core.understanding.learnt.assembling import ROLES
from core.understanding.learnt.frames import Frame
from core.understanding.learnt.hashing import Vocabulary
from core.understanding.learnt.weights import (
    ROLE_PLACES,
    Table,
    Weights,
    shares,
)
from tools.reader.examples import Example
from tools.reader.learning import Learner, Task

_FRAME_ROUNDS, _SPAN_ROUNDS = 4, 4
_RATE, _START = 0.1, 0.1
_KEPT = 120_000  # weights of each kind, the greatest
_FRAME_SEEN, _SPAN_SEEN = 3, 2  # times a feature must be seen to be worth a weight


def trained(examples: Sequence[Example], source: str = "") -> Weights:
    """The weights that the examples teach."""
    frames = tuple(sorted({one for example in examples for one in example.frames}, key=_order))
    framing = Vocabulary.of((example.features for example in examples), _FRAME_SEEN)
    spanning = Vocabulary.of((task.features for one in examples for task in one.tasks), _SPAN_SEEN)
    framed = Learner(len(framing), shares(frames), _RATE, _START).learn(
        list(_framing(examples, frames, framing)), _FRAME_ROUNDS
    )
    roles = np.eye(len(ROLES), dtype=np.float32)
    spanned = Learner(len(spanning), roles, _RATE, _START).learn(
        list(_spanning(examples, spanning)), _SPAN_ROUNDS
    )
    return Weights(
        frames,
        Table.of(framing.known, framed, _KEPT),
        Table.of(spanning.known, spanned, _KEPT),
        source,
    )


def _order(frame: Frame) -> tuple[str, str, str]:
    return frame.intent, frame.field, frame.value


def _framing(
    examples: Sequence[Example], frames: Sequence[Frame], known: Vocabulary
) -> Iterator[Task]:
    places = {frame: at for at, frame in enumerate(frames)}
    everything = np.arange(len(frames))
    for example in examples:
        right = np.zeros(len(frames), np.bool_)
        right[[places[frame] for frame in example.frames]] = True
        yield Task(known.rows(example.features), everything, right)


def _spanning(examples: Sequence[Example], known: Vocabulary) -> Iterator[Task]:
    for example in examples:
        for task in example.tasks:
            columns = np.array([ROLE_PLACES[role] for role in task.roles])
            yield Task(
                known.rows(task.features),
                columns,
                np.array([role in task.allowed for role in task.roles]),
            )
