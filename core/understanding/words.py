"""What people say, as the word files of a language tell: those of the understanding itself and
those of every capability.
"""

from collections.abc import Iterator
from typing import Any

from core.capabilities import CAPABILITIES
from core.words.data import languages, read_once, strings, whole
from core.words.speech import FALLBACK


def codes() -> tuple[str, ...]:
    """The languages there are word files for."""
    return languages("words")


@read_once
def words(code: str) -> dict[str, Any]:
    """All words of a language; where two capabilities have a phrase for the same sentence, the one
    declared first is heard. A section that a language lacks is empty. Raises LookupError for a language there are no files for.
    """
    empty = {section: type(value)() for section, value in whole("words", FALLBACK).items()}
    found: dict[str, Any] = empty | dict(whole("words", code))
    found["say"] = sorted(found["say"], key=lambda row: _PLACES[row["intent"]])
    return found


_PLACES = {
    route.name: place
    for place, capability in enumerate(CAPABILITIES)
    for route in capability.routes
    if route.name
}


def command_names() -> Iterator[tuple[str, str]]:
    """Every command's names with its key; in a language that comes later, a name that an earlier
    one has stays the earlier one's.
    """
    for code in reversed(codes()):
        for key, names in strings(words(code)["commands"]).items():
            yield from ((name, key) for name in names)
