"""Telling the language of a sentence, and mending its spelling before it is read."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.films.finding.name_index import NameIndex
from core.films.finding.spelling_table import NameKind
from core.films.finding.thresholds import TITLE_NOT_WORD
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.loading import codes, lexicon
from core.understanding.offline.tokens import Sentence, Token

_ELISIONS = ("qu", "d", "l", "j", "s", "n", "m", "t")
_TYPO_LETTERS, _LONG, _SHORT_REST = 5, 8, 3
_PLAIN, _LONGEST_NAME = 1.0, 7
_KINDS: tuple[NameKind, ...] = ("title", "franchise", "person")


def told(sentence: Sentence, language: str, names: NameIndex) -> tuple[Lexicon, bool]:
    """The lexicon that knows most of the words (the person's own language among equals), and
    whether that is plain.
    """
    known = [lexicon(code) for code in codes()]
    words = _nameless(sentence, names) or sentence.words
    scores = {
        lex.code: _evidence(
            sentence.typed, words, lex, [other for other in known if other is not lex]
        )
        for lex in known
    }
    ranked = sorted(known, key=lambda lex: (scores[lex.code], lex.code == language), reverse=True)
    margin = scores[ranked[0].code] - max((scores[lex.code] for lex in ranked[1:]), default=0.0)
    return ranked[0], margin >= _PLAIN


def _nameless(sentence: Sentence, names: NameIndex) -> tuple[str, ...]:
    """The words that are no part of a name of several words: a title tells nothing of the language
    around it.
    """
    named: set[int] = set()
    for first in range(len(sentence)):
        for last in range(min(len(sentence), first + _LONGEST_NAME), first + 1, -1):
            if names.exact_key(sentence.key(first, last), _KINDS):
                named.update(range(first, last))
                break
    return tuple(word for at, word in enumerate(sentence.words) if at not in named)


def _evidence(typed: str, words: Sequence[str], lex: Lexicon, others: Sequence[Lexicon]) -> float:
    """Words and pairs of words that are in this language and in no other, and its accents."""
    alone = sum(
        _known(word, lex, others) and not any(_known(word, other, (lex,)) for other in others)
        for word in words
    )
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    joint = sum(
        pair in lex.pairs and not any(pair in other.pairs for other in others) for pair in pairs
    )
    return alone + joint / 2 + (0.5 if lex.letters & set(typed.casefold()) else 0.0)


def _known(word: str, lex: Lexicon, others: Sequence[Lexicon]) -> bool:
    """Whether the language has the word, in any number or gender unless another has it as an
    ordinary one ("mes", not "me").
    """
    return word in lex.words or (
        lex.knows(word) and not any(word in other.ordinary for other in others)
    )


def lexicons(best: Lexicon) -> Sequence[Lexicon]:
    """The lexicon and those it borrows words from."""
    return (best, *(lexicon(code) for code in best.borrows))


def mended(sentence: Sentence, lex: Lexicon, names: NameIndex) -> Sentence:
    """The sentence with words written out ("whats") and typos in words of the vocabulary put right;
    names are left alone.
    """
    plain = sentence.rewritten(lex.spelling)
    if all(_fine(token, lex) for token in plain.tokens):
        return plain
    return Sentence(
        plain.typed, tuple(new for token in plain.tokens for new in _mended(token, lex, names))
    )


def _fine(token: Token, lex: Lexicon) -> bool:
    return (
        lex.knows(token.text)
        or not token.text.isalpha()
        or len(token.text) < 4
        or any(token.text in other.words for other in lexicons(lex)[1:])
    )


def _mended(token: Token, lex: Lexicon, names: NameIndex) -> tuple[Token, ...]:
    if _fine(token, lex):
        return (token,)
    parted = _parted(token, lex)
    if parted or names.word(token.text):
        return parted or (token,)
    allowed = 2 if len(token.text) >= _LONG else 1
    if len(token.text) < _TYPO_LETTERS:
        return (token,)
    found = process.extractOne(
        token.text, _spelled(lex.code, token.text[0]), scorer=OSA.distance, score_cutoff=allowed
    )
    if not found or (
        found[1] > 1 and names.close(token.text, ("title", "person"), 1, TITLE_NOT_WORD)
    ):
        return (token,)
    return (replace(token, text=found[0]),)


def _parted(token: Token, lex: Lexicon) -> tuple[Token, ...]:
    """ "dhorreur" where the language knows "d" and "horreur"."""
    for head in _ELISIONS:
        rest = token.text.removeprefix(head)
        if (
            rest != token.text
            and len(rest) > _SHORT_REST
            and head in lex.ordinary
            and lex.meaning(rest)
        ):
            return replace(token, text=head), replace(token, text=rest, glued=True, breaks=False)
    return ()


@cache
def _spelled(code: str, letter: str) -> list[str]:
    return sorted(word for word in lexicon(code).telling if word[0] == letter)
