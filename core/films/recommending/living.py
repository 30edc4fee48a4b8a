"""Requests under the ids that titles have now."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from core.films.wishes.criteria.ask import Ask, Vouched
from core.storage.forwards import living


def with_living(
    connection: Connection, ask: Ask, vouched: Sequence[Vouched]
) -> tuple[Ask, tuple[Vouched, ...]]:
    """The same under the ids that titles have now: some may have been united since they were
    found.
    """
    meant = living(connection, [*ask.exclude, *(i for one in vouched for i in one.ids)])
    exclude = tuple(meant[title_id] for title_id in ask.exclude)
    told = (replace(one, ids=tuple(meant[title_id] for title_id in one.ids)) for one in vouched)
    return replace(ask, exclude=exclude), tuple(told)
