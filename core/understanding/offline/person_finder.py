"""People in a sentence: known by name, misspelt, or not known at all."""

from collections.abc import Iterable, Iterator, Mapping

from core.films.finding.thresholds import PERSON_AFTER_CUE, SHORT_NAME, SURE_NAME
from core.understanding.offline.name_finder import NameFinder
from core.understanding.offline.spans import Span
from core.understanding.offline.thresholds import (
    PERSON_WORDS,
)
from core.understanding.offline.tokens import Sentence


def known_people(finder: NameFinder) -> Iterator[Span]:
    """People named in full, or by a name that is nobody else's."""
    for first in range(finder.size):
        found = finder.named_person(first)
        if found:
            yield Span(first, found[1], (("people", found[0]),))


def unknown_names(
    finder: NameFinder, free: Iterable[int], cues: Mapping[int, str]
) -> Iterator[Span]:
    """Franchises, and people misspelt or not known at all, among words that mean nothing else.

    ``cues``: the words that lead to a person, for certain ("actor": starring) or perhaps
    ("person": with), by the word they lead to.
    """
    for first, last in _runs(sorted(free), finder.sentence):
        franchise = finder.exact(first, last, "franchise")
        if franchise:
            yield Span(first, last, (("themes", franchise[0].name.casefold()),))
        elif name := _person(finder, first, last, cues.get(first, "")):
            yield Span(first, last, (("people", name),))


def _person(finder: NameFinder, first: int, last: int, cue: str) -> str | None:
    """The person that those words name, behind a cue or none."""
    text = finder.key(first, last)
    if last - first > 1 or (cue and len(text) > SHORT_NAME):
        likeness = PERSON_AFTER_CUE if cue else SURE_NAME
        close = finder.names.close(text, ("person",), 1, likeness)
        if close:
            return close[0][0].name
    return _unknown_person(finder, first, last, cue)


def _unknown_person(finder: NameFinder, first: int, last: int, cue: str) -> str | None:
    """A person nobody knows, as typed: behind "starring", in capitals, or by a first name."""
    if last - first >= PERSON_WORDS:
        return None
    capitals = bool(cue) and finder.capitals(first, last)
    given = last - first > 1 and finder.names.given(finder.words[first])
    return (
        _cased(finder.sentence.text(first, last)) if cue == "actor" or capitals or given else None
    )


def _cased(typed: str) -> str:
    """A name with capitals, where none were typed."""
    return typed if any(letter.isupper() for letter in typed) else typed.title()


def _runs(free: list[int], sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Stretches of neighbouring words without a break."""
    start = 0
    for at in range(1, len(free) + 1):
        if at == len(free) or free[at] != free[at - 1] + 1 or sentence.tokens[free[at]].breaks:
            yield free[start], free[at - 1] + 1
            start = at
