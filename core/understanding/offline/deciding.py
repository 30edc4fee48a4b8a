"""Which intent a sentence is: the surest kind of reading first, a guess last."""

import re
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
from core.films.finding.thresholds import LIKELY_TITLE, SURE_NAME, SURE_PLAIN_TITLE
from core.films.taxonomy.vocabulary import meaning
from core.understanding.offline.gibberish import gibberish
from core.understanding.offline.naming import Spotter
from core.understanding.offline.reading import Reading
from core.understanding.offline.sayings import plain_saying, slotted_saying
from core.understanding.offline.slots import Said
from core.understanding.offline.titles import close_title, title_at_edge, whole_title, year_at_end
from core.understanding.offline.wishes import shape

_TITLE_WORDS = 7
_DESCRIBING = frozenset(
    {"like", "loved", "not_like", "kind", "people", "genres", "providers", "relative", "field"}
)
_PRAISE = frozenset({"rating_min", "mood"})
_YEAR = re.compile(r"(?:19|20)\d\d")


def decide(reading: Reading) -> Intent:
    """The intent of a sentence."""
    if not len(reading.sentence):
        return Unclear()
    for read in (
        _plain,
        _like_shown,
        _changed,
        _whole,
        _clause,
        _slotted,
        _choice,
        _misspelt,
        _wished,
        _guessed,
    ):
        intent = read(reading)
        if intent is not None:
            return intent
    return OffTopic() if _ordinary(reading) else Unclear()


def _plain(reading: Reading) -> Intent | None:
    return plain_saying(reading) or (
        plain_saying(reading.bare) if reading.bare is not reading else None
    )


def _like_shown(reading: Reading) -> Intent | None:
    """ "Something like this but funnier": like the title on show, and what else is said."""
    heard, ear = reading.heard, reading.ear
    shown = heard.runtime is not None or heard.year is not None
    if not (shown and reading.has("like_shown")) or _values(reading, "like"):
        return None
    return MoreLike(shape(heard, ear, None))


def _changed(reading: Reading) -> Intent | None:
    """A wish in progress whose fields are named, or moved by a relative word."""
    if reading.wish is None or not any(
        piece.field in ("field", "relative") for piece in reading.ear.said
    ):
        return None
    return _described(reading) if not _values(reading, "like") else None


def _whole(reading: Reading) -> Intent | None:
    """The sentence is a title, perhaps with its year."""
    for candidate in (reading, reading.bare):
        found = whole_title(candidate.spotter)
        if found:
            return FindTitle(
                found.name, found.year if reading.sentence.words[-1] == str(found.year) else None
            )
    named, year = year_at_end(reading.sentence)
    found = whole_title(reading.part(0, len(named)).spotter) if year else None
    return FindTitle(found.name, year) if found else None


def _clause(reading: Reading) -> Intent | None:
    """ "I like it, where can I watch it?": of clauses that are about the card on show the one that
    says most, else the last; "Heat, who directed it?" asks about that title.
    """
    clauses = _clauses(reading)
    said = (
        [plain_saying(clause) or slotted_saying(clause) for clause in clauses]
        if len(clauses) > 1
        else []
    )
    places = [at for at, intent in enumerate(said) if _of_the_card(intent)]
    if not places:
        return None
    place = max(places, key=lambda at: (_strength(said[at]), at))
    intent, rest = said[place], [*clauses[:place], *clauses[place + 1 :]]
    title = next((found for clause in rest if (found := whole_title(clause.spotter))), None)
    if title:
        return (
            FindTitle(title.name, question=intent.question)
            if isinstance(intent, AboutLast)
            else None
        )
    return (
        intent
        if all(piece.field in _PRAISE for clause in rest for piece in clause.ear.said)
        else None
    )


def _strength(intent: Intent | None) -> int:
    """What is loved was seen too, and what was seen is not what comes next."""
    return 0 if not isinstance(intent, Mark) else 2 if intent.status == "favourite" else 1


def _of_the_card(intent: Intent | None) -> bool:
    return isinstance(intent, AboutLast | More | MoreFrom) or (
        isinstance(intent, Mark) and not intent.titles + intent.all_of
    )


