"""Many titles by one name: "all the Harry Potter movies", "the whole of Breaking Bad", "everything
by Nolan".
"""

from core.capabilities.marking.intents import Mark
from core.films.finding.name_index import name_key
from core.films.finding.thresholds import SURE_NAME
from core.library.opinions import Status
from core.understanding.offline.reading import Reading
from core.understanding.offline.thresholds import (
    LENGTH_SLIP,
)

_NAME = "all"  # the slot for the name


def mark_all(status: Status, part: Reading) -> Mark | None:
    """A mark for all that the words stand for together; None where they stand for titles one by
    one.
    """
    if part.is_a_name:
        return None
    films = any(slot.name == "kind" and slot.value == "movie" for slot in part.slots.filled)
    for template in part.lexicon.collective.fitting(part.words):
        found = template.matches(part.folded)
        if found:
            name = part.part_at(found.span(_NAME))
            if mark := _named(status, name, films):
                return mark
    return None


def _named(status: Status, part: Reading, films: bool) -> Mark | None:
    """The series (unless it was ``films`` that were named), franchise or person of that name; a
    film's name is also that of those which follow it.
    """
    titles = part.names.exact_key(part.key, ("title",))
    if titles and titles[0].media == "tv" and not films:
        return Mark(status, (titles[0].name,))
    name = _franchise(part) or _person(part) or (titles[0].name if titles else None)
    name = name or _close_franchise(part) or _unknown_name(part)
    return Mark(status, all_of=(name,)) if name else None


def _franchise(part: Reading) -> str | None:
    found = part.names.exact_key(part.key, ("franchise",))
    return found[0].name if found else None


def _person(part: Reading) -> str | None:
    """The person whose name the whole part is."""
    found = part.finder.person(0)
    return found[0] if found and found[1] == part.size else None


def _close_franchise(part: Reading) -> str | None:
    """A franchise nearly of that name, not merely one that begins so, where the words mean nothing
    else.
    """
    key = part.key
    close = part.names.close(key, ("franchise",), 1, SURE_NAME)
    if not close:
        return None
    name = close[0][0].name
    alike = abs(len(name_key(name)) - len(key)) <= LENGTH_SLIP
    return name if alike or not part.slots.filled else None


def _unknown_name(part: Reading) -> str | None:
    """Words that nobody is known by, typed as a name: several with capitals, or one that means
    nothing else.
    """
    size = part.size
    listed = any(part.finder.skip(at, "pairs") > at for at in range(size))
    if listed or not part.finder.capitals(0, 1) or not part.finder.capitals(size - 1, size):
        return None
    return part.sentence.whole_text if size > 1 or not part.slots.filled else None
