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


CHANGED_ON_PURPOSE = (
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
