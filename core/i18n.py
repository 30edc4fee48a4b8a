"""What the bot says in each language: phrases, plurals, and the names of genres, themes, countries
and languages.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from core.movies.genres import genres
from core.movies.regions import region_of
from core.movies.vocabulary import meaning

FALLBACK = "en"


@cache
def languages() -> tuple[str, ...]:
    """The languages the bot speaks (ISO 639-1), one per file of ``core/locales``."""
    return tuple(
        sorted(
            entry.name.removesuffix(".toml")
            for entry in files("core.locales").iterdir()
            if entry.name.endswith(".toml")
        )
    )


def spoken(*wanted: str | None) -> str:
    """The first of these languages or locales ("fr", "fr-CA", None) that the bot speaks, else
    English.
    """
    codes = (code.replace("_", "-").split("-")[0].lower() for code in wanted if code)
    return next((code for code in codes if code in languages()), FALLBACK)


@cache
def speech(language: str) -> "Speech":
    """The phrases of one language. Raises FileNotFoundError for one the bot does not speak."""
    return Speech(
        language,
        tomllib.loads(files("core.locales").joinpath(f"{language}.toml").read_text("utf-8")),
    )


class Speech:
    """Everything the bot can say in one language; called with a phrase's key and its values."""

    def __init__(self, language: str, phrases: dict[str, Any]) -> None:
        self.language = language
        self._phrases = phrases

    def __call__(self, key: str, /, **values: object) -> str:
        """The phrase of that key. With ``n``, the plural form that fits. Raises KeyError for a key
        the locale lacks.
        """
        phrase = self._find(key)
        if isinstance(phrase, dict):
            phrase = phrase[self._plural(values["n"])]
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
        return tuple(self._find(key))

    def genre(self, slug: str) -> str:
        """A genre's name."""
        genre = genres().get(slug)
        return genre.names.get(self.language, genre.names[FALLBACK]) if genre else slug

    def theme(self, slug: str) -> str:
        """A theme's name; words that people type for a theme are called as what they mean, all
        others as they typed them.
        """
        names = themes(self.language)
        return names.get(slug) or names.get(next(iter(meaning(slug).themes), ""), slug)

    def country(self, code: str) -> str:
        """A country's name, from its ISO 3166-1 code."""
        return str(_babel(self.language).territories.get(code, code))

    def countries(self, codes: Iterable[str]) -> str:
        """Countries as alternatives; those of a region by its name."""
        listed = tuple(codes)
        region = region_of(listed)
        return (
            region.names.get(self.language, region.names[FALLBACK])
            if region
            else self.listing(map(self.country, listed), "or")
        )

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
        return f"{', '.join(first)} {self(f'joint.{joint}')} {last}" if first else last

    def minutes(self, minutes: int) -> str:
        """A running time: "1 h 58", "45 min"."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return f"{rest} min"
        return f"{hours} h {rest:02}" if rest else f"{hours} h"

    def _find(self, key: str) -> Any:
        found: Any = self._phrases
        for part in key.split("."):
            found = found[part]
        return found

    def _plural(self, n: object) -> str:
        assert isinstance(n, int)
        return str(_babel(self.language).plural_form(n))


@cache
def themes(language: str) -> dict[str, str]:
    """The themes' names in one language, by slug."""
    rows = tomllib.loads(files("core.data").joinpath("themes.toml").read_text("utf-8"))["theme"]
    return {row["slug"]: row.get(language, row[FALLBACK]) for row in rows}


@cache
def _babel(language: str) -> Any:
    from babel import Locale

    return Locale.parse(language)


def capital(text: str) -> str:
    """The text with its first letter in upper case, the rest untouched."""
    return re.sub(r"\w", lambda found: found[0].upper(), text, count=1)