def _clauses(reading: Reading) -> list[Reading]:
    sentence = reading.sentence
    cuts = [
        0,
        *(at for at, token in enumerate(sentence.tokens) if at and token.breaks),
        len(sentence),
    ]
    return [reading.part(first, last) for first, last in pairwise(cuts)]


def _slotted(reading: Reading) -> Intent | None:
    return slotted_saying(reading) or (
        slotted_saying(reading.bare) if reading.bare is not reading else None
    )


def _choice(reading: Reading) -> Intent | None:
    """ "Alien or Aliens?": nothing but titles that people know, one or the other."""
    bare = reading.bare
    found, last = bare.spotter.titles(0, True)
    alternatives = any(
        ("cue", "or") in bare.lexicon.phrases.get(word, ()) for word in bare.sentence.words
    )
    return (
        Compare(tuple(found))
        if alternatives and len(found) >= 2 and last == len(bare.sentence)
        else None
    )


def _misspelt(reading: Reading) -> Intent | None:
    """A title nearly right, in words that do not describe a wish."""
    bare = reading.bare
    if len(bare.sentence) > _TITLE_WORDS or any(
        piece.field in _DESCRIBING for piece in bare.ear.said
    ):
        return None
    strange = not all(bare.lexicon.knows(word) for word in bare.sentence.words)
    found = close_title(bare.spotter, SURE_NAME if strange else SURE_PLAIN_TITLE)
    if not found and reading.typed and reading.typed.words != reading.sentence.words:
        found = close_title(Spotter(reading.typed, reading.lexicon, reading.names), SURE_NAME)
    return FindTitle(found.name) if found else None


def _wished(reading: Reading) -> Intent | None:
    ear, heard = reading.ear, reading.heard
    likes = _values(reading, "like")
    loved = _values(reading, "loved")
    if reading.has("which_one"):
        found = title_at_edge(reading.spotter)
        if found:
            return FindTitle(found.name)
    if any(piece.field == "mash" for piece in ear.said) and len(likes) >= 2:
        return Mashup(shape(heard, ear, None))
    if loved and (reading.has("alike") or likes or _asks(reading)):
        return MoreLike(shape(heard, ear.with_loved_as_liked(), None))
    if likes:
        return MoreLike(shape(heard, ear, None))
    if loved:
        return Mark("favourite", loved)
    return _described(reading)


def _described(reading: Reading) -> Intent | None:
    """A wish in words: new, or a change of the one in progress."""
    ear, heard = reading.ear, reading.heard
    named = _title_with_year(reading) or _title_within(reading) or _nameless_title(reading)
    if named:
        return named
    if reading.has("surprise"):
        return Surprise(shape(heard, ear, None))
    if reading.has("alike") and all(piece.field == "kind" for piece in ear.said):
        return MoreLike(shape(heard, ear, None))
    if _elsewhere(reading):
        return OffTopic()
    if not ear.said:
        asked = reading.bare.begins("thing") or (
            reading.has("request", "anew") and reading.has("thing", "ones")
        )
        return Recommend() if asked and not reading.has("called") else None
    if refines(reading):
        return Refine(shape(heard, ear, reading.wish))
    wish = shape(heard, ear, None)
    return Recommend(wish) if wish else None


def refines(reading: Reading) -> bool:
    """Whether the sentence changes the wish in progress rather than starting anew."""
    if reading.wish is None or reading.has("anew"):
        return False
    said = reading.ear.said
    if any(
        piece.field in ("relative", "field") or piece.tone in ("drop", "more") for piece in said
    ):
        return True
    if reading.has("instead", "also", "ones") or reading.begins("once_more"):
        return True
    return not (
        reading.has("occasion") or any(map(_headed, (reading, reading.bare, *_clauses(reading))))
    )


def _headed(reading: Reading) -> bool:
    """Whether it asks for a thing by its name: "show me a thriller", "a good western"."""
    headed = reading.begins("request") or _with_article(reading)
    return headed and any(_noun(piece) and not piece.tone for piece in reading.ear.said)


