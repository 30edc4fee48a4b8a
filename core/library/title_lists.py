"""Titles that a user keeps in some table, filtered and sorted by a wish."""

from sqlalchemy import Connection

from core.films.recommending.candidates import StatisticsCache
from core.films.titles.values import TitleName
from core.films.wishes.conditions import Filters
from core.films.wishes.criteria.criterion import Floor, Query, QueryContext
from core.films.wishes.criteria.orders import order_of
from core.films.wishes.wish import Wish
from core.library.lists import ListQuery, ListSource, listed
from core.storage.store import Repository, Store


class TitleLists(Repository):
    """Lists of titles, whatever table they come from."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._statistics = store.of(StatisticsCache)
        self._filters = store.of(Filters)

    async def listed(
        self,
        source: ListSource,
        wish: Wish,
        language: str,
        limit: int,
        offset: int = 0,
        *,
        like_ids: tuple[int, ...] = (),
        unlike_ids: tuple[int, ...] = (),
        region: str | None = None,
    ) -> tuple[list[TitleName], int]:
        """The titles of a list that fit the wish, and how many there are: in its order, else those
        nearest to ``like_ids`` or in the order of the list. ``region`` is where streaming services
        count; without it they are not looked at.
        """
        floor = order_of(wish.sort).floor or Floor()
        query = Query(wish, exclude=(*like_ids, *unlike_ids), floor=floor, region=region)

        def work(connection: Connection) -> tuple[list[TitleName], int]:
            wanted = self._wanted(connection, source, query, like_ids)
            return listed(connection, wanted, language, limit, offset)

        return await self._store.run(work)

    def _wanted(
        self, connection: Connection, source: ListSource, query: Query, like_ids: tuple[int, ...]
    ) -> ListQuery:
        context = QueryContext(query, self._statistics.on(connection), self._store.dialect)
        return ListQuery(source, context, tuple(self._filters.fitting(context)), like_ids)
