"""The rows of the taxonomy's data files: ``genres.toml``, ``themes.toml`` and ``regions.toml``."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

Row = Mapping[str, str | int | list[str]]
_CODE_LETTERS = 2  # a key of two letters is a language's code (ISO 639-1)


@cache
def rows(kind: Literal["genre", "theme", "region"]) -> Sequence[Row]:
    """The rows of a file, in its order. Not to be changed."""
    text = files("core.films.data").joinpath(f"{kind}s.toml").read_text("utf-8")
    found: list[Row] = tomllib.loads(text)[kind]
    return tuple(found)


def names(row: Row) -> dict[str, str]:
    """What a row's genre, theme or region is called, by language."""
    return {key: str(value) for key, value in row.items() if len(key) == _CODE_LETTERS}


def slug(row: Row) -> str:
    """What a row is known by."""
    return str(row["slug"])


def synonyms(row: Row, code: str) -> list[str]:
    """The other words for it in a language."""
    found = row.get(f"{code}_synonyms", [])
    assert isinstance(found, list)
    return found
