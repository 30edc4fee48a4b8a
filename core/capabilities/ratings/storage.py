"""Ratings by user and title."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from core.capabilities.ratings.tables import rating_changes, ratings
from core.films.titles.values import TitleName
from core.films.wishes.wish import Wish
from core.library.journal import Journal, Word
from core.library.lists import ListSource
from core.library.title_lists import TitleLists
from core.storage.engine import AnyRow, Change
from core.storage.sqltext import sql, statement
from core.storage.store import held, living

_PUT = statement(
    """INSERT INTO ratings (user_id, title_id, rating, rated_at)
    VALUES (:user_id, :title_id, :rating, :at)
    ON CONFLICT (user_id, title_id) DO UPDATE
    SET rating = excluded.rating, rated_at = excluded.rated_at""",
    moments="at",
)
_REMOVE = statement("DELETE FROM ratings WHERE user_id = :user_id AND title_id = :title_id")
_NOW = statement("SELECT rating FROM ratings WHERE user_id = :user_id AND title_id = :title_id")
_ORDER = "ratings.rating DESC, ratings.rated_at DESC"


class Ratings(Journal[float | None]):
    """Ratings of a user; nobody else's can be reached with their id."""

    changes = rating_changes
    nothing = None

    def put(
        self, user_id: int, title_id: int, rating: float | None, at: datetime, change_id: str
    ) -> Change:
        """Rate one title as part of a change, in place of an earlier rating; None removes it."""

        def change(connection: Connection) -> None:
            meant = held(connection, title_id)
            if meant is not None:
                self._say(connection, user_id, meant, Word(rating, at), change_id)

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

    def _now(self, connection: Connection, user_id: int, title_id: int) -> float | None:
        rating: float | None = connection.scalar(_NOW, {"user_id": user_id, "title_id": title_id})
        return rating

    def _set(
        self, connection: Connection, user_id: int, title_id: int, word: Word[float | None]
    ) -> None:
        key = {"user_id": user_id, "title_id": title_id}
        if word.said is None:
            connection.execute(_REMOVE, key)
        else:
            connection.execute(_PUT, {**key, "rating": word.said, "at": word.at})

    def _read(self, row: AnyRow) -> tuple[float | None, float | None]:
        return row.before, row.after

    def _columns(self, before: float | None, after: float | None) -> dict[str, object]:
        return {"before": before, "after": after}
