"""What the bot says and understands, per language: data files, phrases, plurals, lists, numbers."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from babel import Locale

Table = dict[str, object]
_PACKAGES = ("core", "adapters")  # where data files stand
_KINDS = ("phrases", "words", "prompt")
_further: list[Path] = []
_forget: list[Callable[[], None]] = []

P = ParamSpec("P")
R = TypeVar("R")


def read_once(function: Callable[P, R]) -> Callable[P, R]:
    """Keep what a function makes of data files, until they are searched for elsewhere as well."""
    kept = cache(function)
    on_change(kept.cache_clear)
    return cast(Callable[P, R], kept)


def on_change(forget: Callable[[], None]) -> None:
    """Have this called whenever data files are searched for elsewhere than before."""
    _forget.append(forget)


@contextmanager
def searched_too(folder: Path) -> Iterator[None]:
    """Within the block, data files are also found below this folder: a language under way."""
    _further.append(folder)
    _start_anew()
    try:
        yield
    finally:
        _further.remove(folder)
        _start_anew()


def _start_anew() -> None:
    for forget in _forget:
        forget()


@read_once
def languages_with(kind: str) -> tuple[str, ...]:
    """The languages (ISO 639-1) there are files of that kind for."""
    return tuple(sorted({name.split(".")[1] for name, _ in _files() if name.startswith(kind)}))


def tables(kind: str, language: str) -> Iterator[Table]:
    """The files of one kind and language, in the order of their paths. Raises LookupError when
    there is none.
    """
    wanted = f"{kind}.{language}.toml"
    found = [file for name, file in _files() if name == wanted]
    if not found:
        raise LookupError(f"there are no files {wanted}")
    return (tomllib.loads(file.read_text("utf-8")) for file in found)


def merged(parts: Iterator[Table]) -> Table:
    """Tables as one: lists are joined, tables merged. Raises ValueError for a key that two files
    give.
    """
    whole: Table = {}
    for part in parts:
        _merge(whole, part, "")
    return whole


@read_once
def whole(kind: str, language: str) -> Mapping[str, object]:
    """All files of one kind and language as one table, not to be changed. Raises LookupError when
    there is none.
    """
    return merged(tables(kind, language))


@read_once
def listed(*path: str) -> tuple[str, ...]:
    """What the word files of every language list at a path of keys, each string once."""
    found: dict[str, None] = {}
    for language in languages_with("words"):
        found |= dict.fromkeys(_list(whole("words", language), path))
    return tuple(found)


def _list(table: object, path: tuple[str, ...]) -> list[str]:
    """The list at a path, empty where a language has none."""
    for key in path:
        table = table.get(key, {}) if isinstance(table, Mapping) else {}
    return cast(list[str], table) if isinstance(table, list) else []


def filled(table: Mapping[str, object], lacking: Mapping[str, object]) -> Table:
    """A table with what it lacks of another."""
    found = {**lacking, **table}
    for key, value in table.items():
        other = lacking.get(key)
        if isinstance(value, Mapping) and isinstance(other, Mapping) and "other" not in value:
            found[key] = filled(value, other)
    return found


def _merge(whole: Table, part: Mapping[str, object], path: str) -> None:
    for key, value in part.items():
        known = whole.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            _merge(known, value, f"{path}{key}.")
        elif isinstance(known, list) and isinstance(value, list) and _of_tables(value):
            known.extend(value)
        elif key in whole:
            raise ValueError(f"two files give {path}{key}")
        else:
            whole[key] = value


def _of_tables(value: list[object]) -> bool:
    return all(isinstance(row, dict) for row in value)


@read_once
def _files() -> tuple[tuple[str, Traversable], ...]:
    """Every data file with its name, in the order of their paths."""
    places = [*map(files, _PACKAGES), *_further]
    return tuple(pair for place in places for pair in _below(place))


def _below(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _below(entry)
        elif _is_data(entry.name):
            yield entry.name, entry


def _is_data(name: str) -> bool:
    parts = name.split(".")
    return len(parts) == 3 and parts[0] in _KINDS and parts[2] == "toml"


def strings(table: object) -> dict[str, list[str]]:
    """A table of lists of strings, as data files hold them."""
    return cast(dict[str, list[str]], table)


FALLBACK = "en"


def languages() -> tuple[str, ...]:
    """The languages the bot speaks (ISO 639-1): those there are phrase files for."""
    return languages_with("phrases")


def spoken(*wanted: str | None) -> str:
    """The first of these languages or locales ("fr", "fr-CA", None) that the bot speaks, else
    English.
    """
    codes = (code.replace("_", "-").split("-")[0].lower() for code in wanted if code)
    return next((code for code in codes if code in languages()), FALLBACK)


@read_once
def speech(language: str) -> "Speech":
    """The phrases of one language; those it lacks are in English. Raises LookupError for a language
    the bot does not speak.
    """
    own, english = whole("phrases", language), whole("phrases", FALLBACK)
    return Speech(language, filled(own, english))


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

    def country_within(self, code: str) -> str:
        """A country's name as it stands within a sentence: "from the United Kingdom"."""
        name = self.country(code)
        articled = code in self.choices("country.articled")
        return self("country.with_article", name=name) if articled else name

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
