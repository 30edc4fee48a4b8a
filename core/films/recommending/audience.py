"""Who a recommendation is for."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from core.films.recommending.ranking import Opinion
from core.storage.sqltext import Sql

Opinions = Callable[[Connection], tuple[Opinion, ...]]


def no_opinions(_: Connection) -> tuple[Opinion, ...]:
    """No opinions: the taste is unknown."""
    return ()


@dataclass(frozen=True, slots=True)
class Audience:
    """SQL conditions on ``titles`` that rule out what is never suggested to somebody, and a way to
    read their opinions.
    """

    conditions: tuple[Sql, ...] = ()
    opinions: Opinions = no_opinions


EVERYBODY = Audience()
