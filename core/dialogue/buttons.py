"""Intents that buttons carry, as short strings of at most 64 bytes, and back.

``1`` (the version), one or two letters for the intent, then its values between colons:
``1m:949:s:Ab3x:4``. What is reserved for one user has version ``2`` and their number before the
same letters and values: ``2:42:f:1``. Encodings are for ever: a button pressed years later must
still decode, so letters are never used again and new values are only appended.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from core.dialogue.intents import Intent

LIMIT = 64  # bytes of a Telegram button's data
VERSION, RESERVED = "1", "2"
_LARGEST = 2**31 - 1  # of a database's ids
_LONGEST_NUMBER = 10  # digits


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an encoded intent: how it is written and read. ``read`` raises ValueError for
    anything that was never written.

    ``rest`` takes all values that are left, as a tuple. ``last`` may be left out when it is None.
    """

    write: Callable[[object], str]
    read: Callable[[str], object]
    rest: bool = False
    last: bool = False


def read_number(text: str) -> int:
    """A number as buttons write it. Raises ValueError for anything else."""
    if not (text.isascii() and text.isdigit()) or len(text) > _LONGEST_NUMBER:
        raise ValueError(text)
    if int(text) > _LARGEST:
        raise ValueError(text)
    return int(text)


def _read_word(text: str) -> str:
    if not text.replace("-", "").replace("_", "").isalnum() or not text.isascii():
        raise ValueError(text)
    return text


def _write_flag(value: object) -> str:
    return "1" if value else "0"


def _read_flag(text: str) -> bool:
    return bool(("0", "1").index(text))


def _or_none(read: Callable[[str], object]) -> Callable[[str], object]:
    return lambda text: read(text) if text else None


def _write_or_none(value: object) -> str:
    return "" if value is None else str(value)


number = Value(str, read_number)
word = Value(str, _read_word)
flag = Value(_write_flag, _read_flag)
flag_or_none = Value(_write_flag, _read_flag, last=True)
word_or_empty = Value(str, lambda text: _read_word(text) if text else "")
word_or_none = Value(_write_or_none, _or_none(_read_word))
last_word = Value(_write_or_none, _or_none(_read_word), last=True)
number_or_none = Value(_write_or_none, _or_none(read_number), last=True)
numbers = Value(str, read_number, rest=True)


def letters(choices: Mapping[str, str]) -> Value:
    """One of several values, each written as a letter: ``choices`` maps letters to values."""
    written = {value: letter for letter, value in choices.items()}
    return Value(lambda value: written[str(value)], choices.__getitem__)


def choice(literal: object) -> Value:
    """One of a Literal's values, or None, written as it is."""
    choices = get_args(literal)

    def read(text: str) -> object:
        if text and text not in choices:
            raise ValueError(text)
        return text or None

    return Value(_write_or_none, read)


class Code:
    """How one kind of intent is written: its letters, and its fields in order."""

    def __init__(self, letters: str, **values: Value) -> None:
        self.letters = letters
        self._values = values

    def write(self, intent: Intent) -> str:
        """The letters and values of an intent."""
        parts = [self.letters]
        for name, value in self._values.items():
            parts += _written(value, getattr(intent, name))
        return ":".join(parts)

    def read(self, texts: Sequence[str]) -> dict[str, object]:
        """The fields of an intent from its values. Raises ValueError, KeyError or IndexError for
        what was never written.
        """
        found: dict[str, object] = {}
        for place, (name, value) in enumerate(self._values.items()):
            if value.rest:
                found[name] = tuple(value.read(text) for text in texts[place:])
            elif not value.last or place < len(texts):
                found[name] = value.read(texts[place])
        return found


def _written(value: Value, held: object) -> list[str]:
    if value.rest and isinstance(held, tuple):
        return [value.write(one) for one in held]
    if value.last and held is None:
        return []
    return [value.write(held)]
