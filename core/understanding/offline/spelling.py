"""A sentence with its typos in words of the vocabulary corrected, and contractions written out."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.films.finding.name_index import NameIndex
from core.films.finding.thresholds import TITLE_NOT_WORD
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.loading import lexicon
from core.understanding.offline.thresholds import (
    CORRECTED_LETTERS,
    CORRECTED_TWICE_LETTERS,
    ELIDED_LETTERS,
    FINE_LETTERS,
)
from core.understanding.offline.tokens import Sentence, Token
from core.words.data import read_once


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
