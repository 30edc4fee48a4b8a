"""Telling the language of a sentence."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.films.finding.name_index import NameIndex
from core.films.finding.spelling_table import NameKind
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.loading import codes, lexicon
from core.understanding.offline.thresholds import (
    ACCENT_EVIDENCE,
    LANGUAGE_MARGIN,
    NAME_WORDS,
    PAIR_EVIDENCE,
)
from core.understanding.offline.tokens import Sentence

_KINDS: tuple[NameKind, ...] = ("title", "franchise", "person")


def detect_language(sentence: Sentence, language: str, names: NameIndex) -> tuple[Lexicon, bool]:
    """The lexicon that knows most of the words (the user's own language among equals), and whether
    that is plain.
    """
    known = [lexicon(code) for code in codes()]
    words = _nameless(sentence, names) or sentence.words
    scores = {lex.code: _evidence(sentence.typed, words, lex, known) for lex in known}
    ranked = sorted(known, key=lambda lex: (scores[lex.code], lex.code == language), reverse=True)
    best, *others = ranked
    second = max((scores[lex.code] for lex in others), default=0.0)
    return best, scores[best.code] - second >= LANGUAGE_MARGIN


def _nameless(sentence: Sentence, names: NameIndex) -> tuple[str, ...]:
    """The words that are no part of a name of several words: a title tells nothing of the language
    around it.
    """
    named: set[int] = set()
    for first in range(len(sentence)):
        named.update(_longest_name(sentence, first, names))
    return tuple(word for at, word in enumerate(sentence.words) if at not in named)


def _longest_name(sentence: Sentence, first: int, names: NameIndex) -> range:
    """The words of the longest name of several words that begins at a word."""
    for last in range(min(len(sentence), first + NAME_WORDS), first + 1, -1):
        if names.exact_key(sentence.key(first, last), _KINDS):
            return range(first, last)
    return range(0)


def _evidence(typed: str, words: Sequence[str], lex: Lexicon, all_of: Sequence[Lexicon]) -> float:
    """Words and pairs of words that are in this language and in no other, and its accents."""
    others = [other for other in all_of if other is not lex]
    accents = bool(lex.letters & set(typed.casefold()))
    pairs = sum(1 for _ in _own_pairs(words, lex, others))
    alone = sum(_only_in(word, lex, others) for word in words)
    return alone + pairs * PAIR_EVIDENCE + accents * ACCENT_EVIDENCE


def _own_pairs(words: Sequence[str], lex: Lexicon, others: Sequence[Lexicon]) -> Iterator[str]:
    """Pairs of neighbouring words that stand together in phrases of this language alone."""
    for one, two in pairwise(words):
        pair = f"{one} {two}"
        if pair in lex.pairs and not any(pair in other.pairs for other in others):
            yield pair


def _only_in(word: str, lex: Lexicon, others: Sequence[Lexicon]) -> bool:
    """Whether a word is of this language and of no other."""
    if not _known(word, lex, others):
        return False
    return not any(_known(word, other, (lex,)) for other in others)


def _known(word: str, lex: Lexicon, others: Sequence[Lexicon]) -> bool:
    """Whether the language has the word, in any number or gender unless another has it as an
    ordinary one ("mes", not "me").
    """
    if word in lex.words:
        return True
    return lex.knows(word) and not any(word in other.ordinary for other in others)
