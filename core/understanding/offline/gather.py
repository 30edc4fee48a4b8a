"""From a sentence to the spans that cover it: phrases and measures first, then the names their cues
call for.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from core.films.finding.name_index import NameIndex
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.likenesses import titles_behind_cues
from core.understanding.offline.name_finder import NameFinder
from core.understanding.offline.person_finder import known_people, unknown_names
from core.understanding.offline.spans import Span, measures, phrases, without_overlaps
from core.understanding.offline.tokens import Sentence

# Cues before which a name may end.
_CUTTING = (
    "person",
    "topic",
    "scene",
    "not",
    "soft",
    "but",
    "except",
    "instead",
    "alike",
    "article",
    "thing",
    "doesnt_matter",
    "request",
    "called",
)


def gather(
    sentence: Sentence, lexicons: Sequence[Lexicon], names: NameIndex, today: date
) -> list[Span]:
    """The spans of a sentence, in its order, none overlapping."""
    own = lexicons[0]
    found = [*phrases(sentence, lexicons), *measures(sentence, own, today)]
    plain = without_overlaps(found)
    finder = NameFinder(sentence, own, names, _cuts(plain))
    titled = titles_behind_cues(plain, finder)
    spans = without_overlaps([*found, *titled, *known_people(finder)])
    unknown = _unknown(sentence, own, spans)
    return without_overlaps([*spans, *unknown_names(finder, unknown, dict(_person_cues(spans)))])


def _cuts(spans: Sequence[Span]) -> frozenset[int]:
    """The words before which a name may end: most cues, and whatever has a meaning of its own."""
    return frozenset(span.first for span in spans if not span.cue or span.says("cue", *_CUTTING))


def _unknown(sentence: Sentence, lexicon: Lexicon, spans: Sequence[Span]) -> set[int]:
    """The words that are no part of a span, no ordinary ones and no numbers."""
    free = set(range(len(sentence))).difference(*(span.places for span in spans))
    return {at for at in free if _may_name(sentence.words[at], lexicon)}


def _may_name(word: str, lexicon: Lexicon) -> bool:
    return word not in lexicon.ordinary and not word[0].isdigit()


def _person_cues(spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """The words that a person is announced before, and how surely."""
    for span in spans:
        if span.says("cue", "person"):
            yield span.last, "actor" if span.says("cue", "actor") else "person"
