"""Numbers and lengths of time in words."""

from dataclasses import dataclass

from core.understanding.offline.lexicon import Lexicon

_HOUR, _HALF_HOUR, _QUARTER_HOUR = 60, 30, 15  # minutes


def number(word: str, lexicon: Lexicon) -> float:
    """The value of a number in figures or words; 0 when it is none."""
    known = lexicon.numbers.get(word)
    if known is not None:
        return known
    return float(word) if word.replace(".", "", 1).isdigit() else 0.0


def minutes(text: str, lexicon: Lexicon) -> int:
    """A length of time in minutes: "1 h 30", "an hour and a half", "two and a half hours", "90
    minutes".
    """
    length = _Length(lexicon)
    for word in text.split():
        length.add(word)
    return round(length.total + (length.amount if length.hours else 0))


@dataclass
class _Length:
    """A length being read. ``amount`` is a number that waits for its unit; ``hours``: whether hours
    were named, after which a number is of minutes.
    """

    lexicon: Lexicon
    total: float = 0.0
    amount: float = 0.0
    hours: bool = False

    def add(self, word: str) -> None:
        """Read one word more."""
        units = self.lexicon.units
        if word in units["hour"]:
            self._close((self.amount or 1) * _HOUR)
            self.hours = True
        elif word in units["half"]:
            self._half()
        elif word in units["quarter"]:
            self._close(_QUARTER_HOUR * (self.amount or 1))
        elif word in units["minute"]:
            self._close(self.amount)
        else:
            self._count(word)

    def _close(self, more: float) -> None:
        self.total, self.amount = self.total + more, 0.0

    def _half(self) -> None:
        """A half of an hour that was named, or of one yet to be named."""
        if self.hours:
            self._close(_HALF_HOUR)
        else:
            self.amount += 0.5

    def _count(self, word: str) -> None:
        value = number(word, self.lexicon)
        if value:
            self.amount += value
        elif word in self.lexicon.units["one"] and not self.amount and not self.hours:
            self.amount = 1
