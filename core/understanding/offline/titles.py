"""When a sentence, or a part of it, is itself the name of a title."""

import re

from core.films.finding.spelling_table import IndexedName
from core.films.finding.thresholds import SURE_NAME
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.naming import TITLES, Spotter, cutoff
from core.understanding.offline.tokens import Sentence

_FAMOUS = 300.0
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST, _SHORTEST = 9, 4


def year_at_end(sentence: Sentence) -> tuple[Sentence, int | None]:
    """The sentence without a year that ends it ("it (2017)"), and that year."""
    if len(sentence) > 1 and _YEAR.fullmatch(sentence.words[-1]):
        return sentence.part(0, len(sentence) - 1), int(sentence.words[-1])
    return sentence, None


def whole_title(spotter: Spotter) -> IndexedName | None:
    """The title that the whole sentence is, unless it says something else first."""
    sentence = spotter.sentence
    if not 0 < len(sentence) <= _LONGEST + 3:
        return None
    found = spotter.called(0, len(sentence))
    if not found or (
        _says_something(sentence, spotter.lexicon)
        and not _outshines(sentence, spotter.lexicon, found)
    ):
        return None
    return found[0]


def _outshines(sentence: Sentence, lexicon: Lexicon, found: list[IndexedName]) -> bool:
    """Whether a title is so well known that its bare name means it rather than a theme: "alien"."""
    themes = all(
        name in ("themes", "shy", "cue") for name, _ in lexicon.phrases.get(sentence.norm, ())
    )
    return themes and max(named.weight for named in found) >= _FAMOUS


def _says_something(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the words are one phrase of the vocabulary, typed without a capital: "dark", "date
    night".
    """
    effects = lexicon.meaning(sentence.norm)
    content = any(
        name in ("genres", "themes", "languages", "countries", "years", "sort", "kind", "relative")
        for name, _ in effects
    )
    return content and not sentence.capital(0)


def close_title(spotter: Spotter, likeness: float) -> IndexedName | None:
    """The title that the whole sentence nearly is."""
    sentence = spotter.sentence
    text = sentence.key(0, len(sentence))
    if (
        len(sentence) > _LONGEST
        or len(text) < _SHORTEST
        or _says_something(sentence, spotter.lexicon)
    ):
        return None
    found = spotter.names.close(text, TITLES, 1, max(likeness, cutoff(text)))
    return found[0][0] if found else None


def title_at_edge(spotter: Spotter) -> IndexedName | None:
    """The title that is the first or the last part of a sentence parted by commas, the last first."""
    sentence = spotter.sentence
    cuts = [0, *(at for at, token in enumerate(sentence.tokens) if token.breaks), len(sentence)]
    edges = [(cuts[-2], cuts[-1]), (cuts[0], cuts[1])] if len(cuts) > 2 else []
    for first, last in edges:
        found = spotter.called(first, last)
        if not found:
            found = [
                named
                for named, _ in spotter.names.close(sentence.key(first, last), TITLES, 1, SURE_NAME)
            ]
        if found:
            return found[0]
    return None
