"""From a frame and the meanings chosen for its sentence to a reading."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from core.dialogue.turn import Utterance
from core.films.wishes.wish import Wish
from core.understanding.learnt.frames import Frame
from core.understanding.learnt.hypotheses import Hypothesis
from core.understanding.offline.name_finder import is_year
from core.understanding.offline.reading import Reading
from core.understanding.offline.slots import Slot, Slots
from core.understanding.offline.wishes import shape

# What a meaning does to a wish: added to it, put against it, put in the place of what was there,
# taken away; or, outside of wishes, named. "drop": the words mean something else here.
Role = Literal["drop", "want", "not", "swap", "remove", "use"]
ROLES: tuple[Role, ...] = ("drop", "want", "not", "swap", "remove", "use")
_POLARITY = {"want": "", "swap": "", "not": "not", "remove": "drop"}
_ONLY_WANTED = frozenset(
    {"relative", "field", "sort", "years", "runtime", "votes_min", "rating_min"}
)
_ORIGIN = ("languages", "countries")
_POINTING = ("alike", "like_shown")  # cues of "something like this"


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A meaning, and what it does."""

    hypothesis: Hypothesis
    role: Role


def roles(frame_group: str, named: str, one: Hypothesis) -> tuple[Role, ...]:
    """What a meaning may do in a frame of that group."""
    if frame_group == "none":
        return ("drop",)
    if frame_group == "names":
        kinds = ("title", "typed") if named == "title" else ("person",)
        return ("drop", "use") if one.kind in (*kinds, "position") else ("drop",)
    if one.kind in ("position", "typed"):
        return ("drop",)
    found: tuple[Role, ...] = ("drop", "want")
    if one.field not in _ONLY_WANTED:
        found = (*found, "not")
    if frame_group == "refine":
        found = (*found, "swap", "remove")
    return found


def changed(base: Wish | None, utterance: Utterance, choices: Iterable[RoleChoice]) -> Wish:
    """The wish that the choices make of the one in progress, or of none."""
    chosen = list(choices)
    start = base
    for one in chosen:
        if one.role == "swap" and start is not None:
            start = _without(start, one.hypothesis.field)
    slots = [slot for one in chosen for slot in _slots(one)]
    return shape(utterance, Slots(slots), start)


def _without(wish: Wish, field: str) -> Wish:
    """A wish without what it says of a field."""
    names = _ORIGIN if field in _ORIGIN else (field,)
    listed = [name for name in names if isinstance(getattr(wish, name, None), tuple)]
    return replace(wish, **dict.fromkeys(listed, ())) if listed else wish  # type: ignore[arg-type]


def _slots(one: RoleChoice) -> list[Slot]:
    polarity = _POLARITY.get(one.role, "")
    return [_slot(name, value, polarity) for name, value in one.hypothesis.effects]


def _slot(name: str, value: str, polarity: str) -> Slot:
    if name == "like" and polarity == "not":
        return Slot("not_like", value)
    return Slot(name, value, polarity)


def assembled(
    frame: Frame, choices: Iterable[RoleChoice], reading: Reading
) -> dict[str, object] | None:
    """The reading of a frame with its parts; None where it lacks what it makes no sense without."""
    used = [one for one in choices if one.role != "drop"]
    found = frame.fixed()
    if frame.group == "names":
        return _named(frame, found, used, reading)
    if frame.group == "none":
        return found
    wish = _wish(frame, used, reading)
    likes = len(wish.get("like", ()))
    if likes < frame.fewest and not (frame.intent == "more_like" and reading.has(*_POINTING)):
        return None
    if frame.intent == "recommend" and likes:
        found["intent"] = "more_like"
    return {**found, "wish": wish} if wish else found


def _wish(frame: Frame, used: list[RoleChoice], reading: Reading) -> dict[str, Any]:
    base = reading.wish if frame.intent == "refine" else None
    wish = changed(base, reading.utterance, used).to_dict()
    return {**wish, "plot": reading.bare.sentence.whole_text} if frame.plotted else wish


def _named(
    frame: Frame, found: dict[str, object], used: list[RoleChoice], reading: Reading
) -> dict[str, object] | None:
    """The reading of a frame that names titles or people, or places in a list."""
    names = list(dict.fromkeys(one.hypothesis.value for one in used if one.hypothesis.named))
    places = list(dict.fromkeys(_places(used)))
    if frame.intent == "about_last" and names:
        found["intent"] = "find_title"
    if found["intent"] == "find_title":
        return _title(found, used, reading) if names else None
    if max(len(names), len(places)) < frame.fewest:
        return None
    if frame.intent == "rate":
        found["rating"] = rating(reading)
    return {**found, **_pointed(frame, names, places)}


def _places(used: Iterable[RoleChoice]) -> Iterator[int]:
    return (int(one.hypothesis.value) for one in used if one.hypothesis.kind == "position")


def _pointed(frame: Frame, names: list[str], places: list[int]) -> dict[str, object]:
    """The field that says what it is about: names before places in a list."""
    if frame.named == "person":
        return {"people": names}
    if names:
        return {"titles": names}
    if not places:
        return {}
    return {"positions": places} if frame.intent == "compare" else {"position": places[0]}


def _title(
    found: Mapping[str, object], used: list[RoleChoice], reading: Reading
) -> dict[str, object]:
    """The one title that is asked for, and a year that stands beside its name."""
    one = next(choice.hypothesis for choice in used if choice.hypothesis.named)
    outside = (at for at in range(reading.size) if not one.first <= at < one.last)
    years = [int(reading.words[at]) for at in outside if is_year(reading.words[at])]
    told = {"year": years[0]} if len(years) == 1 else {}
    return {**found, "title": one.value, **told}


_STARS, _BEST = 5.0, 10.0


def rating(reading: Reading) -> float | None:
    """The rating that a sentence gives, out of ten."""
    numbers = [float(word) for word in reading.words if word.replace(".", "", 1).isdigit()]
    starred = not reading.lexicon.units["star"].isdisjoint(reading.words)
    fitting = [number for number in numbers if number <= _BEST]
    if not fitting:
        return None
    found = fitting[0]
    halved = starred or (len(fitting) > 1 and fitting[1] == _STARS)
    return found * 2 if halved and found <= _STARS else found
