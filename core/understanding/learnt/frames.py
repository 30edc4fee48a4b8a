"""Frames: what a sentence does, before names and conditions are filled in: "mark as seen", "who
directed it?", "a new wish".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Group = Literal["wish", "plot", "refine", "names", "none"]
# Fields of a reading whose values are few, so that each is a frame of its own.
_SUB = ("status", "question", "action", "state", "event")
_WISHING = frozenset({"recommend", "more_like", "mashup", "surprise", "show_list"})
_PEOPLE = frozenset({"like_person", "find_person"})
# Intents that name titles, or point at one on show.
_TITLED = frozenset(
    {
        "find_title",
        "mark",
        "compare",
        "rate",
        "unrate",
        "ask",
        "about_last",
        "about_mine",
        "progress",
        "pick",
        "remind",
        "review",
        "imagine",
        "collection",
        "night",
    }
)
# The fewest titles that an intent makes sense with.
_FEWEST = {"find_title": 1, "more_like": 1, "compare": 2, "mashup": 2, "like_person": 1}
_GRAVE = frozenset({"undo", "unrate"})
_UNDOING = frozenset({"none", "delete", "remove"})
_PLOT = "plot"


@dataclass(frozen=True, slots=True)
class Frame:
    """An intent with the value of a field that has few, and whether a plot is told."""

    intent: str
    field: str = ""
    value: str = ""

    @property
    def group(self) -> Group:
        """How its parts are filled in."""
        if self.plotted:
            return "plot"
        if self.intent == "refine":
            return "refine"
        if self.intent in _WISHING:
            return "wish"
        return "names" if self.intent in _TITLED or self.intent in _PEOPLE else "none"

    @property
    def named(self) -> str:
        """What its names are of: titles or people."""
        return "person" if self.intent in _PEOPLE else "title"

    @property
    def fewest(self) -> int:
        """The fewest names it makes sense with."""
        return _FEWEST.get(self.intent, 0)

    @property
    def plotted(self) -> bool:
        """Whether a plot is told."""
        return self.field == "wish"

    @property
    def grave(self) -> bool:
        """Whether it takes back or deletes something, so that it must be meant for sure."""
        return self.intent in _GRAVE or self.value in _UNDOING

    @property
    def atoms(self) -> tuple[str, ...]:
        """What it shares with other frames: its intent, and its question or status."""
        own = f"{self.intent}.{self.field}.{self.value}"
        return (own, self.intent, f".{self.field}.{self.value}") if self.value else (own,)

    def fixed(self) -> dict[str, object]:
        """The fields of its readings that are always the same."""
        told = {} if self.plotted or not self.value else {self.field: self.value}
        return {"intent": self.intent, **told}

    @classmethod
    def of(cls, reading: Mapping[str, object]) -> "Frame":
        """The frame of a reading."""
        intent = str(reading["intent"])
        wish = reading.get("wish")
        if isinstance(wish, Mapping) and wish.get(_PLOT) and intent == "recommend":
            return cls(intent, "wish", _PLOT)
        for name in _SUB:
            if value := reading.get(name):
                return cls(intent, name, str(value))
        return cls(intent)


@lru_cache(maxsize=1_000)
def parsed(text: str) -> Frame:
    """A frame as it is written in the file of weights."""
    intent, field, value = text.split(".")
    return Frame(intent, field, value)
