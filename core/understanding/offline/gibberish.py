"""Telling words, known or not, from keys struck at random."""

from collections.abc import Iterable, Iterator
from itertools import chain

from core.understanding.offline.loading import every_lexicon
from core.understanding.offline.thresholds import (
    STRANGE_SHARE,
    STRUCK_LETTERS,
)
from core.words.speech import listed, read_once


def gibberish(words: Iterable[str]) -> bool:
    """Whether most of the letters stand in sequences that no known word has."""
    plain = (word for word in words if word.isalpha() and word.isascii())
    strange = list(chain.from_iterable(map(_strange, plain)))
    return not strange or sum(strange) / len(strange) > STRANGE_SHARE


def _strange(word: str) -> list[bool]:
    """Of each three letters of a word, whether no known word has them."""
    struck = _struck(word)
    return [struck or three not in _known() for three in _threes(word)]


def _struck(word: str) -> bool:
    """Whether the letters lie side by side on a keyboard: "asdf"."""
    rows = listed("keyboard")
    return len(word) >= STRUCK_LETTERS and any(word in row or word in row[::-1] for row in rows)


def _threes(word: str) -> Iterator[str]:
    """The sequences of three letters in a word, its edges marked."""
    edged = f"^{word}$"
    return (edged[at : at + 3] for at in range(len(edged) - 2))


@read_once
def _known() -> frozenset[str]:
    """The sequences of three letters in the words of every lexicon."""
    found: set[str] = set()
    for lexicon in every_lexicon():
        for word in lexicon.words:
            found.update(_threes(word))
    return frozenset(found)
