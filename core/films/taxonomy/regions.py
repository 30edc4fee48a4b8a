"""Parts of the world that films are from ("Nordic")."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from core.films.taxonomy.rows import Row, names, rows, slug


@dataclass(frozen=True, slots=True)
class Region:
    """A region's countries (ISO 3166-1) and its names by language."""

    slug: str
    countries: tuple[str, ...]
    names: dict[str, str]


@cache
def regions() -> dict[str, Region]:
    """Every region by slug."""
    return {slug(row): _region(row) for row in rows("region")}


def region_of(countries: Iterable[str]) -> Region | None:
    """The region that consists of exactly these countries."""
    wanted = frozenset(countries)
    return next(
        (region for region in regions().values() if wanted == frozenset(region.countries)), None
    )


def _region(row: Row) -> Region:
    return Region(slug(row), tuple(str(row["countries"]).split()), names(row))
