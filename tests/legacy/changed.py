"""What today's version answers otherwise than it was recorded, on purpose, and why.

This table is the one place for it: all other steps must be answered as they were. What is kept of
people must change in each scene as it did then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.legacy.program import Step
from tests.legacy.recording import dialogue
from tests.legacy.stage import Scene


@dataclass(frozen=True, slots=True)
class Changed:
    """How each tap of ``tap`` in a dialogue is answered now: its replies, written as in the
    recording, and what they have to mention.
    """

    dialogue: str
    tap: str
    replies: Sequence[Mapping[str, Any]]
    mentions: Sequence[str]
    why: str

    def selects(self, name: str, step: Step) -> bool:
        """Whether it is about a step of the dialogue called ``name``."""
        return name == self.dialogue and step.get("tap") == self.tap


def _only_card(tap: str, *notices: Mapping[str, Any], undo: str = "") -> Changed:
    """A tap after which the only title of a list is marked."""
    card = {"id": 1228, "position": 1, "total": 1}
    buttons = [[{"label": "Annuler", "data": undo}]] if undo else []
    shown = {"show": "edit", "text": "C'était le dernier.", "card": card, "buttons": buttons}
    return Changed(
        dialogue="cards and settings, in French",
        tap=tap,
        replies=[*notices, shown],
        mentions=["le dernier"],
        why="That a list had ended was a text in place of its last card. Where a message with a "
        "picture cannot become a text, the card stayed as it was; now it says so itself.",
    )


_MARKED = {"show": "toast", "text": "C'est marqué."}

CHANGED_ON_PURPOSE = (
    _only_card("1m:1228:s:0zu4MniH:0", _MARKED, undo="1u:MVgvoyTS"),
    _only_card("1m:1228:l:0zu4MniH:0", _MARKED, undo="1u:g2TAKT_4"),
    _only_card("1m:1228:n:0zu4MniH:0", _MARKED, undo="1u:vRKp7gE0"),
    _only_card("1m:1228:f:0zu4MniH:0", _MARKED, undo="1u:FNkWEpv7"),
    _only_card("1t:0zu4MniH:1"),
    Changed(
        dialogue="two people in a group",
        tap="1f:0",
        replies=[{"show": "toast", "text": "Write to me in our private chat."}],
        mentions=["in private"],
        why="In a group, whether to delete everything was asked where anybody could answer. It is "
        "asked in the private chat now, and buttons that do not say whose they are lead there.",
    ),
)


def scenes(name: str) -> Iterator[Scene]:
    """The scenes of a dialogue as they should be played today."""
    for scene in dialogue(name)["scenes"]:
        yield {**scene, "steps": [_today(name, step) for step in scene["steps"]]}


def _today(name: str, step: Step) -> Step:
    for changed in CHANGED_ON_PURPOSE:
        if changed.selects(name, step):
            return {**step, "replies": changed.replies, "mentions": changed.mentions}
    return step