def _with_article(reading: Reading) -> bool:
    """Whether it begins with an article, perhaps in a longer phrase: "a western", "a good
    thriller", not "a bit of horror".
    """
    article = ("cue", "article") in reading.lexicon.phrases.get(reading.sentence.words[0], ())
    first = reading.spans[0] if reading.spans and reading.spans[0].first == 0 else None
    return article and (first is None or not first.cue or first.says("cue", "article"))


def _noun(piece: Said) -> bool:
    """Whether it names what is looked for, as "films", "comedies" and "film noir" do."""
    return piece.field in ("kind", "genres") or (
        piece.field == "themes" and bool(meaning(piece.value).genres)
    )


def _elsewhere(reading: Reading) -> bool:
    """Whether it is plainly about something else, though some of its words could be themes."""
    if reading.lexicon.off_topic.isdisjoint(reading.sentence.words) or reading.has(
        "strictly_about", "thing", "alike"
    ):
        return False
    return all(
        piece.field in ("themes", "mood", "rating_min", "sort") for piece in reading.ear.said
    )


def _title_with_year(reading: Reading) -> Intent | None:
    """ "Suspiria, the old one from 1977": a title, a comma, and which one."""
    sentence = reading.sentence
    cut = next((at for at, token in enumerate(sentence.tokens) if token.breaks), 0)
    years = [int(word) for word in sentence.words[cut:] if _YEAR.fullmatch(word)]
    found = whole_title(reading.part(0, cut).spotter) if cut and len(years) == 1 else None
    return FindTitle(found.name, years[0]) if found else None


def _title_within(reading: Reading) -> Intent | None:
    """ "Did they ever make a Men in Black 2?": a title, and around it nothing that describes a wish."""
    if reading.wish is not None or any(
        piece.field in ("kind", "people", "providers") for piece in reading.ear.said
    ):
        return None
    found = reading.spotter.title_within()
    if found is None:
        return None
    named, first, last = found
    around = [
        span
        for span in reading.spans
        if not span.cue and (span.last <= first or span.first >= last)
    ]
    return FindTitle(named.name) if not around else None


def _nameless_title(reading: Reading) -> Intent | None:
    """ "the english patient": a bare name with an article and a word that nobody knows, not a wish."""
    sentence, said = reading.sentence, reading.ear.said
    if (
        reading.wish is not None
        or len(sentence) > _TITLE_WORDS
        or sentence.words[0] not in reading.lexicon.named_with
    ):
        return None
    strange = sum(not reading.lexicon.knows(word) for word in sentence.words)
    plain = {piece.field for piece in said} <= {"themes", "languages", "countries", "mood", "years"}
    return (
        FindTitle(sentence.said(0, len(sentence)))
        if strange and plain and not reading.has("person", "topic", "but")
        else None
    )


def _values(reading: Reading, name: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            piece.value
            for piece in reading.ear.said
            if piece.field == name and piece.tone in ("", "more")
        )
    )


def _asks(reading: Reading) -> bool:
    return any(piece.field not in ("loved", "mood") for piece in reading.ear.said)


def _guessed(reading: Reading) -> Intent | None:
    """Nothing was said in the lexicon's words: a title, a person, or a title nobody knows."""
    bare = reading.bare
    found = close_title(bare.spotter, LIKELY_TITLE) if not _all_ordinary(bare) else None
    if found:
        return FindTitle(found.name)
    single = (
        len(bare.sentence) == 1
        and bare.sentence.words[0] not in bare.lexicon.ordinary | bare.lexicon.off_topic
    )
    if (_ordinary(reading) and not single) or gibberish(bare.sentence.words):
        return None
    return (
        FindTitle(bare.sentence.said(0, len(bare.sentence)))
        if len(bare.sentence) <= _TITLE_WORDS
        else None
    )


def _all_ordinary(reading: Reading) -> bool:
    return all(reading.lexicon.knows(word) for word in reading.sentence.words)


def _ordinary(reading: Reading) -> bool:
    """Whether it is plain speech about something else."""
    words = reading.sentence.words
    known = sum(reading.lexicon.knows(word) for word in words)
    return bool(reading.lexicon.off_topic & set(words)) or (known * 2 > len(words) and known > 0)
