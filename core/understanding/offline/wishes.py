"""From the slots a sentence fills to a whole wish: a new one, or the one in progress after the
change.
"""

from collections.abc import Callable, Iterable
from itertools import chain

from core.dialogue.turn import Utterance
from core.films.wishes.wish import CERTIFICATIONS, Wish
from core.understanding.offline.measures import bounds, exact, years
from core.understanding.offline.reading import Draft, Reading
from core.understanding.offline.relative import RELATIVE
from core.understanding.offline.slots import LISTED, Slot, Slots

_AGAINST = ("not", "soft")
_ORIGIN = ("languages", "countries")
# Relative words that say nothing more where a figure stands beside them: "shorter, under 90
# minutes".
_MEASURED = {"runtime": ("shorter", "longer"), "years": ("newer", "older")}
# What is forgotten of a field that no longer matters, where it is not the field of that name.
_FORGOTTEN = {
    "years": ("year_from", "year_to"),
    "runtime": ("runtime_min", "runtime_max"),
    "languages": _ORIGIN,
}


def new_wish(reading: Reading) -> Wish:
    """The wish that a sentence makes by itself."""
    return shape(reading.utterance, reading.slots, None)


def changed_wish(reading: Reading) -> Wish:
    """The wish in progress with what a sentence changes of it; a new one where there is none."""
    return shape(reading.utterance, reading.slots, reading.wish)


def shape(utterance: Utterance, slots: Slots, base: Wish | None) -> Wish:
    """The wish that the slots make, on top of the base when there is one."""
    draft = Draft.of(utterance, base, replacing="instead" in slots.cues)
    for slot in _meant(slots.filled):
        if fill := _FILLERS.get(slot.name):
            fill(draft, slot)
    for name in slots.alternatives:
        if len(draft.fields.get(name, ())) > 1:
            draft.add("any", name)
    return draft.wish()


def _meant(filled: Iterable[Slot]) -> list[Slot]:
    """The slots that count, in the order they are filled in: kinds first, since what is short
    depends on whether it is a film; relative words last, since they move what the rest has set.
    """
    ordered = sorted(filled, key=lambda slot: (slot.name != "kind", slot.name == "relative"))
    dated = any(slot.name == "years" and exact(slot.value) for slot in ordered)
    needless = set(chain.from_iterable(_MEASURED.get(slot.name, ()) for slot in ordered))
    meant = (slot for slot in ordered if slot.value not in needless)
    return [slot for slot in meant if not (dated and _vague(slot))]


def _vague(slot: Slot) -> bool:
    """Whether it is of years that are counted from this one: "recent"."""
    return slot.name == "years" and not exact(slot.value)


def _kind(draft: Draft, slot: Slot) -> None:
    value = _other_kind(slot.value) if slot.polarity == "not" else slot.value
    both = "kind" in draft.touched and draft.fields.get("kind") != value
    if slot.polarity == "drop" or both:
        draft.clear("kind")
    else:
        if draft.base.kind not in (None, value):
            draft.clear("runtime_min", "runtime_max")  # a film's length is not an episode's
        draft.fields["kind"] = value
    draft.touched.add("kind")


def _other_kind(kind: str) -> str:
    return "tv" if kind == "movie" else "movie"


def _listed(draft: Draft, slot: Slot) -> None:
    """Genres, themes and people: added to what there is, or instead of it."""
    name, value = slot.name, slot.value
    if slot.polarity in _AGAINST:
        draft.exclude(name, value)
    elif slot.polarity == "drop":
        if not draft.remove(name, value):
            draft.add(f"not_{name}", value)
    else:
        if draft.first_touch(name) and draft.replacing and slot.polarity != "more":
            draft.clear(name)
        draft.remove(f"not_{name}", value)
        draft.add(name, value)


def _mood(draft: Draft, slot: Slot) -> None:
    """ "Not too scary" is against the mood, not against the genre of that mood."""
    if slot.polarity == "soft":
        draft.add("not_themes", slot.value)


