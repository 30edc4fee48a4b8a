"""Titles by name that are seen, saved, loved or turned down; and people in their place."""

from dataclasses import replace

from core.capabilities.marking.intents import Mark
from core.capabilities.suggesting.intents import Recommend, Refine
from core.dialogue.intents import Intent
from core.library.opinions import Status
from core.understanding.offline.collective import mark_all
from core.understanding.offline.reading import Reading
from core.understanding.offline.title_slots import titles_in
from core.understanding.offline.wishes import new_wish, shape


def mark_titles(status: Status, part: Reading) -> Intent | None:
    """A mark for the titles that these words name, together or one by one."""
    together = mark_all(status, part) or _about_people(status, part) or _some_of_all(status, part)
    if together:
        return together
    found = titles_in(part)
    return Mark(status, found) if found else None


def _some_of_all(status: Status, part: Reading) -> Mark | None:
    """ "Heat and all the Alien movies": titles and many by one name, in either order."""
    for at in range(1, part.size):
        joined = part.finder.skip(at, "pairs")
        if at < joined < part.size:
            first, second = part.part(0, at), part.part(joined, part.size)
            found = _both(status, first, second) or _both(status, second, first)
            if found:
                return found
    return None


def _both(status: Status, one: Reading, other: Reading) -> Mark | None:
    """The titles that one part names, and all that the other does together."""
    many, titles = mark_all(status, other), titles_in(one)
    return replace(many, titles=(*titles, *many.titles)) if many and titles else None


def _about_people(status: Status, part: Reading) -> Intent | None:
    """People that somebody likes or not: a wish for what they made, or for what they did not."""
    if part.slots.names != {"people"} or part.slots.unknown or part.is_a_name:
        return None
    if status == "favourite":
        return Recommend(new_wish(part))
    if status != "not_interested":
        return None
    wish = shape(part.utterance, part.slots.unwanted(), part.wish)
    return Recommend(wish) if part.wish is None else Refine(wish)
