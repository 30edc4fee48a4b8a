"""Stretches of a sentence in which a name may stand that is misspelt or not known at all."""

from collections.abc import Iterator
from itertools import pairwise

from core.understanding.offline.reading import Reading
from core.understanding.offline.thresholds import ALMOST_TITLE_WORDS, TYPED_TITLE_WORDS
from core.understanding.offline.tokens import Sentence

Window = tuple[int, int]
_QUOTES = '"«»“”'
# Cues behind which a name may begin.
_BEFORE_NAMES = (
    "like",
    "weakly_like",
    "loved",
    "except",
    "called",
    "meets",
    "mash",
    "person",
    "or",
    "and",
    "not",
    "article",
)
_CLAUSE_WORDS, _EDGE_WORDS = 10, 6  # in a clause whose beginning or end may be such a name
_LONGEST_RUN = 5  # words of a name that only its letters tell


def tried(reading: Reading) -> list[Window]:
    """Stretches worth a search for a misspelt name, the most telling first."""
    found = [*_whole(reading, ALMOST_TITLE_WORDS), *_strange_runs(reading)]
    return list(dict.fromkeys(found))


def _whole(reading: Reading, most: int) -> Iterator[Window]:
    """The sentence, where it is short enough, without the courtesies around it."""
    first, last = bare_window(reading)
    if 0 < last - first <= most:
        yield first, last


def bare_window(reading: Reading) -> Window:
    """The words without the courtesies around them."""
    bare = reading.bare.sentence
    if len(bare) == reading.size:
        return 0, reading.size
    start = bare.tokens[0].start
    first = next(at for at, token in enumerate(reading.sentence.tokens) if token.start == start)
    return first, first + len(bare)


def _strange_runs(reading: Reading) -> Iterator[Window]:
    """Runs of words that are not ordinary with at least one that the language does not know,
    the longest first; then with the word before.
    """
    runs = [
        run for run in _runs(reading) if not reading.lexicon.knows_all(reading.words[slice(*run)])
    ]
    runs.sort(key=lambda run: run[0] - run[1])
    for first, last in runs:
        yield first, last
        if first and not reading.sentence.tokens[first].breaks:
            yield first - 1, last


def _runs(reading: Reading) -> Iterator[Window]:
    start = 0
    for at in range(reading.size + 1):
        if at == reading.size or _ends_run(reading, start, at):
            if start < at and at - start <= _LONGEST_RUN:
                yield start, at
            start = at if at < reading.size and not _ordinary(reading, at) else at + 1


def _ends_run(reading: Reading, start: int, at: int) -> bool:
    return _ordinary(reading, at) or (at > start and reading.sentence.tokens[at].breaks)


def _ordinary(reading: Reading, at: int) -> bool:
    return reading.words[at] in reading.lexicon.ordinary


def typed_names(reading: Reading) -> Iterator[Window]:
    """Stretches that may be a name as typed: in quotation marks, in capitals, behind a cue up to
    the next pause, or the whole sentence.
    """
    found = [
        *quoted(reading.sentence),
        *_capital_runs(reading),
        *_behind_cues(reading),
        *_whole(reading, TYPED_TITLE_WORDS),
    ]
    yield from dict.fromkeys(found)


def at_edges(reading: Reading) -> Iterator[Window]:
    """Stretches at the beginning and the end of each clause, which may be a name nobody knows."""
    cuts = [0, *(at for at in reading.sentence.breaks if at), reading.size]
    for first, last in pairwise(cuts):
        if last - first <= _CLAUSE_WORDS:
            yield from ((at, last) for at in range(first, last) if last - at <= _EDGE_WORDS)
            yield from ((first, at) for at in range(first + 1, last) if at - first <= _EDGE_WORDS)


def quoted(sentence: Sentence) -> Iterator[Window]:
    """What stands in quotation marks."""
    opened: int | None = None
    for at, token in enumerate(sentence.tokens):
        before = sentence.typed[sentence.tokens[at - 1].end if at else 0 : token.start]
        if opened is not None and any(mark in before for mark in _QUOTES):
            yield opened, at
            opened = None
        elif any(mark in before for mark in _QUOTES):
            opened = at
    if opened is not None:
        yield opened, len(sentence)


def _capital_runs(reading: Reading) -> Iterator[Window]:
    """Runs that begin and end with a capital and hold at most one word without, in the middle."""
    size, sentence = reading.size, reading.sentence
    capitals = [at for at in range(size) if sentence.capital(at)]
    for first in capitals:
        end = _capital_end(reading, first)
        if end > first and (first or end - first > 1):
            yield first, end


def _capital_end(reading: Reading, first: int) -> int:
    """Where a run of capitals ends that begins at a word not behind another capital."""
    sentence, size = reading.sentence, reading.size
    if first and sentence.capital(first - 1) and not sentence.tokens[first].breaks:
        return first
    end = at = first + 1
    while at < size and not sentence.tokens[at].breaks and at - end < 2:
        at += 1
        if sentence.capital(at - 1):
            end = at
    return end


def _behind_cues(reading: Reading) -> Iterator[Window]:
    """From behind a cue to the next pause, or to the next cue before it."""
    starts = {span.first for span in reading.spans}
    for span in reading.spans:
        if not span.says("cue", *_BEFORE_NAMES) or span.last >= reading.size:
            continue
        end = reading.finder.stretch(span.last)
        if end - span.last <= TYPED_TITLE_WORDS:
            yield span.last, end
        cut = next((at for at in range(span.last + 1, end) if at in starts), end)
        if cut < end:
            yield span.last, cut
