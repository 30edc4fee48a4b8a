"""Numbers in words and figures: years, decades, lengths of time, ratings, votes and ages, as
effects on a wish.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from core.understanding.offline.lexicon import Effect, Lexicon
from core.understanding.offline.thresholds import (
    ABOUT_MINUTES,
    ABOUT_YEARS,
    HOURS_BELOW,
    RATING_FROM,
)

_HOUR_IN_MINUTES, _HALF_HOUR, _QUARTER_HOUR = 60, 30, 15  # minutes


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
            self._close((self.amount or 1) * _HOUR_IN_MINUTES)
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


Groups = Mapping[str, str]  # what a template's slots matched, and the "whole" text
Reader = Callable[["Measures", str, Groups], str]
_HOUR, _DECADE, _CENTURY = 60, 10, 100
_FIRST_YEAR = 1_000  # figures below it are not years: decades, or years counted from this one
_MOST_STARS = 5  # where ratings are in stars, of which each is two points
# The years of a decade that count as its early, middle and late ones.
_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
# Certifications, with the age up to which each is the limit.
AGES = ((6, "G"), (12, "PG"), (16, "PG-13"), (17, "R"))


class Measures:
    """Reads what a measure's template caught, for one language and day."""

    def __init__(self, lexicon: Lexicon, today: date) -> None:
        self._lexicon, self._today = lexicon, today

    def read(self, name: str, caught: Groups) -> tuple[Effect, ...]:
        """The effects of a measure; none when its figures make no sense."""
        if name == "best":
            return (("sort", "best"),)
        if name == "age":
            return tuple(self._age(caught))
        for prefix, (field, reader) in _READERS.items():
            if name.startswith(prefix):
                value = reader(self, name.removeprefix(prefix).lstrip("_"), caught)
                return ((field, value),) if value else ()
        return ()

    def _number(self, caught: Groups, slot: str) -> float:
        return number(caught.get(slot, ""), self._lexicon)

    def _minutes(self, caught: Groups, slot: str) -> int:
        return minutes(caught.get(slot, ""), self._lexicon)

    def _says(self, unit: str, caught: Groups) -> bool:
        """Whether the measure is given in that unit."""
        return not self._lexicon.units[unit].isdisjoint(caught["whole"].split())

    def _runtime(self, how: str, caught: Groups) -> str:
        last = self._minutes(caught, "duration2" if "duration2" in caught else "duration")
        match how:
            case "range":
                return f"{self._first_minutes(caught, last)}..{last}"
            case "about":
                return f"{last - ABOUT_MINUTES}..{last + ABOUT_MINUTES}"
            case "min":
                return f"{last}.."
            case _:
                return f"..{last}"

    def _first_minutes(self, caught: Groups, last: int) -> int:
        """The shorter end of a range; a figure without a unit has that of the longer end."""
        if "duration2" in caught:
            first = self._minutes(caught, "duration")
        else:
            first = int(self._number(caught, "n"))
        return first * _HOUR if first < HOURS_BELOW and last > _HOUR else first

    def _year(self, how: str, caught: Groups) -> str:
        first = int(caught["year"])
        last = int(caught.get("year2") or first)
        return _span(how, min(first, last), max(first, last))

    def _decade(self, how: str, caught: Groups) -> str:
        first = self._decade_start(caught["decade"])
        if first is None:
            return ""
        if how in _PARTS:
            early, late = _PARTS[how]
            return f"{first + early}..{first + late}"
        second = caught.get("decade2") or caught.get("tens")
        other = (self._decade_start(second) if second else None) or first
        return _span(how, min(first, other), max(first, other) + _DECADE - 1)

    def _decade_start(self, text: str) -> int | None:
        """The first year of a decade in words or figures; None where the figures are none."""
        words = text.split()
        for at in range(len(words)):
            known = self._lexicon.decades.get(" ".join(words[at:]))
            if known is not None:
                return known
        return _in_figures(int("".join(c for c in text if c.isdigit()) or 1))

    def _last(self, how: str, caught: Groups) -> str:
        span = self._number(caught, "n") * (_DECADE if how == "decades" else 1)
        return f"{self._today.year - int(span)}.."

    def _old(self, _: str, caught: Groups) -> str:
        return f"..{self._today.year - int(self._number(caught, 'n'))}"

    def _rating(self, how: str, caught: Groups) -> str:
        value = self._number(caught, "score")
        if not value or (how == "bare" and value < RATING_FROM):
            return ""
        starred = self._says("star", caught) and "10" not in caught["whole"]
        return str(value * 2 if starred and value <= _MOST_STARS else value)

    def _votes(self, _: str, caught: Groups) -> str:
        unit = 1_000 if self._says("thousand", caught) else 1
        return str(int(caught["count"]) * unit)

    def _age(self, caught: Groups) -> Iterator[Effect]:
        """The limit for the youngest who watches."""
        ages = [age for slot in ("n", "n2") if (age := self._number(caught, slot))]
        limits = [limit for most, limit in AGES if ages and min(ages) <= most]
        yield from (("certification_max", limit) for limit in limits[:1])


_READERS: dict[str, tuple[str, Reader]] = {
    "runtime": ("runtime", Measures._runtime),
    "years_old": ("years", Measures._old),
    "year": ("years", Measures._year),
    "decade": ("years", Measures._decade),
    "last": ("years", Measures._last),
    "rating": ("rating_min", Measures._rating),
    "votes": ("votes_min", Measures._votes),
}


def _in_figures(value: int) -> int | None:
    """The first year of a decade in figures: 1990, 90 or 10 ("the 10s" are this century's)."""
    if value >= _FIRST_YEAR:
        return value // _DECADE * _DECADE
    if value % _DECADE or value >= _CENTURY:
        return None
    return (2000 if value in (0, 10) else 1900) + value


def _span(how: str, first: int, last: int) -> str:
    """A span of years: "1990..1999", "1990..", "..1999"."""
    match how:
        case "since":
            return f"{first}.."
        case "after":
            return f"{last + 1}.."
        case "before":
            return f"..{first - 1}"
        case "until":
            return f"..{last}"
        case "about":
            return f"{first - ABOUT_YEARS}..{last + ABOUT_YEARS}"
        case _:
            return f"{first}..{last}"


def years(span: str, today: date) -> tuple[int | None, int | None]:
    """The first and last year of a span; small and negative figures count from this year."""
    first, _, last = span.partition("..")
    return _absolute(first, today), _absolute(last, today)


def exact(span: str) -> bool:
    """Whether a span is of years themselves rather than counted from this year."""
    return all(int(figure) > _FIRST_YEAR for figure in span.split("..") if figure)


def _absolute(figure: str, today: date) -> int | None:
    if not figure:
        return None
    value = int(figure)
    return value if value > _FIRST_YEAR else today.year + value


def bounds(span: str) -> tuple[int | None, int | None]:
    """The ends of a span of minutes."""
    first, _, last = span.partition("..")
    return int(first) if first else None, int(last) if last else None
