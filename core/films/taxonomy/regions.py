"""Parts of the world that films are said to be from ("Nordic"), read once from
``core/films/data/regions.toml``.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Region:
    """A region's countries (ISO 3166-1) and its names by language."""

    slug: str
    countries: tuple[str, ...]
    names: dict[str, str]


@cache
def regions() -> dict[str, Region]:
    """Every region by slug."""
    rows = tomllib.loads(files("core.films.data").joinpath("regions.toml").read_text("utf-8"))[
        "region"
    ]
    return {row["slug"]: _region(row) for row in rows}


def region_of(countries: Iterable[str]) -> Region | None:
    """The region that consists of exactly these countries."""
    wanted = frozenset(countries)
    return next(
        (region for region in regions().values() if wanted == frozenset(region.countries)), None
    )


def _region(row: dict[str, str]) -> Region:
    names = {key: value for key, value in row.items() if len(key) == 2}
    return Region(row["slug"], tuple(row["countries"].split()), names)
