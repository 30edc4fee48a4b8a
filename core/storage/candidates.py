"""Candidates for a recommendation, chosen by SQL: what a wish allows, or what lies near the titles
somebody liked.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import starmap

from sqlalchemy import Connection, select

from core.movies.features import Family, Sparse, feature_id
from core.movies.rank import Candidate
from core.movies.taste import Opinion
from core.storage.engine import Reader
from core.storage.filters import (
    NOTABLE_VOTES,
    Ask,
    Vouched,
    linked,
    plain,
    vouched_for,
    with_living,
    without,
)
from core.storage.known import Known, Lookup
from core.storage.marked import opinions
from core.storage.pieces import Sql, every, execute, joined, one_of, sql
from core.storage.tables import people
from core.storage.vectors import vectors_of

# A condition that few titles meet is read from its own index; one that many meet is tested while
# walking the best first.
_FEW = 4_000
# How many titles that share something with the liked ones are looked at, and how many of them are
# compared in full.
_NEAR_ROWS = 3_000
_NEAR = 160
_THEMES = 12
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


class Candidates:
    """Reads candidates: one trip to the database for each request."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lookup = Lookup()

    async def pool(
        self,
        ask: Ask,
        limit: int,
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
            known = self._lookup.on(connection)
            blobs = vectors_of(connection, [*near, *far])
            vectors = {title_id: Sparse.unpack(blob) for title_id, blob in blobs.items()}
            found = self._near(
                connection, asked, known, [vectors[seed] for seed in near if seed in vectors]
            )
            if len(found) < _ENOUGH:
                found += self._fitting(connection, asked, known, limit)
            for one in told:
                found += self._vouched(connection, asked, known, one)
            if among:
                found += self._among(connection, asked, known, among)
            once = {candidate.id: candidate for candidate in found}
            return Pool(list(once.values()), known, vectors, opinions(connection, ask.person_id))

        return await self._reader.run(work)

    async def vouched(self, ask: Ask, vouched: Vouched) -> list[int]:
        """Those vouched for that meet what was left to check and are not marked, in the order
        given.
        """

        def work(connection: Connection) -> list[int]:
            asked, (told,) = with_living(connection, ask, [vouched])
            found = self._vouched(connection, asked, self._lookup.on(connection), told)
            fitting = {one.id for one in found}
            return [title_id for title_id in dict.fromkeys(told.ids) if title_id in fitting]

        return await self._reader.run(work)

    async def people(self, person_ids: Collection[int]) -> dict[int, str]:
        """Names of people."""
        if not person_ids:
            return {}
        rows = await self._reader.rows(
            select(people.c.id, people.c.name).where(people.c.id.in_(person_ids))
        )
        return {row[0]: row[1] for row in rows}

    async def counts(self, asks: Sequence[Ask], cap: int) -> list[int]:
        """How many titles fit each, counted up to ``cap``."""

        def work(connection: Connection) -> list[int]:
            known = self._lookup.on(connection)
            some = [
                sql(f"SELECT 1 FROM titles ? LIMIT {cap}", self._which(ask, known)) for ask in asks
            ]
            counted = [sql("(SELECT count(*) FROM (?) AS fitting)", one) for one in some]
            return (
                list(execute(connection, sql("SELECT ?", joined(", ", counted))).one())
                if counted
                else []
            )

        return await self._reader.run(work)

    def _fitting(
        self, connection: Connection, ask: Ask, known: Known, limit: int
    ) -> list[Candidate]:
        return _candidates(connection, sql(f"{_CHOSEN} ? LIMIT {limit}", self._which(ask, known)))

    def _vouched(
        self, connection: Connection, ask: Ask, known: Known, vouched: Vouched
    ) -> list[Candidate]:
        conditions = vouched_for(ask, vouched, known, self._reader.dialect)
        return _candidates(connection, sql(f"{_CHOSEN} WHERE ?", every(conditions)))

    def _among(
        self, connection: Connection, ask: Ask, known: Known, ids: Sequence[int]
    ) -> list[Candidate]:
        """Those of the titles that fit, whether or not enough people know them."""
        anything = replace(ask, floor=replace(ask.floor, votes=0, rating=0.0))
        conditions = plain(anything) + without(ask.wish, known, self._reader.dialect)
        conditions += [link.test for link in linked(ask.wish, known, self._reader.dialect)]
        return _candidates(
            connection, sql(f"{_CHOSEN} WHERE ?", every([*conditions, one_of("titles.id", ids)]))
        )

    def _which(self, ask: Ask, known: Known) -> Sql:
        """Which titles fit, and their order."""
        links = linked(ask.wish, known, self._reader.dialect)
        rarest = min(links, key=lambda link: link.titles, default=None)
        driven = rarest is not None and rarest.titles <= _FEW
        conditions = plain(ask) + without(ask.wish, known, self._reader.dialect)
        conditions += [link.test for link in links if not (driven and link is rarest)]
        if rarest is not None and driven:
            conditions.append(sql("titles.id IN (?)", rarest.ids))
        elif known.reach is not None and ask.floor.votes < NOTABLE_VOTES:
            conditions.append(sql("titles.weight >= ?", known.reach))
        return sql(f"WHERE ? ORDER BY {_order(ask.wish.sort, walk=not driven)}", every(conditions))

    def _near(
        self, connection: Connection, ask: Ask, known: Known, seeds: list[Sparse]
    ) -> list[Candidate]:
        sources = [
            source
            for seed in seeds
            for source in _sources(seed, known, _NEAR_ROWS // max(1, len(seeds)))
        ]
        if not sources:
            return []
        conditions = plain(ask) + without(ask.wish, known, self._reader.dialect)
        conditions += [link.test for link in linked(ask.wish, known, self._reader.dialect)]
        closeness = (
            "SELECT title_id, sum(shared) AS closeness FROM (?) AS shared_with GROUP BY title_id"
        )
        near = sql(closeness, joined(" UNION ALL ", sources))
        best = f"ORDER BY near.closeness DESC, titles.id LIMIT {_NEAR}"
        nearest = sql(
            f"{_CHOSEN} JOIN (?) AS near ON near.title_id = titles.id WHERE ? {best}",
            near,
            every(conditions),
        )
        return _candidates(connection, nearest)


def _candidates(connection: Connection, chosen: Sql) -> list[Candidate]:
    """The chosen with their vectors, which are fetched for them alone and not for all that was
    sorted.
    """
    return list(starmap(Candidate, execute(connection, sql(_WITH_VECTOR + _VECTOR, chosen))))


def _order(sort: str | None, *, walk: bool) -> str:
    """The columns to sort by. A plus sign keeps SQLite from walking an index in that order where
    that is the longer way.
    """
    best, popular = (
        ("titles.weight", "titles.popularity") if walk else ("+titles.weight", "+titles.popularity")
    )
    match sort:
        case "popular":
            return f"{popular} DESC, titles.id"
        case "newest":
            return "+titles.year DESC, +titles.weight DESC, titles.id"
        case "oldest":
            return "+titles.year, +titles.weight DESC, titles.id"
        case "shortest":
            return "+titles.runtime, titles.id"
        case "longest":
            return "+titles.runtime DESC, titles.id"
        case _:
            return f"{best} DESC, titles.id"


def _sources(seed: Sparse, known: Known, rows: int) -> list[Sql]:
    """The titles that share a maker, the franchise or a theme with a seed, with about what each
    adds to the closeness.
    """
    franchises = seed.members(Family.FRANCHISE)[:1]
    found = [
        _with_people(seed, Family.DIRECTOR),
        _with_people(seed, Family.CAST),
        *(_with_franchise(seed, franchise) for franchise in franchises),
        _with_themes(seed, _rarest(seed, known, rows)),
    ]
    return [source for source in found if source is not None]


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
    return seed.weight(feature_id(family, member)) ** 2


def _with_franchise(seed: Sparse, franchise: int) -> Sql:
    share = _share(seed, Family.FRANCHISE, franchise)
    return sql(
        "SELECT titles.id AS title_id, ? AS shared FROM titles WHERE titles.franchise_id = ?",
        share,
        franchise,
    )


def _with_themes(seed: Sparse, theme_ids: list[int]) -> Sql | None:
    if not theme_ids:
        return None
    shares = joined(
        " ",
        (
            sql("WHEN ? THEN ?", theme_id, _share(seed, Family.THEME, theme_id))
            for theme_id in theme_ids
        ),
    )
    return sql(
        "SELECT title_themes.title_id, CASE title_themes.theme_id ? END AS shared FROM title_themes WHERE ?",
        shares,
        one_of("title_themes.theme_id", theme_ids),
    )


def _with_people(seed: Sparse, family: Family) -> Sql | None:
    makers = seed.members(family)
    if not makers:
        return None
    share, them = _share(seed, family, makers[0]), one_of("credits.person_id", makers)
    return sql("SELECT credits.title_id, ? AS shared FROM credits WHERE ?", share, them)
