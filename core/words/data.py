"""Data files per language, found by their names wherever they stand in the program.

``phrases.<language>.toml`` is what the bot says, ``words.<language>.toml`` what it understands.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import cast

Table = dict[str, object]
_PACKAGES = ("core", "adapters")  # where data files stand


@cache
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


@cache
def _files() -> tuple[tuple[str, Traversable], ...]:
    """Every data file with its name, in the order of their paths."""
    return tuple(pair for package in _PACKAGES for pair in _below(files(package)))


def _below(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _below(entry)
        elif _is_data(entry.name):
            yield entry.name, entry


def _is_data(name: str) -> bool:
    parts = name.split(".")
    return len(parts) == 3 and parts[0] in ("phrases", "words") and parts[2] == "toml"


def strings(table: object) -> dict[str, list[str]]:
    """A table of lists of strings, as data files hold them."""
    return cast(dict[str, list[str]], table)
