"""Which intent a sentence is: the surest kind of reading first, a guess last."""

from collections.abc import Callable

from core.capabilities.lookup.intents import Compare, FindTitle
from core.capabilities.marking.intents import Mark
from core.capabilities.smalltalk.intents import OffTopic, Unclear
from core.capabilities.suggesting.intents import Mashup, MoreLike
from core.dialogue.intents import Intent
from core.films.finding.spelling_table import IndexedName
from core.films.finding.thresholds import LIKELY_TITLE, SURE_NAME, SURE_PLAIN_TITLE
from core.understanding.offline.clauses import about_the_card
from core.understanding.offline.describing import described
from core.understanding.offline.gibberish import gibberish
from core.understanding.offline.reading import Reading
from core.understanding.offline.sentences import fixed_sentence, slotted_sentence
from core.understanding.offline.thresholds import (
    BARE_TITLE_WORDS,
)
from core.understanding.offline.titles import close_title, title_at_edge, whole_title, year_at_end
from core.understanding.offline.wishes import new_wish, shape

# Slots that describe a wish, so that words with them are no misspelt title.
_DESCRIBING = (
    "like",
    "loved",
    "not_like",
    "kind",
    "people",
    "genres",
    "providers",
    "relative",
    "field",
)
_SEVERAL = 2  # titles at least, to choose between or to mix


def decide(reading: Reading) -> Intent:
    """The intent of a sentence."""
    if not reading.size:
        return Unclear()
    for read in _READERS:
        intent = read(reading)
        if intent is not None:
            return intent
    return OffTopic() if _ordinary(reading) else Unclear()


def _fixed(reading: Reading) -> Intent | None:
    return _with_courtesies(reading, fixed_sentence)


def _slotted(reading: Reading) -> Intent | None:
    return _with_courtesies(reading, slotted_sentence)


def _with_courtesies(reading: Reading, read: Callable[[Reading], Intent | None]) -> Intent | None:
    """What a sentence is as it is, or else without the courtesies around it."""
    found = read(reading)
    return read(reading.bare) if found is None and reading.bare is not reading else found


def _like_shown(reading: Reading) -> Intent | None:
    """ "Something like this but funnier": like the title on show, and what else is said."""
    utterance = reading.utterance
    shown = utterance.runtime is not None or utterance.year is not None
    if not shown or not reading.has("like_shown") or reading.slots.values("like"):
        return None
    return MoreLike(shape(utterance, reading.slots, None))


def _changed(reading: Reading) -> Intent | None:
    """A wish in progress whose fields are named, or moved by a relative word."""
    slots = reading.slots
    changed = reading.wish is not None and slots.has("field", "relative")
    return described(reading) if changed and not slots.values("like") else None


def _whole(reading: Reading) -> Intent | None:
    """The sentence is a title, perhaps with its year."""
    for candidate in (reading, reading.bare):
        found = whole_title(candidate.finder)
        if found:
            return FindTitle(found.name, _year_if_typed(reading, found))
    named, year = year_at_end(reading.sentence)
    found = whole_title(reading.part(0, len(named)).finder) if year else None
    return FindTitle(found.name, year) if found else None


def _year_if_typed(reading: Reading, found: IndexedName) -> int | None:
    """A title's year where the sentence ends with it, as "Blade Runner 2049" does not."""
    return found.year if reading.words[-1] == str(found.year) else None


def _choice(reading: Reading) -> Intent | None:
    """ "Alien or Aliens?": nothing but titles that people know, one or the other."""
    bare = reading.bare
    if not bare.has_word("or"):
        return None
    found, last = bare.finder.titles(0, strong=True)
    chosen = len(found) >= _SEVERAL and last == bare.size
    return Compare(tuple(found)) if chosen else None


def _misspelt(reading: Reading) -> Intent | None:
    """A title nearly right, in words that do not describe a wish."""
    bare = reading.bare
    if bare.size > BARE_TITLE_WORDS or bare.slots.has(*_DESCRIBING):
        return None
    plain = bare.plain
    found = close_title(bare.finder, SURE_PLAIN_TITLE if plain else SURE_NAME)
    found = found or _misspelt_as_typed(reading)
    return FindTitle(found.name) if found else None


def _misspelt_as_typed(reading: Reading) -> IndexedName | None:
    """The same before words were corrected to others, where any were."""
    if reading.corrected:
        return close_title(reading.typed_finder, SURE_NAME)
    return None


def _wished(reading: Reading) -> Intent | None:
    """A wish, by titles or by description; or titles that were loved, and nothing asked for."""
    if reading.has("which_one") and (found := title_at_edge(reading.finder)):
        return FindTitle(found.name)
    likes, loved = reading.slots.values("like"), reading.slots.values("loved")
    if reading.slots.has("mash") and len(likes) >= _SEVERAL:
        return Mashup(new_wish(reading))
    if loved and (reading.has("alike") or likes or _asks(reading)):
        return MoreLike(shape(reading.utterance, reading.slots.loved_as_liked(), None))
    if likes:
        return MoreLike(new_wish(reading))
    return Mark("favourite", loved) if loved else described(reading)


def _asks(reading: Reading) -> bool:
    """Whether it says more than what was loved."""
    return not reading.slots.names <= {"loved", "mood"}


def _guessed(reading: Reading) -> Intent | None:
    """Nothing was said in the lexicon's words: a title, a person, or a title nobody knows."""
    bare = reading.bare
    plain = bare.plain
    found = None if plain else close_title(bare.finder, LIKELY_TITLE)
    if found:
        return FindTitle(found.name)
    if (_ordinary(reading) and not _telling_word(bare)) or gibberish(bare.words):
        return None
    short = bare.size <= BARE_TITLE_WORDS
    return FindTitle(bare.sentence.whole_text) if short else None


def _telling_word(reading: Reading) -> bool:
    """Whether it is a single word that is not mere speech."""
    return reading.size == 1 and not reading.lexicon.mere(reading.words[0])


def _ordinary(reading: Reading) -> bool:
    """Whether it is plain speech about something else."""
    words, lexicon = reading.words, reading.lexicon
    known = sum(map(lexicon.knows, words))
    return not lexicon.off_topic.isdisjoint(words) or (known * 2 > len(words) and known > 0)


# In the order in which they are tried.
_READERS = (
    _fixed,
    _like_shown,
    _changed,
    _whole,
    about_the_card,
    _slotted,
    _choice,
    _misspelt,
    _wished,
    _guessed,
)
