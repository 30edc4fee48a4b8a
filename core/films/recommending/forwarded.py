"""Queries under the current ids of their titles: titles may have been united since."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from core.films.wishes.criteria.query import Query, Shortlist
from core.storage.forwards import living


def forwarded(
    connection: Connection, query: Query, shortlists: Sequence[Shortlist]
) -> tuple[Query, tuple[Shortlist, ...]]:
    """A query and shortlists with every id replaced by the current one."""
    ids = [*query.exclude]
    for shortlist in shortlists:
        ids += shortlist.ids
    current = living(connection, ids)
    exclude = tuple(current[title_id] for title_id in query.exclude)
    return replace(query, exclude=exclude), tuple(_listed(one, current) for one in shortlists)


def _listed(shortlist: Shortlist, current: dict[int, int]) -> Shortlist:
    return replace(shortlist, ids=tuple(current[title_id] for title_id in shortlist.ids))
