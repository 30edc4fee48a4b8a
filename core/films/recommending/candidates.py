"""Candidates for a recommendation, chosen by SQL: what a wish allows, or what lies near the titles
somebody liked.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import starmap

from sqlalchemy import Connection, select

from core.films.recommending.audience import Opinions, no_opinions
from core.films.recommending.closeness import nearness
from core.films.recommending.features import Sparse
from core.films.recommending.frequencies import Lookup
from core.films.recommending.living import with_living
from core.films.recommending.ranking import Candidate
from core.films.recommending.taste import Opinion
from core.films.recommending.vectors import vectors_of
from core.films.tables.people import people
from core.films.wishes.conditions import Filters
from core.films.wishes.criteria.ask import Ask, Query, Vouched
from core.films.wishes.criteria.known import Known
from core.films.wishes.criteria.orders import order_of
from core.films.wishes.criteria.ratings import NOTABLE_VOTES
from core.storage.pieces import Sql, every, joined, one_of, sql
from core.storage.statements import execute
from core.storage.store import Repository, Store

# A condition that few titles meet is read from its own index; one that many meet is tested while
# walking the best first.
_FEW = 4_000
# How many of the titles that share something with the liked ones are compared in full.
_NEAR = 160
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
_CHOSEN = f"SELECT {', '.join(f'titles.{column}' for column in _COLUMNS)} FROM titles"
_WITH_VECTOR = f"SELECT {', '.join(f'chosen.{column}' for column in _COLUMNS)}, title_vectors.vector FROM (?) AS chosen"
_VECTOR = " LEFT JOIN title_vectors ON title_vectors.title_id = chosen.id"


@dataclass(frozen=True, slots=True)
class Pool:
    """What a recommendation is chosen from, with the vectors of titles asked about and what the
    person said of others.
    """

    candidates: list[Candidate]
    known: Known
    vectors: dict[int, Sparse] = field(default_factory=dict)
    opinions: tuple[Opinion, ...] = ()


class Candidates(Repository):
    """Reads candidates: one trip to the database for each request."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._lookup = store.of(Lookup)
        self._filters = store.of(Filters)

    async def pool(
        self,
        ask: Ask,
        limit: int,
        opinions: Opinions = no_opinions,
        *,
        near: Sequence[int] = (),
        far: Sequence[int] = (),
        among: Sequence[int] = (),
        vouched: Sequence[Vouched] = (),
    ) -> Pool:
        """Titles that fit: the first in the order of the wish, or those that share what is rarest
        of the titles of ``near``, filled up with others where those are few; and those that are
        vouched for. ``far`` are titles whose vectors are needed too; those of ``among`` that fit
        come in addition, however little known.
        """

        def work(connection: Connection) -> Pool:
            asked, told = with_living(connection, ask, vouched)
            query = self._query(connection, asked)
            blobs = vectors_of(connection, [*near, *far])
            vectors = {title_id: Sparse.unpack(blob) for title_id, blob in blobs.items()}
            seeds = [vectors[seed] for seed in near if seed in vectors]
            found = self._near(connection, query, seeds)
            if len(found) < _ENOUGH:
                found += self._fitting(connection, query, limit)
            for one in told:
                found += self._vouched(connection, query, one)
            if among:
                found += self._among(connection, query, among)
            once = {candidate.id: candidate for candidate in found}
            return Pool(list(once.values()), query.known, vectors, opinions(connection))

        return await self._store.run(work)

    async def vouched(self, ask: Ask, vouched: Vouched) -> list[int]:
        """Those vouched for that meet what was left to check and are not marked, in the order
        given.
        """

        def work(connection: Connection) -> list[int]:
            asked, (told,) = with_living(connection, ask, [vouched])
            query = self._query(connection, asked)
            fitting = {one.id for one in self._vouched(connection, query, told)}
            return [title_id for title_id in dict.fromkeys(told.ids) if title_id in fitting]

        return await self._store.run(work)

    async def people(self, person_ids: Collection[int]) -> dict[int, str]:
        """Names of people."""
        if not person_ids:
            return {}
        rows = await self._store.rows(
            select(people.c.id, people.c.name).where(people.c.id.in_(person_ids))
        )
        return {row[0]: row[1] for row in rows}

    async def counts(self, asks: Sequence[Ask], cap: int) -> list[int]:
        """How many titles fit each, counted up to ``cap``."""

        def work(connection: Connection) -> list[int]:
            if not asks:
                return []
            wheres = [self._which(self._query(connection, ask)) for ask in asks]
            some = [sql(f"SELECT 1 FROM titles ? LIMIT {cap}", where) for where in wheres]
            counted = [sql("(SELECT count(*) FROM (?) AS fitting)", one) for one in some]
            return list(execute(connection, sql("SELECT ?", joined(", ", counted))).one())

        return await self._store.run(work)

    def _query(self, connection: Connection, ask: Ask) -> Query:
        return Query(ask, self._lookup.on(connection), self._store.dialect)

    def _fitting(self, connection: Connection, query: Query, limit: int) -> list[Candidate]:
        return _candidates(connection, sql(f"{_CHOSEN} ? LIMIT {limit}", self._which(query)))

    def _vouched(self, connection: Connection, query: Query, vouched: Vouched) -> list[Candidate]:
        conditions = self._filters.vouched_for(query, vouched)
        return _candidates(connection, sql(f"{_CHOSEN} WHERE ?", every(conditions)))

    def _among(self, connection: Connection, query: Query, ids: Sequence[int]) -> list[Candidate]:
        """Those of the titles that fit, whether or not enough people know them."""
        floor = replace(query.ask.floor, votes=0, rating=0.0)
        anything = query._replace(ask=replace(query.ask, floor=floor))
        conditions = [*self._filters.suggestible(anything), one_of("titles.id", ids)]
        return _candidates(connection, sql(f"{_CHOSEN} WHERE ?", every(conditions)))

    def _which(self, query: Query) -> Sql:
        """Which titles fit, and their order."""
        links = self._filters.links(query)
        rarest = min(links, key=lambda link: link.titles, default=None)
        driven = rarest is not None and rarest.titles <= _FEW
        conditions = self._filters.plain(query)
        conditions += [link.test for link in links if not (driven and link is rarest)]
        if rarest is not None and driven:
            conditions.append(sql("titles.id IN (?)", rarest.ids))
        elif query.known.reach is not None and query.ask.floor.votes < NOTABLE_VOTES:
            conditions.append(sql("titles.weight >= ?", query.known.reach))
        order = order_of(query.ask.wish.sort).of_request(walk=not driven)
        return sql(f"WHERE ? ORDER BY {order}", every(conditions))

    def _near(self, connection: Connection, query: Query, seeds: list[Sparse]) -> list[Candidate]:
        near = nearness(seeds, query.known)
        if near is None:
            return []
        best = f"ORDER BY near.closeness DESC, titles.id LIMIT {_NEAR}"
        nearest = sql(
            f"{_CHOSEN} JOIN (?) AS near ON near.title_id = titles.id WHERE ? {best}",
            near,
            every(self._filters.suggestible(query)),
        )
        return _candidates(connection, nearest)


def _candidates(connection: Connection, chosen: Sql) -> list[Candidate]:
    """The chosen with their vectors, which are fetched for them alone and not for all that was
    sorted.
    """
    return list(starmap(Candidate, execute(connection, sql(_WITH_VECTOR + _VECTOR, chosen))))
