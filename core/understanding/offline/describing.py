"""A wish in words: a new one, or a change of the one in progress; and titles among such words."""

from core.capabilities.lookup.intents import FindTitle
from core.capabilities.smalltalk.intents import OffTopic
from core.capabilities.suggesting.intents import MoreLike, Recommend, Refine, Surprise
from core.dialogue.intents import Intent
from core.films.taxonomy.vocabulary import meaning
from core.understanding.offline.clauses import clauses
from core.understanding.offline.reading import Reading
from core.understanding.offline.slots import Slot
from core.understanding.offline.thresholds import (
    BARE_TITLE_WORDS,
)
from core.understanding.offline.titles import is_year, whole_title
from core.understanding.offline.wishes import changed_wish, new_wish

# What words around a topic of another kind can say by chance.
_BY_CHANCE = {"themes", "mood", "rating_min", "sort"}
# What the words of a title nobody knows can say by chance.
_OF_NAMES = {"themes", "languages", "countries", "mood", "years"}


def described(reading: Reading) -> Intent | None:
    """The wish that a sentence describes, or the title that it names in passing."""
    named = _title_with_year(reading) or _title_within(reading) or _nameless_title(reading)
    if named:
        return named
    if reading.has("surprise"):
        return Surprise(new_wish(reading))
    if reading.has("alike") and reading.slots.names <= {"kind"}:
        return MoreLike(new_wish(reading))
    if _elsewhere(reading):
        return OffTopic()
    return _wish(reading) if reading.slots.filled else _anything(reading)


def _wish(reading: Reading) -> Intent | None:
    if _refines(reading):
        return Refine(changed_wish(reading))
    wish = new_wish(reading)
    return Recommend(wish) if wish else None


def _anything(reading: Reading) -> Intent | None:
    """A request that says nothing of what is wanted: "something to watch"."""
    requested = reading.has("request", "anew") and reading.has("thing", "ones")
    asked = reading.bare.begins("thing") or requested
    return Recommend() if asked and not reading.has("called") else None


def _refines(reading: Reading) -> bool:
    """Whether the sentence changes the wish in progress rather than starting anew."""
    if reading.wish is None or reading.has("anew"):
        return False
    if any(map(_moves, reading.slots.filled)):
        return True
    if reading.has("instead", "also", "ones") or reading.begins("once_more"):
        return True
    return not reading.has("occasion") and not _starts_anew(reading)


def _moves(slot: Slot) -> bool:
    """Whether it can only be said of a wish in progress."""
    return slot.name in ("relative", "field") or slot.polarity in ("drop", "more")


def _starts_anew(reading: Reading) -> bool:
    """Whether the sentence or a clause of it asks for a thing by its name."""
    return any(map(_headed, (reading, reading.bare, *clauses(reading))))


def _headed(reading: Reading) -> bool:
    """Whether it asks for a thing by its name: "show me a thriller", "a good western"."""
    headed = reading.begins("request") or _with_article(reading)
    return headed and any(map(_wanted_noun, reading.slots.filled))


def _wanted_noun(slot: Slot) -> bool:
    return _noun(slot) and not slot.polarity


def _with_article(reading: Reading) -> bool:
    """Whether it begins with an article, perhaps in a longer phrase: "a western", "a good
    thriller", not "a bit of horror".
    """
    if not reading.lexicon.is_cue(reading.words[0], "article"):
        return False
    first = reading.spans[0] if reading.spans and reading.spans[0].first == 0 else None
    return first is None or not first.cue or first.says("cue", "article")


def _noun(slot: Slot) -> bool:
    """Whether it names what is looked for, as "films", "comedies" and "film noir" do."""
    if slot.name in ("kind", "genres"):
        return True
    return slot.name == "themes" and bool(meaning(slot.value).genres)


def _elsewhere(reading: Reading) -> bool:
    """Whether it is plainly about something else, though some of its words could be themes."""
    elsewhere = not reading.lexicon.off_topic.isdisjoint(reading.words)
    asked = reading.has("strictly_about", "thing", "alike")
    return elsewhere and not asked and reading.slots.names <= _BY_CHANCE


def _title_with_year(reading: Reading) -> Intent | None:
    """ "Suspiria, the old one from 1977": a title, a comma, and which one."""
    sentence = reading.sentence
    cut = next(iter(sentence.breaks), 0)
    years = [int(word) for word in sentence.words[cut:] if is_year(word)]
    if not cut or len(years) != 1:
        return None
    found = whole_title(reading.part(0, cut).finder)
    return FindTitle(found.name, years[0]) if found else None


def _title_within(reading: Reading) -> Intent | None:
    """ "Did they ever make a Men in Black 2?": a title, and nothing that describes a wish."""
    if reading.wish is not None or reading.slots.has("kind", "people", "providers"):
        return None
    found = reading.finder.title_within()
    if found is None:
        return None
    named, first, last = found
    contents = [span for span in reading.spans if not span.cue]
    beside = any(span.last <= first or span.first >= last for span in contents)
    return None if beside else FindTitle(named.name)


def _nameless_title(reading: Reading) -> Intent | None:
    """ "the english patient": a bare name with an article and an unknown word, not a wish."""
    sentence, lexicon = reading.sentence, reading.lexicon
    if reading.wish is not None or len(sentence) > BARE_TITLE_WORDS:
        return None
    if sentence.words[0] not in lexicon.title_articles or lexicon.knows_all(sentence.words):
        return None
    if not reading.slots.names <= _OF_NAMES or reading.has("person", "topic", "but"):
        return None
    return FindTitle(sentence.whole_text)
