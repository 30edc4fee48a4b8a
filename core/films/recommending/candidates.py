"""Candidates for a recommendation, chosen by SQL: titles that fit a wish, or that are near to liked
ones.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, starmap
from typing import Protocol

from sqlalchemy import Connection, Table, bindparam, select

from core.films.recommending.audience import Audience, Opinions, no_opinions
from core.films.recommending.features import CatalogueStatistics, Family, SparseVector, hashed
from core.films.recommending.ranking import Candidate, Opinion, nearness
from core.films.recommending.request import Request
from core.films.recommending.vectors import AFTER_PEOPLE, ALL_TITLES, FIRST_PERSON
from core.films.tables.genres import genres, themes
from core.films.tables.people import people
from core.films.tables.titles import titles as titles_table
from core.films.tables.vectors import features as counts
from core.films.tables.vectors import title_vectors
from core.films.wishes.conditions import Filters
from core.films.wishes.criteria.criterion import (
    Floor,
    LookupCondition,
    Query,
    QueryContext,
    Shortlist,
)
from core.films.wishes.criteria.figures import NOTABLE_VOTES
from core.films.wishes.criteria.orders import order_of
from core.films.wishes.wish import Wish
from core.storage.sqltext import Sql, every, execute, joined, one_of, sql
from core.storage.store import Repository, Store, living

_VECTORS = select(title_vectors.c.title_id, title_vectors.c.vector).where(
    title_vectors.c.title_id.in_(bindparam("ids", expanding=True))
)


def forwarded(
    connection: Connection, query: Query, shortlists: Sequence[Shortlist]
) -> tuple[Query, tuple[Shortlist, ...]]:
    """A query and shortlists with every id replaced by the current one."""
    listed = chain.from_iterable(shortlist.ids for shortlist in shortlists)
    current = living(connection, [*query.exclude, *listed])
    exclude = tuple(current[title_id] for title_id in query.exclude)
    return replace(query, exclude=exclude), tuple(_listed(one, current) for one in shortlists)


def _listed(shortlist: Shortlist, current: dict[int, int]) -> Shortlist:
    return replace(shortlist, ids=tuple(current[title_id] for title_id in shortlist.ids))


_FIRST_WORD = hashed(Family.WORD, "") & ~0xFFFFFFF
# Where no index leads to the titles of a wish, only so many of the best are looked through.
_SCANNED = 100_000
_WEIGHTS = select(titles_table.c.weight).order_by(titles_table.c.weight.desc()).limit(1)
_ALL = select(counts.c.name, counts.c.titles).where(counts.c.id == ALL_TITLES)
_NO_PERSON = (counts.c.id < FIRST_PERSON) | (counts.c.id >= AFTER_PEOPLE)
# How many titles have each feature that is neither a word nor a person.
_HOLDERS = select(counts.c.id, counts.c.titles).where(counts.c.id < _FIRST_WORD, _NO_PERSON)
_NAMES = select(people.c.id, people.c.name).where(people.c.id.in_(bindparam("ids", expanding=True)))


class StatisticsCache(Repository):
    """Caches the statistics until the next recount. Words and people are too many: they stay in the
    database.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._statistics = CatalogueStatistics("", 0, {}, {}, {}, {})

    def on(self, connection: Connection) -> CatalogueStatistics:
        """The statistics as of now."""
        stamp, titles = _last_count(connection)
        if stamp != self._statistics.stamp:
            self._statistics = _load(connection, stamp, titles)
        return self._statistics


def _last_count(connection: Connection) -> tuple[str, int]:
    """Which recount the statistics are of, and how many titles it found."""
    row = connection.execute(_ALL).first()
    return (row[0], row[1]) if row else ("none", 0)


def _load(connection: Connection, stamp: str, titles: int) -> CatalogueStatistics:
    by_theme, by_genre = _ids(connection, themes), _ids(connection, genres)
    slugs = {theme_id: slug for slug, theme_id in by_theme.items()}
    least_weight = connection.execute(_WEIGHTS.offset(_SCANNED)).scalar()
    holders = dict(connection.execute(_HOLDERS).all())
    return CatalogueStatistics(stamp, titles, by_theme, slugs, by_genre, holders, least_weight)


