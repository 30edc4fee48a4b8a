"""A sentence with its typos in words of the vocabulary corrected, and contractions written out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.films.finding.name_index import NameIndex, NameKind
from core.films.finding.thresholds import TITLE_NOT_WORD
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.loading import codes, lexicon
from core.understanding.offline.thresholds import (
    ACCENT_EVIDENCE,
    CORRECTED_LETTERS,
    CORRECTED_TWICE_LETTERS,
    ELIDED_LETTERS,
    FINE_LETTERS,
    LANGUAGE_MARGIN,
    NAME_WORDS,
    PAIR_EVIDENCE,
)
from core.understanding.offline.tokens import Sentence, Token
from core.words.speech import read_once


def lexicons(best: Lexicon) -> Sequence[Lexicon]:
    """The lexicon and those it borrows words from."""
    return (best, *(lexicon(code) for code in best.borrows))


def corrected(sentence: Sentence, lex: Lexicon, names: NameIndex) -> Sentence:
    """The sentence with words written out ("whats") and typos in words of the vocabulary corrected;
    names are left alone.
    """
    plain = sentence.rewritten(lex.spelling)
    if all(_fine(token, lex) for token in plain.tokens):
        return plain
    tokens = chain.from_iterable(_corrected(token, lex, names) for token in plain.tokens)
    return Sentence(plain.typed, tuple(tokens))


def _fine(token: Token, lex: Lexicon) -> bool:
    """Whether a word is known, in the language or one it borrows from, or too short to tell."""
    word = token.text
    if lex.knows(word) or not word.isalpha() or len(word) < FINE_LETTERS:
        return True
    return any(word in other.words for other in lexicons(lex)[1:])


def _corrected(token: Token, lex: Lexicon, names: NameIndex) -> tuple[Token, ...]:
    if _fine(token, lex):
        return (token,)
    parted = _parted(token, lex)
    if parted:
        return parted
    if names.word(token.text) or len(token.text) < CORRECTED_LETTERS:
        return (token,)
    return (replace(token, text=_nearest(token.text, lex, names)),)


def _nearest(word: str, lex: Lexicon, names: NameIndex) -> str:
    """The word of the vocabulary that was probably meant; the word itself where it is more likely a
    name.
    """
    most = 2 if len(word) >= CORRECTED_TWICE_LETTERS else 1
    found = process.extractOne(
        word, _words_with(lex.code, word[0]), scorer=OSA.distance, score_cutoff=most
    )
    if not found:
        return word
    nearest, typos, _ = found
    if typos > 1 and names.close(word, ("title", "person"), 1, TITLE_NOT_WORD):
        return word
    return str(nearest)


def _parted(token: Token, lex: Lexicon) -> tuple[Token, ...]:
    """ "dhorreur" where the language knows "d" and "horreur"."""
    for head in lex.elisions:
        rest = token.text.removeprefix(head)
        if rest != token.text and len(rest) >= ELIDED_LETTERS and lex.meaning(rest):
            second = replace(token, text=rest, glued=True, breaks=False)
            return replace(token, text=head), second
    return ()


@read_once
def _words_with(code: str, letter: str) -> list[str]:
    """The words worth correcting a typo to that begin with a letter."""
    return sorted(word for word in lexicon(code).correctable if word[0] == letter)


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
