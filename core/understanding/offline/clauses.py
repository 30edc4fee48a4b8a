"""Sentences of several clauses about the card on show: "I like it, where can I watch it?"."""

from itertools import pairwise

from core.capabilities.lookup.intents import AboutLast, FindTitle
from core.capabilities.marking.intents import Mark
from core.capabilities.suggesting.intents import More, MoreFrom
from core.dialogue.intents import Intent
from core.films.finding.spelling_table import IndexedName
from core.understanding.offline.reading import Reading
from core.understanding.offline.sentences import fixed_sentence, slotted_sentence
from core.understanding.offline.titles import whole_title

_PRAISE = {"rating_min", "mood"}  # slots that say nothing beside a clause about the card


def clauses(reading: Reading) -> list[Reading]:
    """The stretches between commas and the like."""
    cuts = [0, *(at for at in reading.sentence.breaks if at), reading.size]
    return [reading.part(first, last) for first, last in pairwise(cuts)]


def about_the_card(reading: Reading) -> Intent | None:
    """Of clauses that are about the card on show the one that says most, else the last; "Heat, who
    directed it?" asks about that title.
    """
    parts = clauses(reading)
    if len(parts) < 2:
        return None
    intents = [fixed_sentence(part) or slotted_sentence(part) for part in parts]
    places = [at for at, intent in enumerate(intents) if _of_the_card(intent)]
    if not places:
        return None
    place = max(places, key=lambda at: (_strength(intents[at]), at))
    return _beside(intents[place], [*parts[:place], *parts[place + 1 :]])


def _beside(intent: Intent | None, rest: list[Reading]) -> Intent | None:
    """The intent of a clause beside the rest: about the title that the rest names, if any."""
    title = _first_title(rest)
    if title is None:
        return intent if all(part.slots.names <= _PRAISE for part in rest) else None
    if isinstance(intent, AboutLast):
        return FindTitle(title.name, question=intent.question)
    return None


def _first_title(parts: list[Reading]) -> IndexedName | None:
    titles = (whole_title(part.finder) for part in parts)
    return next((title for title in titles if title), None)


def _strength(intent: Intent | None) -> int:
    """What is loved was seen too, and what was seen is not what comes next."""
    if not isinstance(intent, Mark):
        return 0
    return 2 if intent.status == "favourite" else 1


def _of_the_card(intent: Intent | None) -> bool:
    if isinstance(intent, Mark):
        return not intent.titles and not intent.all_of
    return isinstance(intent, AboutLast | More | MoreFrom)
