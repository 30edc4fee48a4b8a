"""The titles in a slot of a template: one, or several between commas and "and"."""

from collections.abc import Iterator

from core.films.finding.name_index import name_key
from core.films.finding.thresholds import SURE_NAME
from core.understanding.offline.name_finder import TITLES, cutoff
from core.understanding.offline.reading import Reading
from core.understanding.offline.thresholds import (
    LENGTH_SLIP,
    TITLE_LIST_WORDS,
    TYPED_TITLE_WORDS,
)


def title_in(part: Reading, known: bool) -> str | None:
    """The one title that these words are: known, misspelt or, unless it must be known, as typed."""
    sentence = part.sentence
    if part.points and not sentence.capital(0):
        return None
    start = part.finder.skip(0, "lead_in") % len(sentence)
    exact = part.finder.called(start, len(sentence)) or part.finder.whole
    if exact and not (known and _single(part) and wishful(part)):
        return exact[0].name
    if part.points or sentence.folded in part.lexicon.positions:
        return None
    return _misspelt(part, start, known) or (None if known else _unknown(part, start))


def _single(part: Reading) -> bool:
    """Whether it is one word, but for an article."""
    return part.size - part.finder.skip(0, "article") == 1


def _misspelt(part: Reading, start: int, known: bool) -> str | None:
    """A title that is nearly called that; where it must be known, not merely one that begins so."""
    if known and _all_words(part):
        return None
    text = part.sentence.key(start, part.size)
    likeness = max(cutoff(text), SURE_NAME if known else 0.0)
    found = part.names.close(text, TITLES, 1, likeness)
    if not found:
        return None
    name = found[0][0].name
    return None if known and abs(len(name_key(name)) - len(text)) > LENGTH_SLIP else name


def _unknown(part: Reading, start: int) -> str | None:
    """The words as typed, where they may be the name of a title nobody knows."""
    sentence = part.sentence
    if len(sentence) > TYPED_TITLE_WORDS or sentence.parted(0, len(sentence)):
        return None
    elsewhere = not part.lexicon.off_topic.isdisjoint(sentence.words) and _all_words(part)
    if elsewhere or wishful(part):
        return None
    return sentence.text(start, len(sentence))


def _all_words(part: Reading) -> bool:
    """Whether every word is one of the language or a number."""
    return all(part.lexicon.knows(word) or word[0].isdigit() for word in part.words)


def wishful(part: Reading) -> bool:
    """Whether the words are a description rather than a name: "a good drama", "french comedies"."""
    if part.begins("thing", "request") or part.has("alike", "request", "which_one"):
        return True
    described = not part.slots.names <= {"people", "like"}
    last = part.size - 1
    named = part.sentence.capital(0) and part.sentence.capital(last)
    return described and _all_words(part) and not named


def titles_in(part: Reading) -> tuple[str, ...]:
    """All the titles that these words are; none when they are not only titles."""
    sentence, whole = part.sentence, part.finder.whole
    if whole and not (len(sentence) == 1 and part.points):
        return (whole[0].name,)
    if part.points or len(sentence) > TITLE_LIST_WORDS:
        return ()
    found, last = part.finder.titles(0, strong=True)
    if last == len(sentence) and found:
        return tuple(dict.fromkeys(found))
    return () if wishful(part) else _one_by_one(part)


def _one_by_one(part: Reading) -> tuple[str, ...]:
    """Titles between commas and "and", each known or as typed; none when one of them is none."""
    names = [title_in(part.part(first, last), known=False) for first, last in _listed(part)]
    found = tuple(name for name in names if name)
    return found if len(found) == len(names) else ()


def _listed(part: Reading) -> Iterator[tuple[int, int]]:
    """The stretches of words between commas and "and"."""
    sentence, start = part.sentence, 0
    for at in range(1, len(sentence)):
        joined = part.finder.skip(at, "pairs")
        if at > start and (sentence.tokens[at].breaks or at < joined < len(sentence)):
            yield start, at
            start = joined
    if start < len(sentence):
        yield start, len(sentence)
