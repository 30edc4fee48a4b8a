"""A sentence as folded words that remember where they stood in what was typed."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Self

from core.films.finding.name_index import key_of
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
