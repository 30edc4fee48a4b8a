"""Which readings of a line of the corpus are right, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from core.films.wishes.wish import Wish
from tests.understanding.scoring import free, listed, readings, same

Object = Mapping[str, Any]
# Fields of a wish that are looked at: those the program has, but for what costs nothing.
WISH_FIELDS = tuple(one.name for one in fields(Wish) if one.name not in ("any", "votes_min"))
WISHING = frozenset({"recommend", "more_like", "mashup", "refine", "surprise"})
# Fields of other intents that are looked at.
_TOPS: Mapping[str, tuple[str, ...]] = {
    "find_title": ("title", "question"),
    "mark": ("titles", "status", "position"),
    "show_list": ("status",),
    "about_last": ("question", "position"),
    "compare": ("titles", "positions"),
    "rate": ("titles", "rating"),
}
_FIRST = 1  # the position that costs nothing


@dataclass(frozen=True)
class Accepted:
    """One right reading, and what it may say besides (``spare``, by field of the wish)."""

    case: "Case" = field(repr=False)
    reading: Object
    spare: Mapping[str, Sequence[Any]]

    @property
    def intent(self) -> str:
        """Its intent."""
        return str(self.reading["intent"])

    @cached_property
    def wish(self) -> Object:
        """Its wish; empty for an intent whose wish is not looked at."""
        return self.reading.get("wish") or {}

    @cached_property
    def names(self) -> list[str]:
        """The titles and people it names outside of a wish."""
        told = [*listed(self.reading.get("title")), *listed(self.reading.get("titles"))]
        return [*told, *listed(self.reading.get("people"))]

    def expects(self, name: str, value: object) -> bool:
        """Whether a value of a field of the wish is asked for."""
        return any(self.case.same(name, one, value) for one in listed(self.wish.get(name)))

    def tolerates(self, name: str, value: object) -> bool:
        """Whether a value may stand in a field of the wish."""
        return self.expects(name, value) or any(
            self.case.same(name, one, value) for one in self._free(name)
        )

    def _free(self, name: str) -> list[Any]:
        genres = [*listed(self.wish.get("genres")), *listed(self.spare.get("genres"))]
        told = genres if name == "themes" else []
        return [*listed(self.spare.get(name)), *free(name, dict(self.wish)), *told]

    def right(self, answer: Object) -> bool:
        """Whether an answer says this."""
        if answer.get("intent") != self.intent:
            return False
        tops = _TOPS.get(self.intent, ())
        if not all(self._same_top(name, answer.get(name)) for name in tops):
            return False
        if self.intent not in WISHING:
            return True
        got = answer.get("wish") or {}
        return all(self._same_field(name, got) for name in WISH_FIELDS)

    def _same_top(self, name: str, got: Any) -> bool:
        wanted = listed(self.reading.get(name))
        spare = [_FIRST] if name == "position" and not wanted else []
        return self._matches(name, wanted, listed(got), spare)

    def _same_field(self, name: str, got: Object) -> bool:
        wanted, values = listed(self.wish.get(name)), listed(got.get(name))
        told = str(got.get("plot", "")) if name == "themes" else ""
        if told:
            wanted = [one for one in wanted if not self.case.tells(told, one)]
        return self._matches(
            name, wanted, values, [*listed(self.wish.get(name)), *self._free(name)]
        )

    def _matches(self, name: str, wanted: list[Any], got: list[Any], spare: list[Any]) -> bool:
        found = all(any(self.case.same(name, one, other) for other in got) for one in wanted)
        allowed = [*wanted, *spare]
        return found and all(
            any(self.case.same(name, one, other) for one in allowed) for other in got
        )


@dataclass
class Case:
    """A line of the corpus, with what was compared so far."""

    raw: Object
    _compared: dict[tuple[str, str, str], bool] = field(default_factory=dict, repr=False)

    @cached_property
    def accepted(self) -> list[Accepted]:
        """The right readings."""
        return list(self._accepted())

    def _accepted(self) -> Iterator[Accepted]:
        seen: set[str] = set()
        for reading, spare in readings(self.raw):
            if (key := repr((reading, spare))) not in seen:
                seen.add(key)
                yield Accepted(self, reading, spare)

    def right(self, answer: Object) -> bool:
        """Whether an answer is one of the right readings."""
        return any(one.right(answer) for one in self.accepted)

    def intent_right(self, answer: Object) -> bool:
        """Whether the intent is that of a right reading."""
        return any(one.intent == answer.get("intent") for one in self.accepted)

    def same(self, name: str, wanted: object, got: object) -> bool:
        """Whether two values of a field mean the same here."""
        key = name, str(wanted), str(got)
        if key not in self._compared:
            self._compared[key] = same(self.raw, name, wanted, got)
        return self._compared[key]

    def tells(self, plot: str, theme: object) -> bool:
        """Whether the text of a plot holds a theme."""
        return any(self.same("themes", theme, word) for word in plot.split())
