"""What people said of titles: marks, favourites, and the journal that makes each change
undoable.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from core.films.tables.titles import titles
from core.films.titles.values import TitleName
from core.films.wishes.wish import Wish
from core.library.lists import marked_titles, statistics, table
from core.library.opinions import (
    ListStatus,
    MarkChange,
    Marked,
    MarkStatistics,
    MarkStep,
    Status,
    unmarked,
)
from core.library.tables import favourites, mark_changes, marks
from core.library.title_lists import TitleLists
from core.storage.engine import AnyRow, Change, Moment
from core.storage.sqltext import every, execute, one_of, sql, statement
from core.storage.store import Repository, held, living

# Each reads from users and titles, so that a mark of a forgotten person or a forged title is no
# error and no row.
_PAIR = "FROM users u JOIN titles t ON t.id = :title_id WHERE u.id = :user_id"
_JOURNAL = statement(
    """INSERT INTO mark_changes (user_id, id, title_id, "before", "after", favourite_before,
        favourite_after, at)
    SELECT u.id, :change_id, t.id, m.status, CAST(:status AS VARCHAR), f.title_id IS NOT NULL,
           COALESCE(CAST(:favourite AS BOOLEAN), f.title_id IS NOT NULL), :at
    FROM users u JOIN titles t ON t.id = :title_id
    LEFT JOIN marks m ON m.user_id = u.id AND m.title_id = t.id
    LEFT JOIN favourites f ON f.user_id = u.id AND f.title_id = t.id
    WHERE u.id = :user_id AND (COALESCE(m.status, '') <> COALESCE(CAST(:status AS VARCHAR), '')
          OR (f.title_id IS NOT NULL) <> COALESCE(CAST(:favourite AS BOOLEAN),
          f.title_id IS NOT NULL))
    ON CONFLICT DO NOTHING""",
    moments="at",
)
_MARK = statement(
    f"""INSERT INTO marks (user_id, title_id, status, updated_at) SELECT u.id, t.id,
        CAST(:status AS VARCHAR), :at {_PAIR}
    ON CONFLICT (user_id, title_id) DO UPDATE SET status = excluded.status,
        updated_at = excluded.updated_at
    WHERE marks.status <> excluded.status""",
    moments="at",
)
_FAVOUR = statement(
    f"""INSERT INTO favourites (user_id, title_id, created_at)
    SELECT u.id, t.id, :at {_PAIR} ON CONFLICT DO NOTHING""",
    moments="at",
)
_UNMARK = statement("DELETE FROM marks WHERE user_id = :user_id AND title_id = :title_id")
_UNFAVOUR = statement("DELETE FROM favourites WHERE user_id = :user_id AND title_id = :title_id")
_UNDONE = statement(
    """UPDATE mark_changes SET undone_at = :at
    WHERE user_id = :user_id AND id = :change_id AND undone_at IS NULL""",
    moments="at",
)
_LAST = statement(
    """SELECT id FROM mark_changes WHERE user_id = :user_id AND undone_at IS NULL
    ORDER BY at DESC LIMIT 1"""
)
# When the last word on a title was said that has not been taken back.
_LAST_WORD = statement(
    "SELECT MAX(at) AS at FROM mark_changes"
    " WHERE user_id = :user_id AND title_id = :title_id AND undone_at IS NULL"
).columns(at=Moment)
_CHANGE = (
    select(mark_changes)
    .where(
        mark_changes.c.user_id == bindparam("user_id"), mark_changes.c.id == bindparam("change_id")
    )
    .order_by(mark_changes.c.title_id)
)
_OF = (
    select(titles.c.id, marks.c.status, favourites.c.created_at, marks.c.updated_at)
    .outerjoin(marks, (marks.c.title_id == titles.c.id) & (marks.c.user_id == bindparam("user_id")))
    .outerjoin(
        favourites,
        (favourites.c.title_id == titles.c.id) & (favourites.c.user_id == bindparam("user_id")),
    )
    .where(titles.c.id.in_(bindparam("title_ids", expanding=True)))
    .where(marks.c.status.is_not(None) | favourites.c.created_at.is_not(None))
)


class Marks(Repository):
    """Marks of a person; nobody else's can be reached with their id."""

    async def of(self, user_id: int, title_ids: Iterable[int]) -> dict[int, Marked]:
        """What a person said of some titles, under the ids asked for; a title they said nothing of
        is left out.
        """

        def work(connection: Connection) -> dict[int, Marked]:
            asked = living(connection, title_ids)
            rows = connection.execute(_OF, {"user_id": user_id, "title_ids": list(asked.values())})
            found = {row[0]: _marked(row) for row in rows}
            return {i: found[meant] for i, meant in asked.items() if meant in found}

        return await self._store.run(work)

    async def ruled_out(self, user_id: int, title_ids: Iterable[int]) -> set[int]:
        """Those of some titles that what a person marked keeps from being suggested to them."""

        def work(connection: Connection) -> set[int]:
            asked = living(connection, title_ids)
            which = every([one_of("titles.id", asked.values()), ~unmarked(user_id)])
            rows = execute(connection, sql("SELECT titles.id FROM titles WHERE ?", which))
            found = {row[0] for row in rows}
            return {title_id for title_id, meant in asked.items() if meant in found}

        return await self._store.run(work)

    def put(
        self, user_id: int, title_id: int, status: Status, at: datetime, change_id: str
    ) -> Change:
        """Mark one title as part of a change. What was marked so already, or is no title, stays as
        it is.

        A favourite is also seen; to be saved for later, disliked or unmarked ends being a
        favourite.
        """
        favourite = {"favourite": True, "seen": None}.get(status, False)
        kept = {"favourite": "seen", "none": None}.get(status, status)

        def change(connection: Connection) -> None:
            meant = held(connection, title_id)
            if meant is None:
                return
            key = {"user_id": user_id, "title_id": meant}
            journal = key | {
                "status": kept,
                "favourite": favourite,
                "at": at,
                "change_id": change_id,
            }
            if connection.execute(_JOURNAL, journal).rowcount:
                _set(connection, key, kept, favourite, at)

        return change

    async def change(self, user_id: int, change_id: str) -> MarkChange | None:
        """One change of a person's, by its id."""
        return await self._store.run(lambda connection: _change(connection, user_id, change_id))

    async def last_change(self, user_id: int) -> MarkChange | None:
        """The latest change that is not undone."""

        def work(connection: Connection) -> MarkChange | None:
            last = connection.scalar(_LAST, {"user_id": user_id})
            return _change(connection, user_id, last) if last else None

        return await self._store.run(work)

    def undo(self, user_id: int, change: MarkChange, at: datetime) -> Change:
        """Put back what a change found, where nothing newer has been said; a second time does
        nothing.
        """

        def work(connection: Connection) -> None:
            for step in change.steps:
                held(connection, step.title_id)
            found = _change(connection, user_id, change.id)
            undone = {"user_id": user_id, "change_id": change.id, "at": at}
            if found and connection.execute(_UNDONE, undone).rowcount:
                for step in found.steps:
                    _put_back(connection, user_id, step, at)

        return work

    async def listed(
        self,
        user_id: int,
        status: ListStatus,
        wish: Wish,
        language: str,
        limit: int,
        offset: int,
        *,
        like_ids: tuple[int, ...] = (),
        unlike_ids: tuple[int, ...] = (),
        region: str | None = None,
    ) -> tuple[list[TitleName], int]:
        """Titles with a status that fit the wish, and how many there are: in its order, else those
        nearest to ``like_ids`` or with the newest mark first. ``region`` is where streaming
        services count; without it they are not looked at.
        """
        return await self._store.of(TitleLists).listed(
            marked_titles(user_id, status),
            wish,
            language,
            limit,
            offset,
            like_ids=like_ids,
            unlike_ids=unlike_ids,
            region=region,
        )

    async def table(self, user_id: int, language: str) -> list[tuple[Any, ...]]:
        """Every mark as a row: title, year, kind, IMDb id, status, whether a favourite, when; the
        newest first.
        """
        return await self._store.run(lambda connection: table(connection, user_id, language))

    async def statistics(self, user_id: int, language: str) -> MarkStatistics:
        """Figures about what a person marked."""
        return await self._store.run(lambda connection: statistics(connection, user_id))


