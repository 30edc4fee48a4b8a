"""Which intent a sentence is: the surest kind of reading first, a guess last."""

from collections.abc import Callable
from itertools import pairwise

from core.capabilities.lookup.intents import AboutLast, Compare, FindTitle
from core.capabilities.marking.intents import Mark
from core.capabilities.smalltalk.intents import OffTopic, Unclear
from core.capabilities.suggesting.intents import (
    Mashup,
    More,
    MoreFrom,
    MoreLike,
    Recommend,
    Refine,
    Surprise,
)
from core.dialogue.intents import Intent
from core.films.finding.name_index import IndexedName
from core.films.finding.thresholds import LIKELY_TITLE, SURE_NAME, SURE_PLAIN_TITLE
from core.films.taxonomy.taxonomy import meaning
from core.understanding.offline.gibberish import gibberish
from core.understanding.offline.name_finder import (
    close_title,
    is_year,
    title_at_edge,
    whole_title,
    year_at_end,
)
from core.understanding.offline.reading import Reading
from core.understanding.offline.sentences import fixed_sentence, slotted_sentence
from core.understanding.offline.slots import Slot
from core.understanding.offline.thresholds import (
    BARE_TITLE_WORDS,
)
from core.understanding.offline.wishes import changed_wish, new_wish, shape

_PRAISE = {"rating_min", "mood"}  # slots that say nothing beside a clause about the card


def clauses(reading: Reading) -> list[Reading]:
    """The stretches between commas and the like."""
    cuts = [0, *(at for at in reading.sentence.breaks if at), reading.size]
    return [reading.part(first, last) for first, last in pairwise(cuts)]


def about_the_card(reading: Reading) -> Intent | None:
    """Of clauses that are about the card on show the one that says most, else the last; "Heat, who
    directed it?" asks about that title.
    """
    parts = clauses(reading)
    if len(parts) < 2:
        return None
    intents = [fixed_sentence(part) or slotted_sentence(part) for part in parts]
    places = [at for at, intent in enumerate(intents) if _of_the_card(intent)]
    if not places:
        return None
    place = max(places, key=lambda at: (_strength(intents[at]), at))
    return _beside(intents[place], [*parts[:place], *parts[place + 1 :]])


def _beside(intent: Intent | None, rest: list[Reading]) -> Intent | None:
    """The intent of a clause beside the rest: about the title that the rest names, if any."""
    title = _first_title(rest)
    if title is None:
        return intent if all(part.slots.names <= _PRAISE for part in rest) else None
    if isinstance(intent, AboutLast):
        return FindTitle(title.name, question=intent.question)
    return None


def _first_title(parts: list[Reading]) -> IndexedName | None:
    titles = (whole_title(part.finder) for part in parts)
    return next((title for title in titles if title), None)


def _strength(intent: Intent | None) -> int:
    """What is loved was seen too, and what was seen is not what comes next."""
    if not isinstance(intent, Mark):
        return 0
    return 2 if intent.status == "favourite" else 1


def _of_the_card(intent: Intent | None) -> bool:
    if isinstance(intent, Mark):
        return not intent.titles and not intent.all_of
    return isinstance(intent, AboutLast | More | MoreFrom)


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
