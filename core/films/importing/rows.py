"""Writes parsed titles in bulk: new ones inserted, changed ones updated under the id they have, all
in one transaction.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Update, bindparam, func, insert, select, text, update

from core.films.importing.associations import Associations, write_vocabulary
from core.films.importing.entry import CERTIFICATION_RANKS, Entry
from core.films.importing.spellings import as_at_imdb, log_votes, respell
from core.films.recommending.vectors import rebuild
from core.films.tables.titles import titles
from core.films.taxonomy.genres import genres as taxonomy
from core.films.taxonomy.genres import mask
from core.films.titles.loading import ImportReport
from core.storage.engine import Change, Work

Progress = Callable[[int, int], None]

_BATCH = 400
# Part of every entry's digest: a change of how entries become rows is a reason to write them again.
_VERSION = "1"
_PRIOR_VOTES, _PRIOR_RATING = 2500, 6.2
_PLAIN = tuple(
    name for name in Entry.model_fields if name in titles.c and name not in ("imdb_id", "tmdb_id")
)


class Clash(ValueError):
    """Two ids of one entry belong to two titles; ``entry`` is its place in what was to be written."""

    def __init__(self, entry: int) -> None:
        super().__init__("its imdb_id and its tmdb_id belong to two different titles")
        self.entry = entry


def catalogue_work(
    entries: Sequence[Entry],
    source: str,
    progress: Progress | None = None,
    changes: Sequence[Change] = (),
) -> Work[ImportReport]:
    """Everything an import writes: the titles, what the recommender computes from them, and further
    changes. Raises Clash.
    """

    def work(connection: Connection) -> ImportReport:
        write_vocabulary(connection)
        report = write_entries(connection, entries, source, progress)
        if report.added or report.updated:
            rebuild(connection)
            connection.execute(text("ANALYZE"))  # plans follow how many titles there are of what
        for change in changes:
            change(connection)
        return report

    return work


def write_entries(
    connection: Connection, entries: Sequence[Entry], source: str, progress: Progress | None = None
) -> ImportReport:
    """Insert or update the titles of ``entries``, calling ``progress`` with how many are written of
    how many.

    The vocabulary stands in the database already. Facts that an entry leaves out stay as they are;
    its lists (genres, credits, …) take the place of the old ones. Raises Clash.
    """
    links = Associations(connection)
    report = ImportReport()
    for first in range(0, len(entries), _BATCH):
        batch = entries[first : first + _BATCH]
        report += _write_batch(connection, links, batch, first, source)
        if progress:
            progress(min(first + _BATCH, len(entries)), len(entries))
    links.rank_people()
    return report


def _write_batch(
    connection: Connection, links: Associations, batch: Sequence[Entry], first: int, source: str
) -> ImportReport:
    known = known_titles(connection, batch, first)
    digests = [_digest(entry) for entry in batch]
    added = [
        (entry, digest)
        for entry, digest, old in zip(batch, digests, known, strict=True)
        if old is None
    ]
    changed = [
        (old[0], entry, digest)
        for entry, digest, old in zip(batch, digests, known, strict=True)
        if old is not None and old[1] != digest
    ]
    links.prepare([entry for entry, _ in added] + [entry for _, entry, _ in changed])
    new_ids = _insert(connection, [_row(entry, digest, source, links) for entry, digest in added])
    _update(
        connection,
        [_row(entry, digest, source, links) | {"own_id": i} for i, entry, digest in changed],
    )
    ids = [*new_ids, *(i for i, _, _ in changed)]
    links.write(ids, [entry for entry, _ in added] + [entry for _, entry, _ in changed])
    respell(connection, ids)
    return ImportReport(len(added), len(changed), len(batch) - len(added) - len(changed))


def known_titles(
    connection: Connection, batch: Sequence[Entry], first: int = 0
) -> list[tuple[int, str | None] | None]:
    """For each entry, the id and digest of the title it is about, None for a new one."""
    found = {key: (i, digest) for key, i, digest in _lookups(connection, batch)}
    known: list[tuple[int, str | None] | None] = []
    for place, entry in enumerate(batch):
        matches = {found[key] for key in entry.keys if key in found}
        if len(matches) > 1:
            raise Clash(first + place)
        known.append(matches.pop() if matches else None)
    return known


def _lookups(
    connection: Connection, batch: Sequence[Entry]
) -> Iterator[tuple[tuple[object, ...], int, str | None]]:
    imdb = [entry.imdb_id for entry in batch if entry.imdb_id]
    tmdb = [entry.tmdb_id for entry in batch if entry.tmdb_id]
    named = [entry.original_title for entry in batch if not (entry.imdb_id or entry.tmdb_id)]
    columns = (titles.c.id, titles.c.digest, titles.c.kind)
    for i, digest, kind, value in connection.execute(
        select(*columns, titles.c.imdb_id).where(titles.c.imdb_id.in_(imdb))
    ):
        yield (kind, "imdb", value), i, digest
    for i, digest, kind, value in connection.execute(
        select(*columns, titles.c.tmdb_id).where(titles.c.tmdb_id.in_(tmdb))
    ):
        yield (kind, "tmdb", value), i, digest
    if named:
        name_and_year = (titles.c.original_title, titles.c.year)
        same = titles.c.original_title.in_(
            named
        )  # by year too, in the key: SQL finds no two unknown years equal
        for i, digest, kind, name, year in connection.execute(
            select(*columns, *name_and_year).where(same)
        ):
            yield (kind, name, year), i, digest


def _digest(entry: Entry) -> str:
    return blake2b(
        (_VERSION + entry.model_dump_json(exclude_defaults=True)).encode(), digest_size=12
    ).hexdigest()


def rated(
    imdb: tuple[float | None, int | None], tmdb: tuple[float | None, int | None]
) -> tuple[float | None, int | None]:
    """Rating and votes as at IMDb: IMDb's own, else TMDB's, where far fewer people vote."""
    if imdb[0] is not None:
        return imdb
    return tmdb[0], as_at_imdb(tmdb[1])


def weight(rating: float | None, votes: int | None) -> float:
    """A Bayesian rating: few votes count for little against what titles get on average."""
    if rating is None or not votes:
        return _PRIOR_RATING
    return (votes * rating + _PRIOR_VOTES * _PRIOR_RATING) / (votes + _PRIOR_VOTES)


def _row(entry: Entry, digest: str, source: str, links: Associations) -> dict[str, Any]:
    rating, votes = rated(
        (entry.imdb_rating, entry.imdb_votes), (entry.tmdb_rating, entry.tmdb_votes)
    )
    row = {name: getattr(entry, name) for name in _PLAIN}
    main = islice((slug for slug in entry.genres if taxonomy()[slug].parent is None), 2)
    return row | {
        "imdb_id": entry.imdb_id,
        "tmdb_id": entry.tmdb_id,
        "popularity": entry.popularity if entry.popularity is not None else 10 * log_votes(votes),
        "certification_rank": CERTIFICATION_RANKS.get(entry.certification or ""),
        "franchise_id": links.franchise_id(entry.franchise),
        "franchise_position": entry.franchise.position if entry.franchise else None,
        "genre_mask": mask(entry.genres),
        "main_mask": mask(main),
        "weight": weight(rating, votes),
        "source": source,
        "digest": digest,
    }


def _insert(connection: Connection, rows: list[dict[str, Any]]) -> list[int]:
    if not rows:
        return []
    # Told apart by their digests: asking for the order of the parameters would insert them one by
    # one.
    made = insert(titles).returning(titles.c.digest, titles.c.id)
    ids: dict[str | None, int] = dict(connection.execute(made, rows).all())
    return [ids[row["digest"]] for row in rows]


def _update(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(_updating(tuple(name for name in rows[0] if name != "own_id")), rows)


@cache
def _updating(names: tuple[str, ...]) -> Update:
    return (
        update(titles)
        .where(titles.c.id == bindparam("own_id"))
        .values({name: _kept(name) for name in names})
    )


def _kept(name: str) -> Any:
    """The new value of a column, or where the entry leaves it out the one it has."""
    return func.coalesce(bindparam(name, type_=titles.c[name].type), titles.c[name])
