"""Data files per language, found by their names wherever they stand in the program.

``phrases.<language>.toml`` is what the bot says, ``words.<language>.toml`` what it understands.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

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
def languages(kind: str) -> tuple[str, ...]:
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
    for language in languages("words"):
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
