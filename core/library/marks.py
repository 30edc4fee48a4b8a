"""What people said of titles: marks, favourites, and the journal that makes each change
undoable.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from core.films.tables.titles import titles
from core.films.titles.values import TitleName
from core.films.wishes.wish import Wish
from core.library.journal import Journal, Word
from core.library.lists import marked_titles, statistics, table
from core.library.opinions import ListStatus, Marked, MarkStatistics, Status, unmarked
from core.library.tables import favourites, mark_changes, marks
from core.library.title_lists import TitleLists
from core.storage.engine import AnyRow, Change
from core.storage.sqltext import every, execute, one_of, sql, statement
from core.storage.store import held, living

_MARK = statement(
    """INSERT INTO marks (user_id, title_id, status, updated_at)
    VALUES (:user_id, :title_id, :status, :at)
    ON CONFLICT (user_id, title_id) DO UPDATE SET status = excluded.status,
        updated_at = excluded.updated_at""",
    moments="at",
)
_FAVOUR = statement(
    """INSERT INTO favourites (user_id, title_id, created_at)
    VALUES (:user_id, :title_id, :at) ON CONFLICT DO NOTHING""",
    moments="at",
)
_UNMARK = statement("DELETE FROM marks WHERE user_id = :user_id AND title_id = :title_id")
_UNFAVOUR = statement("DELETE FROM favourites WHERE user_id = :user_id AND title_id = :title_id")
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


class Said(NamedTuple):
    """What was said of a title: a status, if any, and whether it is a favourite."""

    status: str | None = None
    favourite: bool = False


NOTHING_SAID = Said()


class Marks(Journal[Said]):
    """Marks of a person; nobody else's can be reached with their id."""

    changes = mark_changes
    nothing = NOTHING_SAID

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

        def change(connection: Connection) -> None:
            meant = held(connection, title_id)
            if meant is not None:
                said = _said(status, self._now(connection, user_id, meant))
                self._say(connection, user_id, meant, Word(said, at), change_id)

        return change

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

    async def table(self, user_id: int, language: str) -> list[tuple[object, ...]]:
        """Every mark as a row: title, year, kind, IMDb id, status, whether a favourite, when; the
        newest first.
        """
        return await self._store.run(lambda connection: table(connection, user_id, language))

    async def statistics(self, user_id: int, language: str) -> MarkStatistics:
        """Figures about what a person marked."""
        return await self._store.run(lambda connection: statistics(connection, user_id))

    def _now(self, connection: Connection, user_id: int, title_id: int) -> Said:
        row = connection.execute(_OF, {"user_id": user_id, "title_ids": [title_id]}).first()
        return Said(row[1], row[2] is not None) if row else NOTHING_SAID

    def _read(self, row: AnyRow) -> tuple[Said, Said]:
        before = Said(row.before, row.favourite_before)
        return before, Said(row.after, row.favourite_after)

    def _columns(self, before: Said, after: Said) -> dict[str, object]:
        return {
            "before": before.status,
            "favourite_before": before.favourite,
            "after": after.status,
            "favourite_after": after.favourite,
        }

    def _set(self, connection: Connection, user_id: int, title_id: int, word: Word[Said]) -> None:
        key = {"user_id": user_id, "title_id": title_id}
        dated = {**key, "at": word.at}
        if word.said.status:
            connection.execute(_MARK, dated | {"status": word.said.status})
        else:
            connection.execute(_UNMARK, key)
        if word.said.favourite:
            connection.execute(_FAVOUR, dated)
        else:
            connection.execute(_UNFAVOUR, key)

    def _together(self, words: Sequence[Word[Said]]) -> Word[Said]:
        """The newest mark; what is a favourite by any origin is one, as long as that mark is
        "seen".
        """
        newest = super()._together(words)
        loved = newest.said.status == "seen" and any(word.said.favourite for word in words)
        return replace(newest, said=newest.said._replace(favourite=loved))


def _said(status: Status, before: Said) -> Said:
    """What a mark says of a title, where another may have been."""
    match status:
        case "favourite":
            return Said("seen", favourite=True)
        case "seen":
            return Said("seen", before.favourite)
        case "none":
            return NOTHING_SAID
        case _:
            return Said(status)


def _marked(row: AnyRow) -> Marked:
    return Marked(row[0], row[1] or "none", row[2] is not None, row[3] or row[2])
