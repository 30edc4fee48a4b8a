"""Conditions on numbers: columns between two bounds."""

from collections.abc import Iterator

from core.storage.pieces import Sql


def between(column: str, low: float | None, high: float | None) -> Iterator[Sql]:
    """That a column lies between two bounds, either of which may be open."""
    if low is not None:
        yield Sql(f"{column} >= ?", (low,))
    if high is not None:
        yield Sql(f"{column} <= ?", (high,))
