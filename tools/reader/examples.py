"""What there is to learn from a line of the corpus: its features, and which choices are right."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.capabilities import ROUTER
from core.films.finding.name_index import NameIndex
from core.understanding.learnt.assembling import Role
from core.understanding.learnt.frame_features import frame_features
from core.understanding.learnt.frames import Frame
from core.understanding.learnt.hashing import Hashes, hashes
from core.understanding.learnt.hypotheses import hypotheses
from core.understanding.learnt.preparing import prepared
from core.understanding.learnt.span_features import SpanFeatures
from core.understanding.offline.deciding import decide
from tools.reader.corpus import Line
from tools.reader.labelling import best


@dataclass(frozen=True)
class SpanTask:
    """A meaning, what it may do, and what of that is right."""

    features: Hashes
    roles: tuple[Role, ...]
    allowed: tuple[Role, ...]


@dataclass(frozen=True)
class Example:
    """A line with its frames and meanings. ``reached``: a right reading is among what they make."""

    line: Line
    features: Hashes
    frames: tuple[Frame, ...]
    tasks: Sequence[SpanTask]
    reached: bool


def example(line: Line, names: NameIndex) -> Example:
    """What there is to learn from a line."""
    reading, _ = prepared(line.utterance, names)
    found = hypotheses(reading)
    made = list(best(reading, found, line.case.accepted))
    ruled = ROUTER.reading(decide(reading))
    frames = tuple(dict.fromkeys(one.frame for one in made))
    features = hashes(frame_features(reading, found, ruled))
    group = made[0].frame.group
    spans = SpanFeatures(reading, found)
    tasks = [
        SpanTask(
            hashes([*spans.of(label.one), *spans.within(label.one, group)]),
            label.roles,
            label.allowed,
        )
        for label in made[0].labels
        if len(label.roles) > 1
    ]
    return Example(line, features, frames, tasks, made[0].reached)
