"""Candidates for a recommendation, chosen by SQL: what a wish allows, or what lies near the titles somebody liked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import starmap
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, case, func, literal, literal_column, select, union_all

from core.movies.features import Family, Sparse, feature_id
from core.movies.rank import Candidate
from core.movies.taste import Opinion
from core.storage.engine import Reader
from core.storage.filters import NOTABLE_VOTES, Ask, Vouched, linked, plain, vouched_for, without
from core.storage.known import Known, Lookup
from core.storage.marked import opinions
from core.storage.tables import credits, people, title_themes, title_vectors, titles
from core.storage.vectors import vectors_of

# A condition that few titles meet is read from its own index; one that many meet is tested while walking the best first.
_FEW = 4_000
# How many titles that share something with the liked ones are looked at, and how many of them are compared in full.
_NEAR_ROWS = 3_000
_NEAR = 160
_THEMES = 12
_NONE = -1
_ENOUGH = 40

_COLUMNS = (
    titles.c.id, titles.c.kind, titles.c.imdb_rating, titles.c.imdb_votes, titles.c.weight, titles.c.popularity, titles.c.year,
    titles.c.runtime, titles.c.main_mask,
)  # fmt: skip
_WITH_VECTOR = (*(literal_column(f"chosen.{column.name}") for column in _COLUMNS), title_vectors.c.vector)
_SAME: ColumnElement[bool] = literal_column("title_vectors.title_id = chosen.id")


@dataclass(frozen=True, slots=True)
class Pool:
    """What a recommendation is chosen from, with the vectors of titles asked about and what the person said of others."""

    candidates: list[Candidate]
    known: Known
    vectors: dict[int, Sparse] = field(default_factory=dict)
    opinions: tuple[Opinion, ...] = ()


class Candidates:
    """Reads candidates: one trip to the database for each request."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lookup = Lookup()

    async def pool(
        self, ask: Ask, limit: int, *, near: Sequence[int] = (), far: Sequence[int] = (), among: Sequence[int] = (),
        vouched: Sequence[Vouched] = (),
    ) -> Pool:  # fmt: skip
        """Titles that fit: the first in the order of the wish, or those that share what is rarest of the titles of ``near``,
        filled up with others where those are few; and those that are vouched for. ``far`` are titles whose vectors are
        needed too; those of ``among`` that fit come in addition, however little known.
        """

        def work(connection: Connection) -> Pool:
            known = self._lookup.on(connection)
            blobs = vectors_of(connection, [*near, *far])
            vectors = {title_id: Sparse.unpack(blob) for title_id, blob in blobs.items()}
            found = self._near(connection, ask, known, [vectors[seed] for seed in near if seed in vectors])
            if len(found) < _ENOUGH:
                found += self._fitting(connection, ask, known, limit)
            for one in vouched:
                found += self._vouched(connection, ask, known, one)
            if among:
                found += self._among(connection, ask, known, among)
            once = {candidate.id: candidate for candidate in found}
            return Pool(list(once.values()), known, vectors, opinions(connection, ask.person_id))

        return await self._reader.run(work)

    async def vouched(self, ask: Ask, vouched: Vouched) -> list[int]:
        """Those vouched for that meet what was left to check and are not marked, in the order given."""

        def work(connection: Connection) -> set[int]:
            return {one.id for one in self._vouched(connection, ask, self._lookup.on(connection), vouched)}

        fitting = await self._reader.run(work)
        return [title_id for title_id in vouched.ids if title_id in fitting]

    async def people(self, person_ids: Collection[int]) -> dict[int, str]:
        """Names of people."""
        if not person_ids:
            return {}
        rows = await self._reader.rows(select(people.c.id, people.c.name).where(people.c.id.in_(person_ids)))
        return {row[0]: row[1] for row in rows}

    async def counts(self, asks: Sequence[Ask], cap: int) -> list[int]:
        """How many titles fit each, counted up to ``cap``."""

        def work(connection: Connection) -> list[int]:
            known = self._lookup.on(connection)
            return [self._count(connection, ask, known, cap) for ask in asks]

        return await self._reader.run(work)

    def _fitting(self, connection: Connection, ask: Ask, known: Known, limit: int) -> list[Candidate]:
        chosen = self._chosen(ask, known).limit(limit).subquery("chosen")
        return _candidates(connection, chosen)

    def _vouched(self, connection: Connection, ask: Ask, known: Known, vouched: Vouched) -> list[Candidate]:
        conditions = vouched_for(ask, vouched, known, self._reader.dialect)
        return _candidates(connection, select(*_COLUMNS).where(*conditions).subquery("chosen"))

    def _among(self, connection: Connection, ask: Ask, known: Known, ids: Sequence[int]) -> list[Candidate]:
        """Those of the titles that fit, whether or not enough people know them."""
        anything = replace(ask, floor=replace(ask.floor, votes=0, rating=0.0))
        conditions = plain(anything) + without(ask.wish, known, self._reader.dialect)
        conditions += [link.test for link in linked(ask.wish, known, self._reader.dialect)]
        return _candidates(connection, select(*_COLUMNS).where(*conditions, titles.c.id.in_(ids)).subquery("chosen"))

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
        elif known.reach is not None and ask.floor.votes < NOTABLE_VOTES:
            conditions.append(titles.c.weight >= known.reach)
        return select(*_COLUMNS).where(*conditions).order_by(*_order(ask.wish.sort, walk=not driven))

    def _near(self, connection: Connection, ask: Ask, known: Known, seeds: list[Sparse]) -> list[Candidate]:
        sources = [source for seed in seeds for source in _sources(seed, known, _NEAR_ROWS // max(1, len(seeds)))]
        if not sources:
            return []
        rows = union_all(*sources).subquery("rows")
        near = select(rows.c.title_id, func.sum(rows.c.shared).label("closeness")).group_by(rows.c.title_id).subquery("near")
        links = linked(ask.wish, known, self._reader.dialect)
        conditions = plain(ask) + without(ask.wish, known, self._reader.dialect) + [link.test for link in links]
        chosen = select(*_COLUMNS).join(near, near.c.title_id == titles.c.id).where(*conditions)
        return _candidates(connection, chosen.order_by(near.c.closeness.desc(), titles.c.id).limit(_NEAR).subquery("chosen"))


def _once(found: list[Candidate], more: list[Candidate]) -> list[Candidate]:
    had = {candidate.id for candidate in found}
    return found + [one for one in more if one.id not in had]


def _candidates(connection: Connection, chosen: Subquery) -> list[Candidate]:
    """The chosen with their vectors, which are fetched for them alone and not for all that was sorted."""
    joined = chosen.outerjoin(title_vectors, _SAME)
    return list(starmap(Candidate, connection.execute(select(*_WITH_VECTOR).select_from(joined))))


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
    """The titles that share a maker, the franchise or a theme with a seed, with about what each adds to the closeness.

    Always statements of the same shape, which SQLAlchemy need not compile anew.
    """
    franchise = next(iter(seed.members(Family.FRANCHISE)), _NONE)
    shared = literal(_share(seed, Family.FRANCHISE, franchise)).label("shared")
    return [
        _with_people(seed, Family.DIRECTOR),
        _with_people(seed, Family.CAST),
        select(titles.c.id.label("title_id"), shared).where(titles.c.franchise_id == franchise),
        _with_themes(seed, _rarest(seed, known, rows)),
    ]


def _rarest(seed: Sparse, known: Known, rows: int) -> list[int]:
    """The themes that bind most: the rarest, as many as the rows allow."""
    rarest: list[int] = []
    for theme_id in sorted(seed.members(Family.THEME), key=known.with_theme)[:_THEMES]:
        rows -= known.with_theme(theme_id)
        if rows >= 0:
            rarest.append(theme_id)
    return rarest


def _share(seed: Sparse, family: Family, member: int) -> float:
    """What a title that shares this feature with the seed gains in closeness, about."""
    return seed.weight(feature_id(family, member)) ** 2 if member != _NONE else 0.0


def _with_themes(seed: Sparse, theme_ids: list[int]) -> Select[Any]:
    shares = {theme_id: _share(seed, Family.THEME, theme_id) for theme_id in theme_ids}
    shares |= {_NONE - place: 0.0 for place in range(_THEMES - len(shares))}
    shared = case(shares, value=title_themes.c.theme_id).label("shared")
    return select(title_themes.c.title_id, shared).where(title_themes.c.theme_id.in_(theme_ids))


def _with_people(seed: Sparse, family: Family) -> Select[Any]:
    makers = seed.members(family)
    share = _share(seed, family, makers[0]) if makers else 0.0
    return select(credits.c.title_id, literal(share).label("shared")).where(credits.c.person_id.in_(makers))
