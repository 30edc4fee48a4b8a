"""Ratings by user and title."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from core.capabilities.ratings.tables import ratings
from core.films.titles.values import TitleName
from core.films.wishes.wish import Wish
from core.library.lists import ListSource
from core.library.title_lists import TitleLists
from core.storage.engine import Change
from core.storage.sqltext import sql, statement
from core.storage.store import Repository, held, living

# Reads from users and titles, so that a rating of a forgotten user or a forged title is no error
# and no row.
_PUT = statement(
    """INSERT INTO ratings (user_id, title_id, rating, rated_at)
    SELECT u.id, t.id, CAST(:rating AS FLOAT), :at
    FROM users u JOIN titles t ON t.id = :title_id WHERE u.id = :user_id
    ON CONFLICT (user_id, title_id) DO UPDATE
    SET rating = excluded.rating, rated_at = excluded.rated_at""",
    moments="at",
)
_REMOVE = statement("DELETE FROM ratings WHERE user_id = :user_id AND title_id = :title_id")
_ORDER = "ratings.rating DESC, ratings.rated_at DESC"


class Ratings(Repository):
    """Ratings of a user; nobody else's can be reached with their id."""

    def put(self, user_id: int, title_id: int, rating: float, at: datetime) -> Change:
        """Rate a title, in place of an earlier rating."""

        def change(connection: Connection) -> None:
            meant = held(connection, title_id)
            row = {"user_id": user_id, "title_id": meant, "rating": rating, "at": at}
            connection.execute(_PUT, row)

        return change

    def remove(self, user_id: int, title_id: int) -> Change:
        """Remove a rating, if there is one."""

        def change(connection: Connection) -> None:
            meant = held(connection, title_id)
            connection.execute(_REMOVE, {"user_id": user_id, "title_id": meant})

        return change

    async def of(self, user_id: int, title_ids: Iterable[int]) -> dict[int, float]:
        """A user's ratings of some titles, under the ids asked for; a title that is not rated is
        left out.
        """

        def work(connection: Connection) -> dict[int, float]:
            asked = living(connection, title_ids)
            chosen = select(ratings.c.title_id, ratings.c.rating).where(
                ratings.c.user_id == user_id, ratings.c.title_id.in_(asked.values())
            )
            found = {row.title_id: row.rating for row in connection.execute(chosen)}
            return {i: found[meant] for i, meant in asked.items() if meant in found}

        return await self._store.run(work)

    async def listed(
        self,
        user_id: int,
        lowest: float,
        highest: float,
        wish: Wish,
        language: str,
        limit: int,
        region: str | None = None,
    ) -> tuple[list[TitleName], int]:
        """The titles rated so that fit the wish, the highest rating first unless it says otherwise,
        and how many there are in all.
        """
        belongs = sql(
            "ratings.user_id = ? AND ratings.rating >= ? AND ratings.rating <= ?",
            user_id,
            lowest,
            highest,
        )
        source = ListSource("ratings", belongs, _ORDER)
        lists = self._store.of(TitleLists)
        return await lists.listed(source, wish, language, limit, region=region)