def _unwanted(draft: Draft, slot: Slot) -> None:
    """ "In colour" is against black and white."""
    draft.add(slot.name, slot.value)


def _origin(draft: Draft, slot: Slot) -> None:
    """Languages and countries are alternatives; new ones take the place of those before."""
    values = slot.value.split()
    if slot.polarity in _AGAINST:
        draft.exclude(slot.name, *values)
    elif slot.polarity == "drop":
        draft.remove(slot.name, *values)
    else:
        if draft.first_touch(*_ORIGIN) and draft.refining:
            draft.clear(*_ORIGIN)
        draft.add(slot.name, *values)


def _providers(draft: Draft, slot: Slot) -> None:
    if slot.polarity in _AGAINST:
        draft.exclude("providers", slot.value)
        return
    if draft.first_touch("providers") and draft.refining:
        draft.clear("providers")
    draft.add("providers", slot.value)


def _years(draft: Draft, slot: Slot) -> None:
    first, last = years(slot.value, draft.today)
    if slot.polarity not in _AGAINST:
        draft.set_years(first, last)
    elif not (first and last):  # all but some years in the middle is no span
        draft.set_years(last + 1 if last else None, first - 1 if first else None)


def _runtime(draft: Draft, slot: Slot) -> None:
    """A length; of two the second is that of an episode."""
    spans = slot.value.split()
    low, high = bounds(spans[-1] if draft.episodes else spans[0])
    if slot.polarity in _AGAINST:
        low, high = high, low
    draft.set_runtime(low, high)


def _rating(draft: Draft, slot: Slot) -> None:
    """The highest of what one sentence asks for."""
    known = draft.fields.get("rating_min") if "rating_min" in draft.touched else None
    draft.fields["rating_min"] = max(float(slot.value), known or 0.0)
    draft.touched.add("rating_min")


def _number(draft: Draft, slot: Slot) -> None:
    draft.fields[slot.name] = int(slot.value)


def _certification(draft: Draft, slot: Slot) -> None:
    """The strictest of what one sentence asks for."""
    if slot.polarity:
        return
    name = "certification_max"
    known = draft.fields.get(name) if name in draft.touched else None
    limits = [limit for limit in CERTIFICATIONS if limit in (slot.value, known)]
    draft.fields[name] = limits[0]
    draft.touched.add(name)


def _sort(draft: Draft, slot: Slot) -> None:
    value = slot.value
    if slot.polarity in _AGAINST and value == "popular":
        value = "hidden"
    wanted = slot.polarity in ("", "more") and not (value == "best" and "sort" in draft.touched)
    if wanted or value == "hidden":
        draft.fields["sort"] = value
        draft.touched.add("sort")


def _liked(draft: Draft, slot: Slot) -> None:
    if slot.polarity == "drop" and draft.remove("like", slot.value):
        return
    if slot.name == "not_like" or slot.polarity in (*_AGAINST, "drop"):
        draft.exclude("like", slot.value)
    else:
        draft.add("like", slot.value)


def _forget(draft: Draft, slot: Slot) -> None:
    """A field no longer matters."""
    names = _FORGOTTEN.get(slot.value, (slot.value,))
    draft.clear(*names, *(f"not_{name}" for name in names if name in LISTED))


def _relative(draft: Draft, slot: Slot) -> None:
    RELATIVE[slot.value](draft)


_FILLERS: dict[str, Callable[[Draft, Slot], None]] = {
    "kind": _kind,
    "genres": _listed,
    "themes": _listed,
    "people": _listed,
    "mood": _mood,
    "languages": _origin,
    "countries": _origin,
    "providers": _providers,
    "years": _years,
    "runtime": _runtime,
    "rating_min": _rating,
    "votes_min": _number,
    "certification_max": _certification,
    "sort": _sort,
    "like": _liked,
    "not_like": _liked,
    "not_themes": _unwanted,
    "field": _forget,
    "relative": _relative,
}