def _ids(connection: Connection, table: Table) -> dict[str, int]:
    """The ids of themes or genres, by slug."""
    return dict(connection.execute(select(table.c.slug, table.c.id)).all())


class Source(Protocol):
    """A catalogue beyond the tables, which adds to the tables what a query needs."""

    async def shortlists(
        self, query: Query, like_ids: Sequence[int], suggested: Sequence[int]
    ) -> tuple[Shortlist, ...]:
        """Candidates for a query, or near to liked titles, all of them in the tables now. Raises
        Unavailable.
        """
        ...


@dataclass(frozen=True, slots=True)
class Search:
    """A request as it is searched for now: the wish may have been relaxed, the floor lowered.

    ``said`` are the fields and values the user's last message added. ``source`` is None where there
    is none, or it has failed.
    """

    request: Request
    audience: Audience
    query: Query
    said: Collection[tuple[str, str]] = ()
    source: Source | None = None
    shortlists: tuple[Shortlist, ...] = ()

    def for_wish(self, wish: Wish) -> "Search":
        """The same search for another wish."""
        return replace(self, query=self.query.for_wish(wish))

    def with_floor(self, floor: Floor) -> "Search":
        """The same search with another floor."""
        return replace(self, query=replace(self.query, floor=floor))

    def without_source(self) -> "Search":
        """The same search in the tables alone, where streaming services cannot be checked."""
        return replace(self, source=None, shortlists=(), query=replace(self.query, region=None))


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
            found = [*reader.near_or_first(seeds, limit), *reader.beside(listed, among)]
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
        rows = await self._store.rows(_NAMES, {"ids": list(person_ids)})
        return {row[0]: row[1] for row in rows}

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

    def beside(self, shortlists: Iterable[Shortlist], among: Sequence[int]) -> Iterator[Candidate]:
        """Those that others suggest: on shortlists, and among some titles."""
        for shortlist in shortlists:
            yield from self.shortlisted(shortlist)
        if among:
            yield from self.among(among)

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
        lowered = self._without_least()
        return self._meeting([*self.filters.suggestible(lowered), one_of("titles.id", ids)])

    def _without_least(self) -> QueryContext:
        query = self.context.query
        floor = replace(query.floor, votes=0, rating=0.0)
        return self.context._replace(query=replace(query, floor=floor))

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
        tests = [lookup.test for lookup in lookups]
        conditions = [*self.filters.on_titles(self.context), *tests, *self._bound()]
        return self._ordered(conditions, walk=True)

    def _driven_by(self, rarest: LookupCondition, lookups: list[LookupCondition]) -> Sql:
        conditions = self.filters.on_titles(self.context)
        conditions += [lookup.test for lookup in lookups if lookup is not rarest]
        conditions.append(sql("titles.id IN (?)", rarest.ids))
        return self._ordered(conditions, walk=False)

    def _bound(self) -> Iterator[Sql]:
        """In a large catalogue, how far the index is walked; a floor of votes bounds it already."""
        least = self.context.statistics.least_weight
        if least is not None and self.context.query.floor.votes < NOTABLE_VOTES:
            yield sql("titles.weight >= ?", least)

    def _ordered(self, conditions: list[Sql], *, walk: bool) -> Sql:
        order = order_of(self.context.query.wish.sort).of_request(walk=walk)
        return sql(f"WHERE ? ORDER BY {order}", every(conditions))


def _vectors(connection: Connection, title_ids: list[int]) -> dict[int, SparseVector]:
    packed = vectors_of(connection, title_ids)
    return {title_id: SparseVector.unpack(blob) for title_id, blob in packed.items()}


def vectors_of(connection: Connection, title_ids: Collection[int]) -> dict[int, bytes]:
    """The packed vectors of some titles, on an open connection."""
    if not title_ids:
        return {}
    rows = connection.execute(_VECTORS, {"ids": list(title_ids)})
    return {row[0]: row[1] for row in rows}
