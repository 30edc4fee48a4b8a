"""Where every id of a title that was ever given out leads: the one place that follows forwards.

Titles that turn out to be one are united under one of their ids, and the other id becomes a forward
(see core.films.titles.uniting). Buttons, shelves and turns under way may hold either.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from core.storage.sqltext import execute, one_of, sql

_LIVING = """SELECT titles.id FROM titles WHERE titles.id = coalesce(
    (SELECT title_forwards.title_id FROM title_forwards WHERE title_forwards.old_id = :id), :id)"""
_HELD = {
    "sqlite": text(_LIVING),  # whoever writes is alone
    "postgresql": text(f"{_LIVING} FOR KEY SHARE"),
}
_TRIES = 3


def living(connection: Connection, title_ids: Iterable[int]) -> dict[int, int]:
    """The title each id means now, in the order asked for: most mean themselves, as do unknown
    ones.
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
    """The title an id means, which nobody can unite with another before this transaction ends;
    None for no title.

    On PostgreSQL the title may be united while one waits for it: then the id is followed again.
    """
    statement = _HELD[connection.dialect.name]
    for _ in range(_TRIES):
        found: int | None = connection.scalar(statement, {"id": title_id})
        if found is not None:
            return found
    return None
