"""Which meanings of a sentence a right reading bears out: what there is to learn from a line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from core.films.wishes.wish import Wish
from core.understanding.learnt.assembling import Role, RoleChoice, assembled, changed, roles
from core.understanding.learnt.frames import Frame
from core.understanding.learnt.hypotheses import Hypothesis
from core.understanding.offline.reading import Reading
from tests.understanding.scoring import listed
from tools.reader.judging import WISH_FIELDS, Accepted

Covered = frozenset[tuple[str, str]]  # what of a right reading is said: fields with their values
_NAMES = [one.name for one in fields(Wish)]


@dataclass(frozen=True, slots=True)
class Label:
    """What a meaning may do in a right reading, and what of it that says. ``allowed``: the roles
    that do no harm; ``covers``: by role, what is needed of them.
    """

    one: Hypothesis
    roles: tuple[Role, ...]
    allowed: tuple[Role, ...]
    covers: Mapping[Role, Covered]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The meanings of a sentence as one right reading has them. ``reached``: they make it."""

    accepted: Accepted
    frame: Frame
    labels: Sequence[Label]
    reached: bool


def labelled(reading: Reading, found: Sequence[Hypothesis], accepted: Accepted) -> Labelled:
    """The meanings of a sentence by one of its right readings."""
    frame = Frame.of(accepted.reading)
    simple = _simple(reading, found, accepted, frame)
    chosen = _cover(simple)
    answer = assembled(frame, chosen, reading)
    return Labelled(accepted, frame, simple, answer is not None and accepted.right(answer))


def _simple(
    reading: Reading, found: Sequence[Hypothesis], accepted: Accepted, frame: Frame
) -> list[Label]:
    return [_label(reading, one, accepted, frame) for one in found]


def _label(reading: Reading, one: Hypothesis, accepted: Accepted, frame: Frame) -> Label:
    possible = roles(frame.group, frame.named, one)
    covers: dict[Role, Covered] = {}
    harmless: list[Role] = []
    for role in possible:
        if role == "drop":
            continue
        told = (
            _named(one, accepted) if role == "use" else _wished(reading, one, role, accepted, frame)
        )
        if told:
            covers[role] = told
        elif told is not None:
            harmless.append(role)
    allowed = tuple(covers) or ("drop", *harmless)
    return Label(one, possible, allowed, covers)


def _named(one: Hypothesis, accepted: Accepted) -> Covered | None:
    """What a name or a place in a list says of a reading; None where it is not in it."""
    if one.kind == "position":
        places = [
            *listed(accepted.reading.get("position")),
            *listed(accepted.reading.get("positions")),
        ]
        return frozenset({("position", one.value)}) if int(one.value) in places else None
    field = "people" if one.kind == "person" else "titles"
    for name in accepted.names:
        if accepted.case.same(field, name, one.value):
            return frozenset({(field, name)})
    return None


def _wished(
    reading: Reading, one: Hypothesis, role: Role, accepted: Accepted, frame: Frame
) -> Covered | None:
    """What a meaning makes right of a wish; None where it makes anything wrong."""
    base = reading.wish if frame.intent == "refine" else None
    before = _object(base)
    after = _object(changed(base, reading.utterance, [RoleChoice(one, role)]))
    found: set[tuple[str, str]] = set()
    for name in WISH_FIELDS:
        told = _field(name, before, after, accepted)
        if told is None:
            return None
        found |= told
    return frozenset(found)


def _object(wish: Wish | None) -> dict[str, Any]:
    return {} if wish is None else wish.to_dict()


def _field(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any], accepted: Accepted
) -> set[tuple[str, str]] | None:
    """What of a field is right now and was not before; None where something is wrong that was
    not.
    """
    old, new = listed(before.get(name)), listed(after.get(name))
    added = [one for one in new if one not in old]
    removed = [one for one in old if one not in new]
    if not all(accepted.tolerates(name, one) for one in added):
        return None
    lost = _wanted(name, removed, accepted)
    if lost - _wanted(name, new, accepted):
        return None
    gained = _wanted(name, added, accepted) - _wanted(name, old, accepted)
    found = {(name, one) for one in gained}
    return found | {(f"-{name}", str(one)) for one in removed if not accepted.tolerates(name, one)}


def _wanted(name: str, values: Sequence[object], accepted: Accepted) -> set[str]:
    """Which values that a reading asks for are among some."""
    same = accepted.case.same
    wanted = listed(accepted.wish.get(name))
    return {str(want) for want in wanted if any(same(name, want, one) for one in values)}


def _cover(labels: Sequence[Label]) -> list[RoleChoice]:
    """The fewest meanings that say all that can be said, those that say most first."""
    pairs = [(label.one, role, told) for label in labels for role, told in label.covers.items()]
    pairs.sort(key=lambda pair: (-len(pair[2]), pair[0].first - pair[0].last))
    chosen: list[RoleChoice] = []
    said: set[tuple[str, str]] = set()
    for one, role, told in pairs:
        free = not any(one.overlaps(other.hypothesis) for other in chosen)
        if free and not told <= said:
            chosen.append(RoleChoice(one, role))
            said |= told
    return sorted(chosen, key=lambda choice: choice.hypothesis.first)


def best(
    reading: Reading, found: Sequence[Hypothesis], options: Sequence[Accepted]
) -> Iterator[Labelled]:
    """The meanings by each right reading that they reach; by the first where they reach none."""
    made = [labelled(reading, found, one) for one in options]
    reached = [one for one in made if one.reached]
    yield from reached or made[:1]
