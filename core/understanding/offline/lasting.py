"""What is said for good: "never show me horror again", "family films only from now on"."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.capabilities.suggesting.intents import Recommend, Refine
from core.dialogue.intents import Intent
from core.understanding.offline.reading import Reading
from core.understanding.offline.wishes import shape

_EXCLUDABLE = frozenset(
    {"genres", "themes", "people", "languages", "countries", "providers", "mood"}
)
_LIMITS = frozenset({"certification_max"})


def for_good(fields: Mapping[str, Any], parts: Mapping[str, Reading], _: Reading) -> Intent | None:
    """A wish with what of it lasts; None where the words are a title, or say what can only be
    wished for once.
    """
    part = parts["wish"]
    heard, said = part.heard, [piece for piece in part.ear.said if piece.field != "kind"]
    unwanted = "unwanted" in fields
    fitting = {piece.field for piece in said} <= (_EXCLUDABLE if unwanted else _LIMITS)
    if (
        not said
        or not fitting
        or part.ear.unknown
        or part.has("request")
        or part.spotter.called(0, len(part.sentence))
    ):
        return None
    ear = replace(
        part.ear, said=[replace(piece, tone="not") for piece in said] if unwanted else said
    )
    lasting = shape(heard, ear, None)
    if not lasting:
        return None
    return (
        Recommend(lasting, lasting)
        if part.wish is None
        else Refine(shape(heard, ear, part.wish), lasting)
    )
