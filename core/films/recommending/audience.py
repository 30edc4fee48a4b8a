"""Who titles are for, as far as a recommendation needs to know."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from core.films.recommending.taste import Opinion
from core.storage.pieces import Sql

Opinions = Callable[[Connection], tuple[Opinion, ...]]


def no_opinions(_: Connection) -> tuple[Opinion, ...]:
    """Nothing is known of anybody's taste."""
    return ()


@dataclass(frozen=True, slots=True)
class Audience:
    """What is never to be found for somebody, as SQL conditions on ``titles``, and how to read what
    they think of titles they know.
    """

    conditions: tuple[Sql, ...] = ()
    opinions: Opinions = no_opinions


EVERYBODY = Audience()
