"""A sentence as folded words that remember where they stood, its language, and its spelling
corrected.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.films.finding.name_index import NameIndex, NameKind, key_of
from core.films.finding.thresholds import TITLE_NOT_WORD
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.loading import every_lexicon, lexicon
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
from core.words.speech import listed, read_once
from core.words.text import AMPERSAND, SILENT, fold

_SILENT = re.compile(f"{SILENT}?")
_BREAK = re.compile(r"[,;:!?()\[\]…\n\"«»“”]|\.[\s.]|\s[-–—/]\s")


@dataclass(frozen=True, slots=True)
class Token:
    """One folded word. ``glued``: no space before it ("d'" and "horreur"); ``breaks``: a comma or
    the like stands before it.
    """

    text: str
    start: int
    end: int
    glued: bool = False
    breaks: bool = False


@dataclass(frozen=True)
class Sentence:
    """What was typed, and its words."""

    typed: str
    tokens: tuple[Token, ...]

    @classmethod
    def read(cls, typed: str) -> Self:
        """Part a text into words."""
        tokens: list[Token] = []
        end = 0
        for found in _word().finditer(typed):
            token = _token(found, typed[end : found.start()])
            if token.text:
                tokens.append(token if tokens else replace(token, glued=False, breaks=False))
            end = found.end()
        return cls(typed, tuple(tokens))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(token.text for token in self.tokens)

    @cached_property
    def folded(self) -> str:
        """The folded words in one line, as templates see them."""
        return " ".join(self.words)

    @cached_property
    def _starts(self) -> list[int]:
        lengths = (len(word) + 1 for word in self.words)
        return list(accumulate(lengths, initial=0))[:-1]

    def __len__(self) -> int:
        return len(self.tokens)

    def index(self, position: int) -> int:
        """The word at a position of ``folded``; one past the last for its end."""
        if position >= len(self.folded):
            return len(self)
        return bisect_right(self._starts, position) - 1

    def words_at(self, span: tuple[int, int]) -> tuple[int, int]:
        """The words of a stretch of ``folded``: the first, and the one after the last."""
        start, end = span
        return self.index(start), self.index(end - 1) + 1

    def text(self, first: int, last: int) -> str:
        """What was typed from one word up to, not including, another."""
        if first >= last:
            return ""
        return self.typed[self.tokens[first].start : self.tokens[last - 1].end].strip()

    @cached_property
    def whole_text(self) -> str:
        """What was typed, from the first of the words to the last."""
        return self.text(0, len(self))

    @cached_property
    def _parts(self) -> list[str]:
        """Words as names spell them: without a plus."""
        return [token.text.rstrip("+") for token in self.tokens]

    def key(self, first: int, last: int) -> str:
        """The name that those words would be, folded as ``Names`` folds."""
        joined: list[str] = []
        for at in range(first, last):
            if at > first and self._continues(at):
                joined[-1] += self._parts[at]
            else:
                joined.append(self._parts[at])
        return key_of(joined)

    @cached_property
    def whole_key(self) -> str:
        """The name that the whole sentence would be."""
        return self.key(0, len(self))

    def _continues(self, index: int) -> bool:
        """Whether an apostrophe joins the word to the one before: they are one word of a name."""
        return self.tokens[index].glued and not self._parts[index].isdigit()

    def breaks_at(self, index: int) -> bool:
        """Whether a comma or the like stands before that word, or the sentence ends there."""
        return index >= len(self) or self.tokens[index].breaks

    def parted(self, first: int, last: int) -> bool:
        """Whether a comma or the like stands among those words."""
        return any(token.breaks for token in self.tokens[first + 1 : last])

    @cached_property
    def breaks(self) -> list[int]:
        """The words before which a comma or the like stands."""
        return [at for at, token in enumerate(self.tokens) if token.breaks]

    def capital(self, index: int) -> bool:
        """Whether that word was typed with a capital."""
        return self.typed[self.tokens[index].start].isupper()

    def part(self, first: int, last: int) -> "Sentence":
        """Some of its words as a sentence of their own, over the same typed text."""
        return Sentence(self.typed, self.tokens[first:last])

    def rewritten(self, words: Mapping[str, str]) -> "Sentence":
        """The same with words replaced by one or more others ("whats" by "what s")."""
        if not any(word in words for word in self.words):
            return self
        return Sentence(self.typed, tuple(_replaced(self.tokens, words)))


@read_once
def _word() -> re.Pattern[str]:
    """What is one word. Numbers keep a decade's or an ordinal's ending ("90s", "90's", "2nd",
    "3eme"); a unit written against a number stands apart ("1h30").
    """
    endings = "|".join(listed("number_endings"))
    return re.compile(
        rf"\d+[.,]\d+(?!\d)|\d+(?:['’]?(?:{endings}))?(?![^\W_])|\d+|(?<=\d)[^\W\d_]+"
        r"|(?:[^\W\d_]|(?<=[^\W\d_])\d)+\+?|&|\+"
    )


def _token(found: re.Match[str], gap: str) -> Token:
    """One word, by what stands between it and the word before."""
    glued, breaks = bool(_SILENT.fullmatch(gap)), bool(_BREAK.search(gap))
    return Token(_folded(found[0]), found.start(), found.end(), glued, breaks)


def _folded(word: str) -> str:
    if word in ("&", "+"):
        return AMPERSAND
    if word[0].isdigit():
        word = word.replace(",", ".")
    if "." in word:
        return word
    return fold(word) + ("+" if word.endswith("+") else "")


def _replaced(tokens: Iterable[Token], words: Mapping[str, str]) -> Iterable[Token]:
    for token in tokens:
        first, *others = words.get(token.text, token.text).split()
        yield replace(token, text=first)
        yield from (replace(token, text=other, breaks=False, glued=True) for other in others)


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
    known = every_lexicon()
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
