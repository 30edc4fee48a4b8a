"""Numbers in words and figures: years, decades, lengths of time, ratings, votes and ages, as
effects on a wish.
"""

from collections.abc import Callable, Mapping
from datetime import date

from core.understanding.offline.lexicon import Effect, Lexicon

Groups = Mapping[str, str]
_ABOUT = 10
_CENTURY = 100
# "At least 3" is about seasons; "at least 7" is about a rating.
_LEAST_BARE = 5


class Measures:
    """Reads what a measure's template caught, for one language and day."""

    def __init__(self, lexicon: Lexicon, today: date) -> None:
        self._words, self._today = lexicon, today

    def read(self, name: str, caught: Groups) -> tuple[Effect, ...]:
        """The effects of a measure; none when its figures make no sense."""
        if name == "nothing":
            return ()
        if name == "best":
            return (("sort", "best"),)
        if name == "age":
            return self._age(caught)
        for prefix, reader in _READERS.items():
            if name.startswith(prefix):
                span = reader(self, name.removeprefix(prefix).lstrip("_"), caught)
                return ((_FIELD[prefix], span),) if span else ()
        return ()

    def number(self, word: str) -> float:
        """The value of a number in figures or words; 0 when it is none."""
        known = self._words.numbers.get(word)
        if known is not None:
            return known
        return float(word) if word.replace(".", "", 1).isdigit() else 0.0

    def minutes(self, text: str) -> int:
        """A length of time in minutes: "1 h 30", "an hour and a half", "two and a half hours", "90
        minutes".
        """
        units, total, amount, hours = self._words.units, 0.0, 0.0, False
        for word in text.split():
            if word in units["hour"]:
                total, amount, hours = total + (amount or 1) * 60, 0.0, True
            elif word in units["half"]:
                total, amount = (total + 30, 0.0) if hours else (total, amount + 0.5)
            elif word in units["quarter"]:
                total, amount = total + 15 * (amount or 1), 0.0
            elif word in units["minute"]:
                total, amount = total + amount, 0.0
            elif value := self.number(word):
                amount = amount + value if amount else value
            elif word in units["one"] and not amount and not hours:
                amount = 1
        return round(total + (amount if hours else 0))

    def _runtime(self, how: str, caught: Groups) -> str:
        last = self.minutes(caught.get("duration2") or caught.get("duration", ""))
        first = (
            self.minutes(caught["duration"])
            if "duration2" in caught
            else int(self.number(caught.get("n", "")))
        )
        if how == "range":
            return f"{first * 60 if first < 6 and last > 60 else first}..{last}"
        if how == "about":
            return f"{last - _ABOUT}..{last + _ABOUT}"
        return f"{last}.." if how == "min" else f"..{last}"

    def _year(self, how: str, caught: Groups) -> str:
        first, last = int(caught["year"]), int(caught.get("year2") or caught["year"])
        return _span(how, min(first, last), max(first, last))

    def _decade(self, how: str, caught: Groups) -> str:
        first = self._decade_start(caught["decade"])
        if first is None:
            return ""
        if how in _PARTS:
            early, late = _PARTS[how]
            return f"{first + early}..{first + late}"
        second = caught.get("decade2") or caught.get("tens")
        other = self._decade_start(second) if second else first
        start, end = min(first, other or first), max(first, other or first)
        return _span(how, start, end + 9)

    def _decade_start(self, text: str) -> int | None:
        words = text.split()
        for at in range(len(words)):
            known = self._words.decades.get(" ".join(words[at:]))
            if known is not None:
                return known
        digits = "".join(c for c in text if c.isdigit())
        value = int(digits or 1)
        if value >= 1000:
            return value // 10 * 10
        if value % 10 or value >= _CENTURY:
            return None
        return (2000 if value in (0, 10) else 1900) + value

    def _last(self, how: str, caught: Groups) -> str:
        return f"{self._today.year - int(self.number(caught['n'])) * (10 if how == 'decades' else 1)}.."

    def _old(self, _: str, caught: Groups) -> str:
        return f"..{self._today.year - int(self.number(caught['n']))}"

    def _rating(self, how: str, caught: Groups) -> str:
        value = self.number(caught["score"])
        if how == "bare" and value < _LEAST_BARE:
            return ""
        stars = self._says("star", caught)
        return (
            str(
                value * 2 if stars and value <= 5 and "10" not in caught.get("whole", "") else value
            )
            if value
            else ""
        )

    def _votes(self, _: str, caught: Groups) -> str:
        return str(int(caught["count"]) * (1000 if self._says("thousand", caught) else 1))

    def _says(self, unit: str, caught: Groups) -> bool:
        """Whether the measure is given in that unit."""
        return not self._words.units[unit].isdisjoint(caught.get("whole", "").split())

    def _age(self, caught: Groups) -> tuple[Effect, ...]:
        ages = [age for name in ("n", "n2") if (age := self.number(caught.get(name) or ""))]
        for limit, certification in ((6, "G"), (12, "PG"), (16, "PG-13"), (17, "R")):
            if ages and min(ages) <= limit:
                return (("certification_max", certification),)
        return ()


_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_FIELD = {
    "runtime": "runtime",
    "years_old": "years",
    "year": "years",
    "decade": "years",
    "last": "years",
    "rating": "rating_min",
    "votes": "votes_min",
}
_READERS: dict[str, Callable[[Measures, str, Groups], str]] = {
    "runtime": Measures._runtime,
    "years_old": Measures._old,
    "year": Measures._year,
    "decade": Measures._decade,
    "last": Measures._last,
    "rating": Measures._rating,
    "votes": Measures._votes,
}


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
            return f"{first - 2}..{last + 2}"
        case _:
            return f"{first}..{last}"


def years(span: str, today: date) -> tuple[int | None, int | None]:
    """The first and last year of a span; small and negative figures count from this year."""
    first, _, last = span.partition("..")
    return _absolute(first, today), _absolute(last, today)


def _absolute(figure: str, today: date) -> int | None:
    if not figure:
        return None
    value = int(figure)
    return value if value > 1000 else today.year + value


def bounds(span: str) -> tuple[int | None, int | None]:
    """The ends of a span of minutes."""
    first, _, last = span.partition("..")
    return int(first) if first else None, int(last) if last else None
