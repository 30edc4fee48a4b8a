"""Whether a sentence was understood for certain: every word had a meaning, and every name is one
that is known.
"""

from core.capabilities.lists.intents import ShowList
from core.capabilities.lookup.intents import Compare, FindTitle
from core.capabilities.marking.intents import Mark
from core.capabilities.smalltalk.intents import OffTopic, Unclear
from core.capabilities.suggesting.intents import Mashup, MoreLike, Recommend, Refine, Surprise
from core.dialogue.intents import Intent
from core.films.finding.thresholds import CLOSE, SURE_NAME
from core.films.wishes.wish import Wish
from core.understanding.offline.gibberish import gibberish
from core.understanding.offline.naming import TITLES
from core.understanding.offline.reading import Reading
from core.understanding.offline.sayings import plain_saying
from core.understanding.offline.titles import close_title

_UNEXPLAINED = 1  # so many words of plain speech may say nothing
_LONGEST_NAME = 10


def certain(reading: Reading, intent: Intent) -> bool:
    """Whether nothing of the sentence had to be guessed or left out."""
    match intent:
        case Unclear():
            return gibberish(reading.sentence.words)
        case OffTopic():
            return False
        case FindTitle(title=title):
            return _spelled(reading, (title,)) or _nearly(reading.bare, title, SURE_NAME)
        case Mark(titles=titles) | Compare(titles=titles):
            return _spelled(reading, titles)
        case (
            Recommend(wish=wish)
            | Refine(wish=wish)
            | MoreLike(wish=wish)
            | Mashup(wish=wish)
            | Surprise(wish=wish)
        ):
            return _wished(reading, wish)
        case ShowList(wish=wish) if wish:
            return _wished(reading, wish)
        case _:
            return True


def only_names(reading: Reading, intent: Intent) -> bool:
    """Whether the sentence is a title, well spelt or not, and so tells nothing of the language
    somebody speaks.
    """
    return isinstance(intent, FindTitle) and _nearly(reading, intent.title, CLOSE)


def _wished(reading: Reading, wish: Wish) -> bool:
    return (
        _spelled(reading, (*wish.like, *wish.not_like))
        and _known(reading, wish)
        and _explained(reading)
    )


def _spelled(reading: Reading, titles: tuple[str, ...]) -> bool:
    """Whether each title stands in the sentence under one of its names, letter for letter."""
    if not titles:
        return True
    size = len(reading.sentence)
    keys = {
        reading.sentence.key(first, last)
        for first in range(size)
        for last in range(first + 1, min(size, first + _LONGEST_NAME) + 1)
    }
    named = {found.name for key in keys for found in reading.names.exact_key(key, TITLES)}
    return named.issuperset(titles)


def _nearly(reading: Reading, title: str, likeness: float) -> bool:
    """Whether the sentence is that title but for a slip of the keys."""
    found = close_title(reading.spotter, likeness)
    return found is not None and found.name == title


def _known(reading: Reading, wish: Wish) -> bool:
    """Whether the people are people the catalogue knows."""
    return all(reading.names.exact(name, ("person",)) for name in (*wish.people, *wish.not_people))


def _explained(reading: Reading) -> bool:
    """Whether every word says something: at most one of plain speech is left over, and none that is
    unknown.
    """
    if plain_saying(reading) or plain_saying(reading.bare):
        return True
    said = {at for span in reading.spans for at in range(span.first, span.last)}
    left = [word for at, word in enumerate(reading.sentence.words) if at not in said]
    return len(left) <= _UNEXPLAINED and reading.lexicon.ordinary.issuperset(left)