def _set(
    connection: Connection,
    key: dict[str, int],
    status: str | None,
    favourite: bool | None,
    at: datetime,
) -> None:
    dated: dict[str, Any] = {**key, "at": at}
    if status:
        connection.execute(_MARK, dated | {"status": status})
    else:
        connection.execute(_UNMARK, key)
    if favourite is not None:
        connection.execute(*(_FAVOUR, dated) if favourite else (_UNFAVOUR, key))


def _put_back(connection: Connection, user_id: int, step: MarkStep, at: datetime) -> None:
    """What was said before a step is said again, as of when it was, if nothing newer is."""
    now = connection.execute(_OF, {"user_id": user_id, "title_ids": [step.title_id]}).first()
    status, favourite = ((now[1] or "none"), now[2] is not None) if now else ("none", False)
    key = {"user_id": user_id, "title_id": step.title_id}
    said_at: datetime | None = connection.scalar(_LAST_WORD, key)
    newer = said_at is not None and step.after.at is not None and said_at > step.after.at
    if not newer and (status, favourite) == (step.after.status, step.after.favourite):
        before = None if step.before.status == "none" else step.before.status
        _set(connection, key, before, step.before.favourite, said_at or at)


def _marked(row: AnyRow) -> Marked:
    return Marked(row[0], row[1] or "none", row[2] is not None, row[3] or row[2])


def _change(connection: Connection, user_id: int, change_id: str) -> MarkChange | None:
    rows = connection.execute(_CHANGE, {"user_id": user_id, "change_id": change_id}).all()
    return MarkChange(change_id, _steps(rows), rows[0].undone_at is not None) if rows else None


def _steps(rows: Sequence[AnyRow]) -> tuple[MarkStep, ...]:
    return tuple(
        MarkStep(
            row.title_id,
            Marked(row.title_id, row.before or "none", row.favourite_before),
            Marked(row.title_id, row.after or "none", row.favourite_after, row.at),
        )
        for row in rows
    )
