"""Reads an utterance by what was learnt: every frame and meaning weighed, the likeliest taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from core.capabilities import ROUTER
from core.dialogue.turn import Utterance
from core.films.finding.name_index import NameIndex
from core.understanding.learnt.assembling import Role, roles
from core.understanding.learnt.decoding import Decoded, Weighed, decoded
from core.understanding.learnt.frame_features import frame_features
from core.understanding.learnt.frames import Frame
from core.understanding.learnt.hashing import hashes
from core.understanding.learnt.hypotheses import Hypothesis, hypotheses
from core.understanding.learnt.preparing import prepared
from core.understanding.learnt.span_features import SpanFeatures
from core.understanding.learnt.weights import (
    ROLE_PLACES,
    Floats,
    Weights,
    softmax,
)
from core.understanding.offline.deciding import decide
from core.understanding.offline.reading import Reading

_TRIED = 3  # frames at most whose parts are filled in
_LEAST = 0.02  # chance of a frame that is tried
_BAR = 0.35  # chance of a frame that takes back or deletes


@dataclass(frozen=True)
class Weigher:
    """One sentence, and what the weights say of it."""

    reading: Reading
    weights: Weights
    plain: bool = False
    _weighed: dict[tuple[str, str], list[Weighed]] = field(default_factory=dict, compare=False)
    _scored: dict[Hypothesis, Floats] = field(default_factory=dict, compare=False)

    @cached_property
    def found(self) -> list[Hypothesis]:
        """Everything that stretches of the sentence may mean."""
        return hypotheses(self.reading)

    @cached_property
    def _features(self) -> SpanFeatures:
        return SpanFeatures(self.reading, self.found)

    def frames(self) -> list[tuple[float, Frame]]:
        """The frames and their chances, the likeliest first."""
        ruled = ROUTER.reading(decide(self.reading))
        features = frame_features(self.reading, self.found, ruled)
        chances = self.weights.frame_chances(hashes(features))
        order = np.argsort(-chances)
        return [(float(chances[at]), self.weights.frames[at]) for at in order]

    def parts(self, frame: Frame) -> list[Weighed]:
        """The meanings, with the chances of what they do in a frame."""
        key = frame.group, frame.named
        if key not in self._weighed:
            self._weighed[key] = list(self._parts(frame))
        return self._weighed[key]

    @cached_property
    def _known(self) -> set[tuple[int, int]]:
        """The stretches that are known titles, letter for letter."""
        titles = (one for one in self.found if one.kind == "title" and "exact" in one.notes)
        return {(one.first, one.last) for one in titles}

    def _parts(self, frame: Frame) -> Iterator[Weighed]:
        """The meanings that may hold in a frame; a known title is no unknown one."""
        for one in self.found:
            if "typed" in one.notes and (one.first, one.last) in self._known:
                continue
            possible = roles(frame.group, frame.named, one)
            if len(possible) > 1:
                yield Weighed(one, self._chances(one, frame, possible))

    def _chances(
        self, one: Hypothesis, frame: Frame, possible: Sequence[Role]
    ) -> Mapping[Role, float]:
        special = self.weights.role_scores(hashes(self._features.within(one, frame.group)))
        scores = (self._scores(one) + special)[[ROLE_PLACES[role] for role in possible]]
        return dict(zip(possible, softmax(scores).tolist(), strict=True))

    def _scores(self, one: Hypothesis) -> Floats:
        """What speaks for each role of a meaning, whatever the frame."""
        known = self._scored.get(one)
        if known is None:
            known = self._scored[one] = self.weights.role_scores(hashes(self._features.of(one)))
        return known

    def readings(self) -> list[Decoded]:
        """The likeliest readings, the best first."""
        found: list[Decoded] = []
        for chance, frame in self.frames():
            if found and (chance < _LEAST or len(found) == _TRIED):
                break
            if frame.grave and chance < _BAR:
                continue
            if made := decoded(self.reading, frame, chance, self.parts(frame)):
                found.append(made)
        return sorted(found, key=lambda one: -one.score)


def weighed(utterance: Utterance, names: NameIndex, weights: Weights) -> Weigher:
    """An utterance with what the weights say of it."""
    reading, plain = prepared(utterance, names)
    return Weigher(reading, weights, plain)
