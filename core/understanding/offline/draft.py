"""A wish while it is written: the one in progress, and what a sentence changes of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.dialogue.understanding import Utterance
from core.films.wishes.wish import Wish, set_fields


@dataclass
class Draft:
    """A wish being written. ``base`` is the one in progress (empty for a new one). ``replacing``:
    what is said takes the place of what was ("instead").
    """

    utterance: Utterance
    base: Wish
    refining: bool
    replacing: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, utterance: Utterance, base: Wish | None, *, replacing: bool) -> "Draft":
        """A draft that begins with the base, where there is one."""
        start = base or Wish()
        refining = base is not None
        return cls(utterance, start, refining, refining and replacing, dict(set_fields(start)))

    @property
    def today(self) -> date:
        """The day the sentence was said."""
        return self.utterance.today

    @property
    def episodes(self) -> bool:
        """Whether series are wished for, whose lengths are those of an episode."""
        return self.fields.get("kind") == "tv"

    def add(self, name: str, *values: str) -> None:
        """Put values into a list field, once each."""
        self.fields[name] = tuple(dict.fromkeys((*self.fields.get(name, ()), *values)))

    def remove(self, name: str, *values: str) -> bool:
        """Take values out of a list field; whether any was there."""
        before = self.fields.get(name, ())
        gone = {value.casefold() for value in values}
        self.fields[name] = tuple(value for value in before if value.casefold() not in gone)
        return len(self.fields[name]) < len(before)

    def exclude(self, name: str, *values: str) -> None:
        """Move values from what is wanted of a field to what is not."""
        self.remove(name, *values)
        self.add(f"not_{name}", *values)

    def clear(self, *names: str) -> None:
        """Forget fields."""
        for name in names:
            self.fields.pop(name, None)

    def first_touch(self, *names: str) -> bool:
        """Whether the sentence says something of these fields for the first time."""
        new = self.touched.isdisjoint(names)
        self.touched.update(names)
        return new

    def set_bounds(self, low_name: str, high_name: str, low: int | None, high: int | None) -> None:
        """Set one end or both; the other end stays unless it no longer fits."""
        if low is not None:
            self.fields[low_name] = low
        if high is not None:
            self.fields[high_name] = high
        one_end = (low is None) is not (high is None)
        if one_end and self._crossed(low_name, high_name):
            self.clear(low_name if low is None else high_name)

    def _crossed(self, low_name: str, high_name: str) -> bool:
        low, high = self.fields.get(low_name), self.fields.get(high_name)
        return low is not None and high is not None and low > high

    def set_runtime(self, low: int | None, high: int | None) -> None:
        """Set the shortest or the longest time, or both."""
        self.set_bounds("runtime_min", "runtime_max", low, high)

    def set_years(self, low: int | None, high: int | None) -> None:
        """Set the first or the last year, or both."""
        self.set_bounds("year_from", "year_to", low, high)

    def wish(self) -> Wish:
        """The wish as it stands."""
        filled = {name: value for name, value in self.fields.items() if value not in (None, ())}
        return Wish(**filled)
