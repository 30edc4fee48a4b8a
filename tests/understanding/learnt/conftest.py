"""The names that come with the program, and sentences prepared for reading."""

from datetime import date
from functools import cache

from core.dialogue.turn import Utterance
from core.films.finding.name_index import NameIndex
from core.understanding.learnt.preparing import prepared
from core.understanding.offline.reading import Reading

TODAY = date(2026, 11, 29)


@cache
def names() -> NameIndex:
    return NameIndex.known()


def utterance(
    text: str,
    after: dict[str, object] | None = None,
    language: str = "en",
    *,
    shown: bool = False,
) -> Utterance:
    return Utterance(text, language, TODAY, after, shown=shown)


def reading(text: str, after: dict[str, object] | None = None, language: str = "en") -> Reading:
    return prepared(utterance(text, after, language), names())[0]
