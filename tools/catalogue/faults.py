"""Everything wrong with single titles and between them, named by line and title."""

from collections.abc import Iterator

from core.films.importing.entry import Entry
from core.films.importing.file import Parsed
from tools.catalogue.between import BETWEEN, called
from tools.catalogue.single import SINGLE


def faults(parsed: Parsed) -> list[str]:
    """What is wrong, in the order of the lines. The schema, double ids and unknown themes are found
    by reading already.
    """
    found = [(place, said) for place, entry in enumerate(parsed.entries) for said in _of(entry)]
    found += [fault for rule in BETWEEN for fault in rule(parsed.entries)]
    return [
        f"line {parsed.lines[place]}, {called(parsed.entries[place])}: {said}"
        for place, said in sorted(found)
    ]


def _of(entry: Entry) -> Iterator[str]:
    for rule in SINGLE:
        yield from rule(entry)
