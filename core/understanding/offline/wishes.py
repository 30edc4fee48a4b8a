"""From the pieces a sentence says to a whole wish: a new one, or the one in progress after the
change.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from core.dialogue.understanding import Utterance
from core.films.wishes.wish import CERTIFICATIONS, Wish, set_fields
from core.understanding.offline.measures import bounds, years
from core.understanding.offline.slots import LISTED, Ear, Said

_RECENT, _OLD, _LIKED, _STEP = 3, 40, 7.0, 0.5
_MINUTES, _FEATURE, _EPISODE = 30, 120, 45
_ORIGIN = ("languages", "countries")
# Relative words that say nothing more where a figure stands beside them: "shorter, under 90
# minutes".
_MEASURED = {"runtime": ("shorter", "longer"), "years": ("newer", "older")}


@dataclass
class Draft:
    """A wish being written. ``base`` is the one in progress (empty for a new one)."""

    heard: Utterance
    base: Wish
    refining: bool
    replacing: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def add(self, name: str, *values: str) -> None:
        """Put values into a list field, once each."""
        self.fields[name] = tuple(dict.fromkeys((*self.fields.get(name, ()), *values)))

    def remove(self, name: str, *values: str) -> bool:
        """Take values out of a list field; whether any was there."""
        before = self.fields.get(name, ())
        self.fields[name] = tuple(
            value for value in before if value.casefold() not in {v.casefold() for v in values}
        )
        return len(self.fields[name]) < len(before)

    def clear(self, *names: str) -> None:
        """Forget fields."""
        for name in names:
            self.fields.pop(name, None)

    def first_touch(self, *names: str) -> bool:
        """Whether the sentence says something of these fields for the first time."""
        new = self.touched.isdisjoint(names)
        self.touched.update(names)
        return new

    def wish(self) -> Wish:
        """The wish as it stands."""
        return Wish(
            **{name: value for name, value in self.fields.items() if value not in (None, ())}
        )


def shape(heard: Utterance, ear: Ear, base: Wish | None) -> Wish:
    """The wish that the pieces make, on top of the base when there is one."""
    draft = Draft(
        heard, base or Wish(), base is not None, base is not None and "instead" in ear.cues
    )
    draft.fields = dict(set_fields(draft.base))
    precise = any(piece.field == "years" and _precise(piece.value) for piece in ear.said)
    measured = {name for piece in ear.said for name in _MEASURED.get(piece.field, ())}
    for piece in _ordered(ear.said):
        vague = piece.field == "years" and not _precise(piece.value)
        if not (precise and vague) and piece.value not in measured:
            _HANDLERS.get(piece.field, _ignore)(draft, piece)
    for name in ear.alternatives:
        if len(draft.fields.get(name, ())) > 1:
            draft.add("any", name)
    return draft.wish()


def _ordered(said: Iterable[Said]) -> list[Said]:
    """Kinds first: what is short depends on whether it is a film. Relative words last: they move
    what the rest has set.
    """
    return sorted(said, key=lambda piece: (piece.field != "kind", piece.field == "relative"))


def _precise(span: str) -> bool:
    return all(int(figure) > 1000 for figure in span.split("..") if figure)


def _ignore(_: Draft, __: Said) -> None:
    pass


def _kind(draft: Draft, piece: Said) -> None:
    value = piece.value if piece.tone != "not" else "tv" if piece.value == "movie" else "movie"
    if piece.tone == "drop" or ("kind" in draft.touched and draft.fields.get("kind") != value):
        draft.clear("kind")
    else:
        if draft.base.kind not in (None, value):
            draft.clear("runtime_min", "runtime_max")  # a film's length is not an episode's
        draft.fields["kind"] = value
    draft.touched.add("kind")


def _listed(draft: Draft, piece: Said) -> None:
    """Genres, themes and people: added to what there is, unless something else is wanted instead."""
    name, value = piece.field, piece.value
    if piece.tone in ("not", "soft"):
        draft.remove(name, value)
        draft.add(f"not_{name}", value)
    elif piece.tone == "drop":
        if not draft.remove(name, value):
            draft.add(f"not_{name}", value)
    else:
        if draft.first_touch(name) and draft.replacing and piece.tone != "more":
            draft.clear(name)
        draft.remove(f"not_{name}", value)
        draft.add(name, value)


def _mood(draft: Draft, piece: Said) -> None:
    """ "Not too scary" is against the mood, not against the genre of that mood."""
    if piece.tone == "soft":
        draft.add("not_themes", piece.value)


def _unwanted(draft: Draft, piece: Said) -> None:
    """ "In colour" is against black and white."""
    draft.add(piece.field, piece.value)


def _origin(draft: Draft, piece: Said) -> None:
    """Languages and countries are alternatives; new ones take the place of those before."""
    values = piece.value.split()
    if piece.tone in ("not", "soft"):
        draft.remove(piece.field, *values)
        draft.add(f"not_{piece.field}", *values)
    elif piece.tone == "drop":
        draft.remove(piece.field, *values)
    else:
        if draft.first_touch(*_ORIGIN) and draft.refining:
            draft.clear(*_ORIGIN)
        draft.add(piece.field, *values)


def _providers(draft: Draft, piece: Said) -> None:
    if piece.tone in ("not", "soft"):
        draft.remove("providers", piece.value)
        draft.add("not_providers", piece.value)
    else:
        if draft.first_touch("providers") and draft.refining:
            draft.clear("providers")
        draft.add("providers", piece.value)


def _years(draft: Draft, piece: Said) -> None:
    first, last = years(piece.value, draft.heard.today)
    if piece.tone in ("not", "soft"):
        if first and last:
            return
        first, last = (last + 1 if last else None), (first - 1 if first else None)
    _range(draft, "year", first, last)


def _runtime(draft: Draft, piece: Said) -> None:
    spans = piece.value.split()
    low, high = bounds(spans[-1] if draft.fields.get("kind") == "tv" else spans[0])
    if piece.tone in ("not", "soft"):
        low, high = high, low
    low_name, high_name = "runtime_min", "runtime_max"
    _bounds(draft, low_name, high_name, low, high)


def _range(draft: Draft, name: str, low: int | None, high: int | None) -> None:
    _bounds(draft, f"{name}_from", f"{name}_to", low, high)


def _bounds(draft: Draft, low_name: str, high_name: str, low: int | None, high: int | None) -> None:
    """Set one end or both; the other end stays unless it no longer fits."""
    fields = draft.fields
    if low is not None and high is not None:
        fields[low_name], fields[high_name] = low, high
    elif low is not None:
        fields[low_name] = low
        if fields.get(high_name) is not None and fields[high_name] < low:
            draft.clear(high_name)
    elif high is not None:
        fields[high_name] = high
        if fields.get(low_name) is not None and fields[low_name] > high:
            draft.clear(low_name)


def _rating(draft: Draft, piece: Said) -> None:
    value = float(piece.value)
    known = draft.fields.get("rating_min") if "rating_min" in draft.touched else None
    draft.fields["rating_min"] = max(value, known or 0.0)
    draft.touched.add("rating_min")


def _number(draft: Draft, piece: Said) -> None:
    draft.fields[piece.field] = int(piece.value)


def _certification(draft: Draft, piece: Said) -> None:
    if not piece.tone:
        known = (
            draft.fields.get("certification_max") if "certification_max" in draft.touched else None
        )
        limits = [limit for limit in CERTIFICATIONS if limit in (piece.value, known)]
        draft.fields["certification_max"] = limits[0]
        draft.touched.add("certification_max")


def _sort(draft: Draft, piece: Said) -> None:
    value = "hidden" if piece.tone in ("not", "soft") and piece.value == "popular" else piece.value
    if (
        not ("sort" in draft.touched and value == "best")
        and piece.tone in ("", "more")
        or value == "hidden"
    ):
        draft.fields["sort"] = value
        draft.touched.add("sort")


def _liked(draft: Draft, piece: Said) -> None:
    if piece.tone == "drop" and draft.remove("like", piece.value):
        return
    if piece.field == "not_like" or piece.tone in ("not", "soft", "drop"):
        draft.remove("like", piece.value)
        draft.add("not_like", piece.value)
    else:
        draft.add("like", piece.value)


def _forget(draft: Draft, piece: Said) -> None:
    ends = {
        "years": ("year_from", "year_to"),
        "runtime": ("runtime_min", "runtime_max"),
        "languages": _ORIGIN,
    }
    names = ends.get(piece.value, (piece.value,))
    draft.clear(*names, *(f"not_{name}" for name in names if name in LISTED))


def _relative(draft: Draft, piece: Said) -> None:
    _RELATIVE[piece.value](draft)


def _shorter(draft: Draft) -> None:
    fields, short = draft.fields, draft.fields.get("kind") == "tv"
    before = (
        fields.get("runtime_max")
        or fields.get("runtime_min")
        or draft.heard.runtime
        or (_EPISODE + 15 if short else _FEATURE)
    )
    _bounds(draft, "runtime_min", "runtime_max", None, max(15, before - _MINUTES))


def _longer(draft: Draft) -> None:
    fields = draft.fields
    if fields.get("runtime_max") and not fields.get("runtime_min"):
        fields["runtime_max"] += _MINUTES
    else:
        before = fields.get("runtime_min") or draft.heard.runtime or _FEATURE
        _bounds(draft, "runtime_min", "runtime_max", before + _MINUTES, None)


def _newer(draft: Draft) -> None:
    fields, recent = draft.fields, draft.heard.today.year - _RECENT
    last = fields.get("year_to")
    if last:
        draft.clear("year_to")
        fields["year_from"] = min(last + 1, draft.heard.today.year)
    elif fields.get("year_from"):
        fields["year_from"] = max(recent, min(fields["year_from"] + 1, draft.heard.today.year))
    else:
        year = draft.heard.year if draft.refining and not fields.get("like") else None
        fields["year_from"] = min(year + 1, draft.heard.today.year) if year else recent


def _older(draft: Draft) -> None:
    fields, old = draft.fields, draft.heard.today.year - _OLD
    first, last = fields.get("year_from"), fields.get("year_to")
    if first:
        draft.clear("year_from")
        fields["year_to"] = first - 1
    elif last:
        fields["year_to"] = last - 10
    else:
        fields["year_to"] = draft.heard.year - 1 if draft.refining and draft.heard.year else old


def _better(draft: Draft) -> None:
    before = draft.fields.get("rating_min")
    draft.fields["rating_min"] = min(9.5, max(_LIKED, before + _STEP if before else _LIKED))


_RELATIVE: dict[str, Callable[[Draft], None]] = {
    "shorter": _shorter,
    "longer": _longer,
    "newer": _newer,
    "older": _older,
    "better": _better,
}
_HANDLERS: dict[str, Callable[[Draft, Said], None]] = {
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
