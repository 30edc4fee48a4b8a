"""From chances to a reading: the likeliest frame with the likeliest meanings that fit together."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from core.understanding.learnt.assembling import Role, RoleChoice, assembled
from core.understanding.learnt.frames import Frame
from core.understanding.learnt.hypotheses import Hypothesis
from core.understanding.offline.reading import Reading

_LEAST = 1e-6  # a chance below it is as good as none
_DOUBTFUL = -4.0  # the gain of a name below which it is not taken for one at all


@dataclass(frozen=True, slots=True)
class Weighed:
    """A meaning with the chances of what it may do in a frame."""

    one: Hypothesis
    chances: Mapping[Role, float]

    @property
    def role(self) -> Role:
        """The likeliest thing it does, if it does anything."""
        return max((role for role in self.chances if role != "drop"), key=self.chances.__getitem__)

    @property
    def gain(self) -> float:
        """How much likelier it is to do that than nothing, as a logarithm."""
        return _log(self.chances[self.role]) - _log(self.chances["drop"])

    @property
    def sure(self) -> float:
        """The logarithm of the chance of what is likeliest."""
        return max(map(_log, self.chances.values()))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A reading, with logarithms of chances: of its frame, of names it had to take to make sense,
    and of what was decided for each of its meanings.
    """

    reading: dict[str, object]
    frame: Frame
    framed: float
    forced: float
    filled: float

    @property
    def score(self) -> float:
        """How likely it is, for comparing it with others of the same sentence."""
        return self.framed + self.forced

    @property
    def sureness(self) -> float:
        """How likely all of it is right."""
        return self.framed + self.forced + self.filled


def decoded(
    reading: Reading, frame: Frame, chance: float, parts: Sequence[Weighed]
) -> Decoded | None:
    """The reading that a frame makes of a sentence; None where it makes no sense."""
    usable = [part for part in parts if len(part.chances) > 1]
    chosen = fitting(usable)
    more = _lacking(usable, chosen, frame)
    chosen = sorted([*chosen, *more], key=lambda part: part.one.first)
    if frame.intent == "find_title":
        chosen = _single(chosen)
    made = assembled(frame, [RoleChoice(part.one, part.role) for part in chosen], reading)
    if made is None:
        return None
    forced = sum(part.gain for part in more)
    return Decoded(made, frame, _log(chance), forced, _decided(usable, chosen))


def _lacking(usable: Sequence[Weighed], chosen: Sequence[Weighed], frame: Frame) -> list[Weighed]:
    """The likeliest names besides those chosen, as many as a frame lacks to make sense."""
    lacking = frame.fewest - len(_names(chosen, frame))
    others = [part for part in _others(usable, chosen, frame) if part.gain > _DOUBTFUL]
    return others[: max(0, lacking)]


def _decided(usable: Sequence[Weighed], chosen: Sequence[Weighed]) -> float:
    """How likely all decisions are right, but for words that a chosen meaning takes anyway."""
    taken = [part for part in usable if part in chosen]
    free = (
        part
        for part in usable
        if part not in taken and not any(part.one.overlaps(other.one) for other in taken)
    )
    return sum(part.sure for part in (*taken, *free))


def _names(chosen: Sequence[Weighed], frame: Frame) -> list[Weighed]:
    counted = ("like", "people", "position") if frame.group == "names" else ("like",)
    return [part for part in chosen if part.one.field in counted and part.role != "not"]


def _others(usable: Sequence[Weighed], chosen: Sequence[Weighed], frame: Frame) -> list[Weighed]:
    """The names besides those chosen, the likeliest first."""
    free = [
        part
        for part in _names(usable, frame)
        if part.one.named and not any(part.one.overlaps(other.one) for other in chosen)
    ]
    return sorted(free, key=lambda part: -part.gain)


def _single(chosen: Sequence[Weighed]) -> list[Weighed]:
    """The likeliest title alone."""
    return sorted(chosen, key=lambda part: (not part.one.named, -part.gain))[:1]


def fitting(parts: Sequence[Weighed]) -> list[Weighed]:
    """Of meanings more likely than not, those that fit beside each other and gain most."""
    worth = sorted((part for part in parts if part.gain > 0), key=lambda part: part.one.last)
    ends = [part.one.last for part in worth]
    best: list[tuple[float, tuple[Weighed, ...]]] = [(0.0, ())]
    for at, part in enumerate(worth):
        before = best[bisect_right(ends, part.one.first, 0, at)]
        taken = before[0] + part.gain, (*before[1], part)
        best.append(max(best[at], taken, key=lambda pair: pair[0]))
    return list(best[-1][1])


def _log(chance: float) -> float:
    return log(max(chance, _LEAST))
