"""When a sentence, or a part of it, is itself the name of a title."""

import re

from core.films.finding.spelling_table import IndexedName
from core.films.finding.thresholds import SURE_NAME
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.loading import YEAR
from core.understanding.offline.name_finder import TITLES, NameFinder, cutoff
from core.understanding.offline.thresholds import (
    ALMOST_TITLE_WORDS,
    FAMOUS,
    TITLE_LETTERS,
    WHOLE_TITLE_WORDS,
)
from core.understanding.offline.tokens import Sentence

_YEAR = re.compile(YEAR)
# What a phrase says that is no mere theme or cue.
_CONTENT = frozenset(
    {"genres", "themes", "languages", "countries", "years", "sort", "kind", "relative"}
)


def year_at_end(sentence: Sentence) -> tuple[Sentence, int | None]:
    """The sentence without a year that ends it ("it (2017)"), and that year."""
    if len(sentence) > 1 and is_year(sentence.words[-1]):
        return sentence.part(0, len(sentence) - 1), int(sentence.words[-1])
    return sentence, None


def is_year(word: str) -> bool:
    """Whether a word is a year in which a film may have been made."""
    return _YEAR.fullmatch(word) is not None


def whole_title(finder: NameFinder) -> IndexedName | None:
    """The title that the whole sentence is, unless it says something else first."""
    sentence, lexicon = finder.sentence, finder.lexicon
    if not 0 < len(sentence) <= WHOLE_TITLE_WORDS:
        return None
    found = finder.whole
    if not found:
        return None
    if _says_something(sentence, lexicon) and not _outshines(sentence, lexicon, found):
        return None
    return found[0]


def _outshines(sentence: Sentence, lexicon: Lexicon, found: list[IndexedName]) -> bool:
    """Whether a title is so well known that its bare name means it rather than a theme: "alien"."""
    effects = lexicon.effects(sentence.folded)
    themes = all(name in ("themes", "shy", "cue") for name, _ in effects)
    return themes and max(named.weight for named in found) >= FAMOUS


def _says_something(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the words are one phrase of the vocabulary, typed without a capital: "dark", "date
    night".
    """
    content = any(name in _CONTENT for name, _ in lexicon.meaning(sentence.folded))
    return content and not sentence.capital(0)


def close_title(finder: NameFinder, likeness: float) -> IndexedName | None:
    """The title that the whole sentence nearly is."""
    sentence, text = finder.sentence, finder.sentence.whole_key
    if len(sentence) > ALMOST_TITLE_WORDS or len(text) < TITLE_LETTERS:
        return None
    if _says_something(sentence, finder.lexicon):
        return None
    found = finder.names.close(text, TITLES, 1, max(likeness, cutoff(text)))
    return found[0][0] if found else None


def title_at_edge(finder: NameFinder) -> IndexedName | None:
    """The title that is the last or the first part of a sentence parted by commas."""
    cuts = [0, *finder.sentence.breaks, len(finder.sentence)]
    if len(cuts) < 3:
        return None
    last, first = (cuts[-2], cuts[-1]), (cuts[0], cuts[1])
    return _title_of(finder, *last) or _title_of(finder, *first)


def _title_of(finder: NameFinder, first: int, last: int) -> IndexedName | None:
    """The title of that name, or nearly."""
    exact = finder.called(first, last)
    if exact:
        return exact[0]
    close = finder.names.close(finder.sentence.key(first, last), TITLES, 1, SURE_NAME)
    return close[0][0] if close else None
