"""Candidates for a recommendation, chosen by SQL: what a wish allows, or what lies near the titles somebody liked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import starmap
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, func, literal, literal_column, select, union_all

from core.movies.features import Family, Sparse, feature_id
from core.movies.rank import Candidate
from core.movies.taste import Opinion
from core.storage.engine import Reader
from core.storage.filters import Ask, linked, plain, without
from core.storage.known import Known, Lookup
from core.storage.marked import opinions
from core.storage.tables import credits, title_themes, title_vectors, titles
from core.storage.vectors import vectors_of

# A condition that few titles meet is read from its own index; one that many meet is tested while walking the best first.
_FEW = 4_000
# How many titles that share something with the liked ones are looked at, and how many of them are compared in full.
_NEAR_ROWS = 6_000
_NEAR = 300
_ENOUGH = 40

_COLUMNS = (
    titles.c.id, titles.c.kind, titles.c.imdb_rating, titles.c.imdb_votes, titles.c.weight, titles.c.popularity, titles.c.year,
    titles.c.runtime, titles.c.main_mask,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pool:
    """What a recommendation is chosen from, with the vectors of the liked titles and what the person said of others."""

    candidates: list[Candidate]
    known: Known
    seeds: dict[int, Sparse] = field(default_factory=dict)
    opinions: tuple[Opinion, ...] = ()


class Candidates:
    """Reads candidates: one trip to the database for each request."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lookup = Lookup()

    async def fitting(self, ask: Ask, limit: int) -> Pool:
        """The best titles that fit, in the order of the wish."""

        def work(connection: Connection) -> Pool:
            known = self._lookup.on(connection)
            return Pool(self._fitting(connection, ask, known, limit), known, opinions=opinions(connection, ask.person_id))

        return await self._reader.run(work)

    async def near(self, ask: Ask, seed_ids: Sequence[int], limit: int) -> Pool:
        """Titles that fit and share what is rarest of some titles; filled up with others that fit when those are few."""

        def work(connection: Connection) -> Pool:
            known = self._lookup.on(connection)
            blobs = vectors_of(connection, seed_ids)
            seeds = {seed: Sparse.unpack(blobs.get(seed)) for seed in seed_ids}
            found = self._near(connection, ask, known, seeds)
            if len(found) < _ENOUGH:
                had = {candidate.id for candidate in found}
                found += [one for one in self._fitting(connection, ask, known, limit) if one.id not in had]
            return Pool(found, known, seeds, opinions(connection, ask.person_id))

        return await self._reader.run(work)

    async def counts(self, asks: Sequence[Ask], cap: int) -> list[int]:
        """How many titles fit each, counted up to ``cap``."""

        def work(connection: Connection) -> list[int]:
            known = self._lookup.on(connection)
            return [self._count(connection, ask, known, cap) for ask in asks]

        return await self._reader.run(work)

    def _fitting(self, connection: Connection, ask: Ask, known: Known, limit: int) -> list[Candidate]:
        chosen = self._chosen(ask, known).limit(limit).subquery("chosen")
        return _candidates(connection, chosen)

    def _count(self, connection: Connection, ask: Ask, known: Known, cap: int) -> int:
        chosen = self._chosen(ask, known).limit(cap).subquery("chosen")
        return connection.scalar(select(func.count()).select_from(chosen)) or 0

    def _chosen(self, ask: Ask, known: Known) -> Select[Any]:
        links = linked(ask.wish, known, self._reader.dialect)
        rarest = min(links, key=lambda link: link.titles, default=None)
        driven = rarest is not None and rarest.titles <= _FEW
        conditions = plain(ask) + without(ask.wish, known, self._reader.dialect)
        conditions += [link.test for link in links if not (driven and link is rarest)]
        if rarest is not None and driven:
            conditions.append(titles.c.id.in_(rarest.ids))
        return select(*_COLUMNS).where(*conditions).order_by(*_order(ask.wish.sort, walk=not driven))

    def _near(self, connection: Connection, ask: Ask, known: Known, seeds: dict[int, Sparse]) -> list[Candidate]:
        sources = [source for seed in seeds.values() for source in _sources(seed, known, _NEAR_ROWS // max(1, len(seeds)))]
        if not sources:
            return []
        rows = union_all(*sources).subquery("rows")
        near = select(rows.c.title_id, func.sum(rows.c.shared).label("closeness")).group_by(rows.c.title_id).subquery("near")
        links = linked(ask.wish, known, self._reader.dialect)
        conditions = plain(ask) + without(ask.wish, known, self._reader.dialect) + [link.test for link in links]
        chosen = select(*_COLUMNS).join(near, near.c.title_id == titles.c.id).where(*conditions)
        return _candidates(connection, chosen.order_by(near.c.closeness.desc(), titles.c.id).limit(_NEAR).subquery("chosen"))


def _candidates(connection: Connection, chosen: Subquery) -> list[Candidate]:
    joined = select(*chosen.c, title_vectors.c.vector).outerjoin(title_vectors, title_vectors.c.title_id == chosen.c.id)
    return list(starmap(Candidate, connection.execute(joined)))


def _order(sort: str | None, *, walk: bool) -> tuple[ColumnElement[Any], ...]:
    """The columns to sort by. A plus sign keeps SQLite from walking an index in that order where that is the longer way."""
    match sort:
        case "popular":
            return (_sorted("popularity", walk).desc(), titles.c.id)
        case "newest":
            return (_sorted("year", walk=False).desc(), _sorted("weight", walk=False).desc(), titles.c.id)
        case "oldest":
            return (_sorted("year", walk=False), _sorted("weight", walk=False).desc(), titles.c.id)
        case "shortest":
            return (_sorted("runtime", walk=False), titles.c.id)
        case "longest":
            return (_sorted("runtime", walk=False).desc(), titles.c.id)
        case _:
            return (_sorted("weight", walk).desc(), titles.c.id)


def _sorted(column: str, walk: bool) -> ColumnElement[Any]:
    return titles.c[column] if walk else literal_column(f"+titles.{column}")


def _sources(seed: Sparse, known: Known, rows: int) -> list[Select[Any]]:
    """The titles that share a theme, a maker or the franchise with a seed: the rarest themes, as many as the rows allow."""
    makers = [_with_people(seed, family) for family in (Family.DIRECTOR, Family.CAST)]
    found: list[Select[Any]] = []
    found += [
        _in_franchise(franchise, _share(seed, Family.FRANCHISE, franchise)) for franchise in seed.members(Family.FRANCHISE)
    ]
    for theme_id in sorted(seed.members(Family.THEME), key=known.with_theme):
        rows -= known.with_theme(theme_id)
        if rows >= 0 or not found:
            found.append(_with_theme(theme_id, _share(seed, Family.THEME, theme_id)))
    for franchise in seed.members(Family.FRANCHISE):
        found.append(_in_franchise(franchise, _share(seed, Family.FRANCHISE, franchise)))
    return makers + found


def _share(seed: Sparse, family: Family, member: int) -> float:
    """What a title that shares this feature with the seed gains in closeness, about."""
    return seed.weight(feature_id(family, member)) ** 2


def _with_theme(theme_id: int, share: float) -> Select[Any]:
    shared = literal(share).label("shared")
    return select(title_themes.c.title_id, shared).where(title_themes.c.theme_id == theme_id).limit(_NEAR_ROWS)


def _with_people(seed: Sparse, family: Family) -> Select[Any]:
    people = seed.members(family)
    share = _share(seed, family, people[0]) if people else 0.0
    return select(credits.c.title_id, literal(share).label("shared")).where(credits.c.person_id.in_(people))


def _in_franchise(franchise: int, share: float) -> Select[Any]:
    return select(titles.c.id.label("title_id"), literal(share).label("shared")).where(titles.c.franchise_id == franchise)
