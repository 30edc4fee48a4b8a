"""What is said for good: "never show me horror again", "family films only from now on"."""

from collections.abc import Mapping

from core.capabilities.suggesting.intents import Recommend, Refine
from core.dialogue.intents import Intent
from core.understanding.offline.reading import Reading
from core.understanding.offline.slots import Slots
from core.understanding.offline.wishes import shape

_EXCLUDABLE = frozenset(
    {"genres", "themes", "people", "languages", "countries", "providers", "mood"}
)
_LIMITS = frozenset({"certification_max"})


def for_good(
    fields: Mapping[str, object], parts: Mapping[str, Reading], _: Reading
) -> Intent | None:
    """A wish with what of it lasts; None where the words are a title, or say what can only be
    wished for once.
    """
    part = parts["wish"]
    slots = part.slots.but("kind")
    unwanted = "unwanted" in fields
    if not _can_last(part, slots, _EXCLUDABLE if unwanted else _LIMITS):
        return None
    slots = slots.unwanted() if unwanted else slots
    lasting = shape(part.utterance, slots, None)
    if not lasting:
        return None
    if part.wish is None:
        return Recommend(lasting, lasting)
    return Refine(shape(part.utterance, slots, part.wish), lasting)


def _can_last(part: Reading, slots: Slots, names: frozenset[str]) -> bool:
    """Whether all that is said can hold from now on."""
    fitting = bool(slots.filled) and slots.names <= names
    return fitting and not (slots.unknown or part.has("request") or part.is_a_name)
