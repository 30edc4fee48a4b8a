"""Telling words, known or not, from keys struck at random."""

from collections.abc import Iterable

from core.understanding.offline.loading import codes, lexicon
from core.words.data import listed, read_once

_STRANGE = 0.5
_STRUCK = 4


def gibberish(words: Iterable[str]) -> bool:
    """Whether most of the letters stand in sequences that no known word has."""
    seen = strange = 0
    for word in words:
        if word.isalpha() and word.isascii():
            threes = _threes(word)
            seen += len(threes)
            strange += (
                len(threes) if _struck(word) else sum(three not in _known() for three in threes)
            )
    return seen == 0 or strange / seen > _STRANGE


def _struck(word: str) -> bool:
    """Whether the letters lie side by side on a keyboard: "asdf"."""
    return len(word) >= _STRUCK and any(word in row or word in row[::-1] for row in _rows())


def _rows() -> tuple[str, ...]:
    """The rows of letters on every language's keyboard."""
    return listed("keyboard")


def _threes(word: str) -> list[str]:
    edged = f"^{word}$"
    return [edged[at : at + 3] for at in range(len(edged) - 2)]


@read_once
def _known() -> frozenset[str]:
    """The sequences of three letters in the words of every lexicon."""
    return frozenset(
        three for code in codes() for word in lexicon(code).words for three in _threes(word)
    )
