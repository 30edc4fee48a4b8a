"""Which title an id means now. This is the only place that follows forwards.

When two entries turn out to be one title, they are united under one id, and the other id becomes a
forward (see core.films.titles.uniting). Buttons, shelves and running turns may contain either.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from core.storage.sqltext import execute, one_of, sql

_LIVING = """SELECT titles.id FROM titles WHERE titles.id = coalesce(
    (SELECT title_forwards.title_id FROM title_forwards WHERE title_forwards.old_id = :id), :id)"""
_HELD = {
    "sqlite": text(_LIVING),  # there is only one writer
    "postgresql": text(f"{_LIVING} FOR KEY SHARE"),
}
_TRIES = 3


def living(connection: Connection, title_ids: Iterable[int]) -> dict[int, int]:
    """The current id of each title, in the order given. Most ids, and unknown ones, map to
    themselves.
    """
    asked = dict.fromkeys(title_ids)
    if not asked:
        return {}
    old = sql(
        "SELECT old_id, title_id FROM title_forwards WHERE ?",
        one_of("title_forwards.old_id", asked),
    )
    moved = dict(execute(connection, old).all())
    return {title_id: moved.get(title_id, title_id) for title_id in asked}


def held(connection: Connection, title_id: int) -> int | None:
    """Lock a title and return its current id, or None if there is no such title. Until this
    transaction ends, the title cannot be united with another.

    On PostgreSQL the title may be united while this waits for the lock. Then it follows the id
    again.
    """
    statement = _HELD[connection.dialect.name]
    for _ in range(_TRIES):
        found: int | None = connection.scalar(statement, {"id": title_id})
        if found is not None:
            return found
    return None
