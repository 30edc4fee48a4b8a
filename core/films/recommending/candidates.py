"""Candidates for a recommendation, chosen by SQL: titles that fit a wish, or that are near to liked
ones.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import starmap

from sqlalchemy import Connection, select

from core.films.recommending.audience import Opinions, no_opinions
from core.films.recommending.closeness import nearness
from core.films.recommending.forwarded import forwarded
from core.films.recommending.ranking import Candidate
from core.films.recommending.sparse import SparseVector
from core.films.recommending.statistics import StatisticsCache
from core.films.recommending.taste import Opinion
from core.films.recommending.vectors import vectors_of
from core.films.tables.people import people
from core.films.wishes.conditions import Filters
from core.films.wishes.criteria.orders import order_of
from core.films.wishes.criteria.query import LookupCondition, Query, QueryContext, Shortlist
from core.films.wishes.criteria.ratings import NOTABLE_VOTES
from core.films.wishes.criteria.statistics import CatalogueStatistics
from core.storage.sqltext import Sql, every, execute, joined, one_of, sql
from core.storage.store import Repository, Store

# A condition that at most so many titles meet is read from its own index; another is tested while
# walking the index of the order.
_FEW = 4_000
# Titles near to liked ones that are compared in full.
_NEAR = 160
# With fewer near titles than this, others that fit fill up the pool.
_ENOUGH = 40

_COLUMNS = (
    "id",
    "kind",
    "imdb_rating",
    "imdb_votes",
    "weight",
    "popularity",
    "year",
    "runtime",
    "main_mask",
)
_SELECT = f"SELECT {', '.join(f'titles.{column}' for column in _COLUMNS)} FROM titles"
# Vectors are fetched for the chosen titles alone, not for all that were sorted.
_WITH_VECTOR = (
    f"SELECT {', '.join(f'chosen.{column}' for column in _COLUMNS)}, title_vectors.vector"
    " FROM (?) AS chosen LEFT JOIN title_vectors ON title_vectors.title_id = chosen.id"
)


@dataclass(frozen=True, slots=True)
class CandidatePool:
    """What a recommendation is chosen from, with the vectors of liked and disliked titles, and the
    user's opinions.
    """

    candidates: list[Candidate]
    statistics: CatalogueStatistics
    vectors: dict[int, SparseVector] = field(default_factory=dict)
    opinions: tuple[Opinion, ...] = ()


class Candidates(Repository):
    """Reads candidates, in one trip to the database for each request."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._statistics = store.of(StatisticsCache)
        self._filters = store.of(Filters)

    async def pool(
        self,
        query: Query,
        limit: int,
        opinions: Opinions = no_opinions,
        *,
        near: Sequence[int] = (),
        far: Sequence[int] = (),
        among: Sequence[int] = (),
        shortlists: Sequence[Shortlist] = (),
    ) -> CandidatePool:
        """Titles that fit the query.

        These are the first ``limit`` in its order, or those near to the titles of ``near``, filled
        up with others where they are few; and those on the ``shortlists``. Titles of ``among`` that
        fit are added whatever their votes. Titles of ``far`` only have their vectors read.
        """

        def work(connection: Connection) -> CandidatePool:
            current, listed = forwarded(connection, query, shortlists)
            reader = self._reader(connection, current)
            vectors = _vectors(connection, [*near, *far])
            seeds = [vectors[seed] for seed in near if seed in vectors]
            found = reader.near_or_first(seeds, limit)
            for shortlist in listed:
                found += reader.shortlisted(shortlist)
            if among:
                found += reader.among(among)
            candidates = list({one.id: one for one in found}.values())
            statistics = reader.context.statistics
            return CandidatePool(candidates, statistics, vectors, opinions(connection))

        return await self._store.run(work)

    async def shortlisted(self, query: Query, shortlist: Shortlist) -> list[int]:
        """The titles on a shortlist that fit what its source did not check, in its order."""

        def work(connection: Connection) -> list[int]:
            current, (listed,) = forwarded(connection, query, [shortlist])
            found = self._reader(connection, current).shortlisted(listed)
            fitting = {one.id for one in found}
            return [title_id for title_id in dict.fromkeys(listed.ids) if title_id in fitting]

        return await self._store.run(work)

    async def people(self, person_ids: Collection[int]) -> dict[int, str]:
        """The names of people, by id."""
        if not person_ids:
            return {}
        named = select(people.c.id, people.c.name).where(people.c.id.in_(person_ids))
        return {row[0]: row[1] for row in await self._store.rows(named)}

    async def counts(self, queries: Sequence[Query], cap: int) -> list[int]:
        """How many titles fit each query, counted up to ``cap``."""
        if not queries:
            return []

        def work(connection: Connection) -> list[int]:
            counts = [self._reader(connection, query).count(cap) for query in queries]
            return list(execute(connection, sql("SELECT ?", joined(", ", counts))).one())

        return await self._store.run(work)

    def _reader(self, connection: Connection, query: Query) -> "_Reader":
        statistics = self._statistics.on(connection)
        context = QueryContext(query, statistics, self._store.dialect)
        return _Reader(connection, self._filters, context)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the candidates of one query."""

    connection: Connection
    filters: Filters
    context: QueryContext

    def near_or_first(self, seeds: list[SparseVector], limit: int) -> list[Candidate]:
        """Those near to the seeds; where these are few, the first of all that fit after them."""
        found = self.near(seeds)
        if len(found) < _ENOUGH:
            found += self.first(limit)
        return found

    def near(self, seeds: list[SparseVector]) -> list[Candidate]:
        """Those that fit and share most with the seeds."""
        near = nearness(seeds, self.context.statistics)
        if near is None:
            return []
        conditions = every(self.filters.suggestible(self.context))
        join = f"{_SELECT} JOIN (?) AS near ON near.title_id = titles.id"
        best = f"ORDER BY near.closeness DESC, titles.id LIMIT {_NEAR}"
        return self._read(sql(f"{join} WHERE ? {best}", near, conditions))

    def first(self, limit: int) -> list[Candidate]:
        """The first that fit, in the order of the wish."""
        return self._read(sql(f"{_SELECT} ? LIMIT {limit}", self._where()))

    def shortlisted(self, shortlist: Shortlist) -> list[Candidate]:
        """Those on a shortlist that fit what its source did not check."""
        return self._meeting(self.filters.shortlisted(self.context, shortlist))

    def among(self, ids: Sequence[int]) -> list[Candidate]:
        """Those of the titles that fit, whatever their votes and rating."""
        query = self.context.query
        floor = replace(query.floor, votes=0, rating=0.0)
        lowered = self.context._replace(query=replace(query, floor=floor))
        return self._meeting([*self.filters.suggestible(lowered), one_of("titles.id", ids)])

    def count(self, cap: int) -> Sql:
        """A subquery that counts those that fit, up to a cap."""
        fitting = sql(f"SELECT 1 FROM titles ? LIMIT {cap}", self._where())
        return sql("(SELECT count(*) FROM (?) AS fitting)", fitting)

    def _meeting(self, conditions: list[Sql]) -> list[Candidate]:
        return self._read(sql(f"{_SELECT} WHERE ?", every(conditions)))

    def _read(self, chosen: Sql) -> list[Candidate]:
        rows = execute(self.connection, sql(_WITH_VECTOR, chosen))
        return list(starmap(Candidate, rows))

    def _where(self) -> Sql:
        """The WHERE and ORDER BY of titles that fit. The rarest lookup drives the statement where
        few titles meet it; otherwise the index of the order is walked.
        """
        lookups = self.filters.lookups(self.context)
        rarest = min(lookups, key=lambda lookup: lookup.titles, default=None)
        if rarest is not None and rarest.titles <= _FEW:
            return self._driven_by(rarest, lookups)
        conditions = self.filters.on_titles(self.context)
        conditions += [lookup.test for lookup in lookups]
        if bound := self._bound():
            conditions.append(bound)
        return self._ordered(conditions, walk=True)

    def _driven_by(self, rarest: LookupCondition, lookups: list[LookupCondition]) -> Sql:
        conditions = self.filters.on_titles(self.context)
        conditions += [lookup.test for lookup in lookups if lookup is not rarest]
        conditions.append(sql("titles.id IN (?)", rarest.ids))
        return self._ordered(conditions, walk=False)

    def _bound(self) -> Sql | None:
        """In a large catalogue, how far the index is walked; a floor of votes bounds it already."""
        least = self.context.statistics.least_weight
        if least is None or self.context.query.floor.votes >= NOTABLE_VOTES:
            return None
        return sql("titles.weight >= ?", least)

    def _ordered(self, conditions: list[Sql], *, walk: bool) -> Sql:
        order = order_of(self.context.query.wish.sort).of_request(walk=walk)
        return sql(f"WHERE ? ORDER BY {order}", every(conditions))


def _vectors(connection: Connection, title_ids: list[int]) -> dict[int, SparseVector]:
    packed = vectors_of(connection, title_ids)
    return {title_id: SparseVector.unpack(blob) for title_id, blob in packed.items()}
