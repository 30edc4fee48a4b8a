"""Conditions on numbers."""

from collections.abc import Iterator

from core.storage.sqltext import Sql


def between(column: str, low: float | None, high: float | None) -> Iterator[Sql]:
    """That a column lies between two bounds, inclusive; None is no bound."""
    if low is not None:
        yield Sql(f"{column} >= ?", (low,))
    if high is not None:
        yield Sql(f"{column} <= ?", (high,))
