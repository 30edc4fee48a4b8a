"""What the bot says in each language: phrases, plurals, lists, numbers, countries and languages."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from core.words import data

if TYPE_CHECKING:
    from babel import Locale

FALLBACK = "en"


def languages() -> tuple[str, ...]:
    """The languages the bot speaks (ISO 639-1): those there are phrase files for."""
    return data.languages("phrases")


def spoken(*wanted: str | None) -> str:
    """The first of these languages or locales ("fr", "fr-CA", None) that the bot speaks, else
    English.
    """
    codes = (code.replace("_", "-").split("-")[0].lower() for code in wanted if code)
    return next((code for code in codes if code in languages()), FALLBACK)


@data.read_once
def speech(language: str) -> "Speech":
    """The phrases of one language; those it lacks are in English. Raises LookupError for a language
    the bot does not speak.
    """
    own, english = data.whole("phrases", language), data.whole("phrases", FALLBACK)
    return Speech(language, data.filled(own, english))


class Speech:
    """Everything the bot can say in one language; called with a phrase's key and its values."""

    def __init__(self, language: str, phrases: Mapping[str, object]) -> None:
        self.language = language
        self._phrases = phrases

    def __call__(self, key: str, /, **values: object) -> str:
        """The phrase of that key. With ``n``, the plural form that fits. Raises KeyError for a key
        the locale lacks.
        """
        phrase = self._find(key)
        if isinstance(phrase, dict):
            phrase = phrase.get(self._plural(values["n"]), phrase["other"])
        return str(phrase).format(**values) if values else str(phrase)

    def has(self, key: str) -> bool:
        """Whether the locale has that phrase."""
        try:
            self._find(key)
        except KeyError:
            return False
        return True

    def choices(self, key: str) -> tuple[str, ...]:
        """The phrases of a list, such as the welcome's examples."""
        found = self._find(key)
        assert isinstance(found, list)
        return tuple(found)

    def country(self, code: str) -> str:
        """A country's name, from its ISO 3166-1 code."""
        return str(_babel(self.language).territories.get(code, code))

    def tongue(self, code: str) -> str:
        """A language's name, from its ISO 639-1 code."""
        return str(_babel(self.language).languages.get(code, code))

    def number(self, value: float) -> str:
        """A number with the language's separators, at most one decimal."""
        from babel.numbers import format_decimal

        return format_decimal(round(value, 1), locale=self.language)

    def rating(self, value: float) -> str:
        """A rating out of ten, always with one decimal: "7.0"."""
        from babel.numbers import format_decimal

        return format_decimal(value, format="0.0", locale=self.language)

    def listing(self, items: Iterable[str], joint: str = "and") -> str:
        """Items joined as the language joins them: "a, b and c"."""
        *first, last = list(items) or [""]
        if not first:
            return last
        return f"{self('joint.comma').join(first)} {self(f'joint.{joint}')} {last}"

    def minutes(self, minutes: int) -> str:
        """A running time: "1 h 58", "45 min"."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self("time.minutes", minutes=rest)
        return self("time.both" if rest else "time.hours", hours=hours, minutes=rest)

    def _find(self, key: str) -> object:
        found: object = self._phrases
        for part in key.split("."):
            if not isinstance(found, Mapping):
                raise KeyError(key)
            found = found[part]
        return found

    def _plural(self, n: object) -> str:
        assert isinstance(n, int)
        return str(_babel(self.language).plural_form(n))


@cache
def _babel(language: str) -> "Locale":
    from babel import Locale

    return Locale.parse(language)


def capital(text: str) -> str:
    """The text with its first letter in upper case, the rest untouched."""
    return re.sub(r"\w", lambda found: found[0].upper(), text, count=1)
