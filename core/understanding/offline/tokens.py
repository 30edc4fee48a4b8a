"""A sentence as folded words that remember where they stood in what was typed."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from core.films.finding.name_keys import key_of
from core.words.folding import SILENT, fold

# Numbers keep their decade's or ordinal's ending ("90s", "2nd", "3eme"); a unit written against a
# number stands apart ("1h30").
_WORD = re.compile(
    r"\d+[.,]\d+(?!\d)|\d+(?:['’]?s|st|nd|rd|th|er|ere|e|eme|ème)?(?![^\W_])|\d+|(?<=\d)[^\W\d_]+|(?:[^\W\d_]|(?<=[^\W\d_])\d)+\+?|&|\+"
)
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
        for found in _WORD.finditer(typed):
            gap = typed[end : found.start()]
            word = (
                "and"
                if found[0] in "&+"
                else found[0].replace(",", ".")
                if found[0][0].isdigit()
                else found[0]
            )
            folded = word if "." in word else fold(word) + ("+" if word.endswith("+") else "")
            if folded:
                glued = bool(tokens) and bool(_SILENT.fullmatch(gap))
                tokens.append(
                    Token(
                        folded,
                        found.start(),
                        found.end(),
                        glued,
                        bool(tokens) and bool(_BREAK.search(gap)),
                    )
                )
            end = found.end()
        return cls(typed, tuple(tokens))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(token.text for token in self.tokens)

    @cached_property
    def norm(self) -> str:
        """The folded words in one line, as templates see them."""
        return " ".join(self.words)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for word in self.words:
            starts.append(at)
            at += len(word) + 1
        return starts

    def __len__(self) -> int:
        return len(self.tokens)

    def at(self, position: int) -> int:
        """The word at a position of ``norm``; one past the last for its end."""
        return bisect_right(self._starts, position) - 1 if position < len(self.norm) else len(self)

    def said(self, first: int, last: int) -> str:
        """What was typed from one word up to, not including, another."""
        return (
            self.typed[self.tokens[first].start : self.tokens[last - 1].end].strip()
            if first < last
            else ""
        )

    @cached_property
    def _pieces(self) -> list[str]:
        """Words as names spell them: what an apostrophe joined is one word again."""
        return [token.text.rstrip("+") for token in self.tokens]

    def key(self, first: int, last: int) -> str:
        """The name that those words would be, folded as ``Names`` folds."""
        joined: list[str] = []
        for at in range(first, last):
            if at > first and self.tokens[at].glued and not self._pieces[at].isdigit():
                joined[-1] += self._pieces[at]
            else:
                joined.append(self._pieces[at])
        return key_of(joined)

    def breaks_at(self, index: int) -> bool:
        """Whether a comma or the like stands before that word, or the sentence ends there."""
        return index >= len(self) or self.tokens[index].breaks

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


def _replaced(tokens: Iterable[Token], words: Mapping[str, str]) -> Iterable[Token]:
    for token in tokens:
        for at, word in enumerate(words.get(token.text, token.text).split()):
            yield replace(
                token,
                text=word,
                breaks=token.breaks and not at,
                glued=token.glued if not at else True,
            )
