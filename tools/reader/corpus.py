"""The lines of the corpus as the program meets them: what is said, and in which state."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from core.dialogue.turn import Utterance
from core.films.wishes.wish import Wish
from tools.reader.judging import WISHING, Case

CORPUS = Path(__file__).parents[2] / "corpus"
TODAY = date(2026, 11, 29)  # from which the corpus counts
_FIELDS = frozenset(one.name for one in fields(Wish))
# Intents after which no card is on show.
_SHOWING = frozenset({*WISHING, "find_title", "more", "more_from", "trending"})


@dataclass(frozen=True)
class Line:
    """One thing said. ``hand`` is the author; ``dialogue`` is empty for a sentence by itself."""

    id: str
    hand: str
    utterance: Utterance
    case: Case
    dialogue: str = ""

    @property
    def language(self) -> str:
        """The language it is in."""
        return self.utterance.language

    @property
    def follows(self) -> bool:
        """Whether a wish is in progress."""
        return self.utterance.wish is not None


def lines(part: str) -> list[Line]:
    """Every line of a part of the corpus, in the order of the files."""
    folder = CORPUS / part
    found: list[Line] = []
    for path in sorted(folder.glob("*.jsonl")):
        hand = path.stem.rpartition("-")[2]
        for text in path.read_text("utf-8").splitlines():
            raw = json.loads(text)
            found += _turns(raw, hand) if "turns" in raw else [_sentence(raw, hand)]
    return found


def _sentence(raw: dict[str, Any], hand: str) -> Line:
    utterance = Utterance(raw["text"], raw["lang"], TODAY, _known(raw.get("previous")))
    return Line(raw["id"], hand, utterance, Case(raw))


def _known(wish: dict[str, Any] | None) -> dict[str, Any] | None:
    """A wish without the fields that the program does not have."""
    return None if wish is None else {name: wish[name] for name in wish if name in _FIELDS}


def _turns(raw: dict[str, Any], hand: str) -> Iterator[Line]:
    """The turns of a dialogue, each in the state that the right readings before it leave."""
    wish: dict[str, Any] | None = None
    shown = False
    for place, turn in enumerate(raw["turns"], 1):
        expect = turn["reading"]
        utterance = Utterance(turn["say"], raw["lang"], TODAY, _known(wish), shown=shown)
        case = {**turn, "expect": expect}
        yield Line(f"{raw['id']}.{place}", hand, utterance, Case(case), raw["id"])
        if expect["intent"] in WISHING:
            wish = expect.get("wish", {})
        elif expect["intent"] == "greeting":
            wish, shown = None, False
        shown = shown or expect["intent"] in _SHOWING
