"""Whether a sentence was understood for certain: every word had a meaning, and every name is one
that is known.
"""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from core.capabilities.lookup.intents import FindTitle
from core.capabilities.smalltalk.intents import OffTopic, Unclear
from core.capabilities.suggesting.intents import Mashup, MoreLike, Recommend, Refine, Surprise
from core.dialogue.intents import Intent
from core.films.finding.thresholds import LIKELY_TITLE, SURE_NAME
from core.films.wishes.wish import Wish
from core.understanding.offline.gibberish import gibberish
from core.understanding.offline.name_finder import TITLES
from core.understanding.offline.reading import Reading
from core.understanding.offline.sentences import Naming, fixed_sentence
from core.understanding.offline.thresholds import (
    TITLE_WORDS,
    UNEXPLAINED_WORDS,
)
from core.understanding.offline.titles import close_title

_WISHING = (Recommend, Refine, MoreLike, Mashup, Surprise)


@runtime_checkable
class Filtered(Protocol):
    """An intent that a wish filters, where it says anything."""

    @property
    def wish(self) -> Wish:
        """The wish."""
        ...


def certain(reading: Reading, intent: Intent) -> bool:
    """Whether nothing of the sentence had to be guessed or left out."""
    if isinstance(intent, _WISHING) or (isinstance(intent, Filtered) and intent.wish):
        return _wished(reading, intent.wish)
    match intent:
        case Unclear():
            return gibberish(reading.words)
        case OffTopic():
            return False
        case FindTitle(title=title):
            return _spelled(reading, (title,)) or _nearly(reading.bare, title, SURE_NAME)
        case Naming(titles=titles):
            return _spelled(reading, titles)
        case _:
            return True


def only_names(reading: Reading, intent: Intent) -> bool:
    """Whether the sentence is a title, well spelt or not, and so tells nothing of the language
    somebody speaks.
    """
    return isinstance(intent, FindTitle) and _nearly(reading, intent.title, LIKELY_TITLE)


def _wished(reading: Reading, wish: Wish) -> bool:
    if not _spelled(reading, (*wish.like, *wish.not_like)):
        return False
    return _known(reading, wish) and _explained(reading)


def _spelled(reading: Reading, titles: tuple[str, ...]) -> bool:
    """Whether each title stands in the sentence under one of its names, letter for letter."""
    if not titles:
        return True
    named: set[str] = set()
    for key in set(_keys(reading)):
        named.update(found.name for found in reading.names.exact_key(key, TITLES))
    return named.issuperset(titles)


def _keys(reading: Reading) -> Iterator[str]:
    """The names that stretches of the sentence would be."""
    size = reading.size
    for first in range(size):
        for last in range(first + 1, min(size, first + TITLE_WORDS) + 1):
            yield reading.sentence.key(first, last)


def _nearly(reading: Reading, title: str, likeness: float) -> bool:
    """Whether the sentence is that title but for a slip of the keys."""
    found = close_title(reading.finder, likeness)
    return found is not None and found.name == title


def _known(reading: Reading, wish: Wish) -> bool:
    """Whether the people are people the catalogue knows."""
    return all(reading.names.exact(name, ("person",)) for name in (*wish.people, *wish.not_people))


def _explained(reading: Reading) -> bool:
    """Whether every word says something: at most one of plain speech is left over, and none that is
    unknown.
    """
    if fixed_sentence(reading) or fixed_sentence(reading.bare):
        return True
    covered = set[int]().union(*(span.places for span in reading.spans))
    left = [word for at, word in enumerate(reading.words) if at not in covered]
    return len(left) <= UNEXPLAINED_WORDS and reading.lexicon.ordinary.issuperset(left)
