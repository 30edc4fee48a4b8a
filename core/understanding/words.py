"""What people say, as the word files of a language tell: those of the understanding itself and
those of every capability.
"""

from collections.abc import Iterator, Mapping
from typing import TypedDict, cast

from core.capabilities import CAPABILITIES
from core.words.speech import FALLBACK, languages_with, read_once, strings, whole

Row = Mapping[str, object]
Lists = Mapping[str, list[str]]


class SentenceWords(TypedDict):
    """The sections of a language's word files that tell of sentences."""

    borrows: list[str]
    letters: str
    elisions: list[str]
    named_with: list[str]
    noun_first: bool
    interjections: str
    collective: list[str]
    endings: list[list[list[str]]]
    ordinary: str
    spelling: Mapping[str, str]
    numbers: Mapping[str, int]
    decades: Mapping[str, int]
    units: Lists
    positions: Lists
    slots: Mapping[str, str]
    measures: Lists
    mixed: list[Row]
    tongues: Lists
    off_topic: Mapping[str, str]
    commands: Lists
    say: list[Row]


def codes() -> tuple[str, ...]:
    """The languages there are word files for."""
    return languages_with("words")


@read_once
def words(code: str) -> SentenceWords:
    """All words of a language; where two capabilities have a phrase for the same sentence, the one
    declared first wins. A section that a language lacks is empty. Raises LookupError for a
    language there are no files for.
    """
    empty = {section: type(value)() for section, value in whole("words", FALLBACK).items()}
    found = cast(SentenceWords, empty | dict(whole("words", code)))
    found["say"] = sorted(found["say"], key=lambda row: _PLACES[str(row["intent"])])
    return found


def section(code: str, name: str) -> Lists:
    """A section of lists, empty where a language has none."""
    return strings(words(code).get(name, {}))


def _places() -> dict[str, int]:
    """The place of each intent's capability among all."""
    found: dict[str, int] = {}
    for place, capability in enumerate(CAPABILITIES):
        for route in capability.routes:
            if route.name:
                found.setdefault(route.name, place)
    return found


_PLACES = _places()


def command_names() -> Iterator[tuple[str, str]]:
    """Every command's names with its key; in a language that comes later, a name that an earlier
    one has stays the earlier one's.
    """
    for code in reversed(codes()):
        for key, names in words(code)["commands"].items():
            yield from ((name, key) for name in names)
