"""Writes entries in bulk, in one transaction: new titles are inserted, changed ones updated under
the id they have.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Update, bindparam, func, insert, select, text, update

from core.films.importing.associations import Associations
from core.films.importing.entry import CERTIFICATION_RANKS, Entry, FranchiseEntry
from core.films.importing.spellings import as_at_imdb, log_votes, respell
from core.films.importing.taxonomy import write_taxonomy
from core.films.recommending.vectors import rebuild
from core.films.tables.titles import titles
from core.films.taxonomy.taxonomy import genres as taxonomy
from core.films.taxonomy.taxonomy import mask
from core.films.titles.titles import ImportReport
from core.storage.engine import Change, Work

Progress = Callable[[int, int], None]
# What tells a title from others: an id, or its name and year.
Key = tuple[object, ...]
# The id and digest of a stored title.
Stored = tuple[int, str | None]

_BATCH = 400  # titles
# Part of every digest: a change of how entries become rows is a reason to write them again.
_VERSION = "1"
# A rating counts as if so many people had given the average rating before.
_PRIOR_VOTES = 2_500
_PRIOR_RATING = 6.2
_MAIN_GENRES = 2
# Popularity for each power of ten of votes, where an entry has none.
_POPULARITY = 10
_PLAIN = tuple(
    name for name in Entry.model_fields if name in titles.c and name not in ("imdb_id", "tmdb_id")
)


_KEYED_BY_NAME = select(
    titles.c.id, titles.c.digest, titles.c.kind, titles.c.original_title, titles.c.year
)


class Clash(ValueError):
    """Two ids of one entry belong to two titles. ``entry`` is its place in the list."""

    def __init__(self, entry: int) -> None:
        super().__init__("its imdb_id and its tmdb_id belong to two different titles")
        self.entry = entry


def catalogue_work(
    entries: Sequence[Entry],
    source: str,
    progress: Progress | None = None,
    changes: Sequence[Change] = (),
) -> Work[ImportReport]:
    """Everything an import writes: titles, vectors, and further changes. Raises Clash."""

    def work(connection: Connection) -> ImportReport:
        write_taxonomy(connection)
        report = write_entries(connection, entries, source, progress)
        if report.added or report.updated:
            _follow_up(connection)
        for change in changes:
            change(connection)
        return report

    return work


def _follow_up(connection: Connection) -> None:
    """What depends on all the titles: their vectors, and the plans of queries."""
    rebuild(connection)
    connection.execute(text("ANALYZE"))


def write_entries(
    connection: Connection, entries: Sequence[Entry], source: str, progress: Progress | None = None
) -> ImportReport:
    """Insert or update titles. The vocabulary has to be in the database already. Raises Clash.

    Facts that an entry leaves out stay as they are; its lists (genres, credits, …) replace the old
    ones. ``progress`` is called with the number of titles written and the number of all.
    """
    associations = Associations(connection)
    report = ImportReport()
    for first, batch in _batches(entries):
        report += _write_batch(connection, associations, batch, first, source)
        if progress:
            progress(first + len(batch), len(entries))
    associations.rank_people()
    return report


def _batches(entries: Sequence[Entry]) -> Iterator[tuple[int, Sequence[Entry]]]:
    """The entries in batches, each with the place of its first."""
    for first in range(0, len(entries), _BATCH):
        yield first, entries[first : first + _BATCH]


class _Row(NamedTuple):
    """An entry to write, its digest, and the id of its title if there is one."""

    entry: Entry
    digest: str
    title_id: int | None = None


def _write_batch(
    connection: Connection,
    associations: Associations,
    batch: Sequence[Entry],
    first: int,
    source: str,
) -> ImportReport:
    added, changed = _sorted_out(batch, known_titles(connection, batch, first))
    _write_rows(connection, associations, added, changed, source)
    return ImportReport(len(added), len(changed), len(batch) - len(added) - len(changed))


def _write_rows(
    connection: Connection,
    associations: Associations,
    added: Sequence[_Row],
    changed: Sequence[_Row],
    source: str,
) -> None:
    """Write titles, and whatever belongs to them."""
    rows = [*added, *changed]
    entries = [row.entry for row in rows]
    associations.prepare(entries)
    columns = [_columns(row, source, associations) for row in rows]
    ids = _insert(connection, columns[: len(added)])
    ids += _update(connection, changed, columns[len(added) :])
    associations.write(ids, entries)
    respell(connection, ids)


def _sorted_out(
    batch: Sequence[Entry], stored: Sequence[Stored | None]
) -> tuple[list[_Row], list[_Row]]:
    """The new titles and the changed ones."""
    added: list[_Row] = []
    changed: list[_Row] = []
    for entry, old in zip(batch, stored, strict=True):
        digest = _digest(entry)
        if old is None:
            added.append(_Row(entry, digest))
        elif old[1] != digest:
            changed.append(_Row(entry, digest, old[0]))
    return added, changed


def known_titles(
    connection: Connection, batch: Sequence[Entry], first: int = 0
) -> list[Stored | None]:
    """For each entry, the id and digest of the title it is about; None for a new one."""
    found = dict(_lookups(connection, batch))
    return [_known(found, entry, place) for place, entry in enumerate(batch, first)]


def _known(found: Mapping[Key, Stored], entry: Entry, place: int) -> Stored | None:
    matches = {found[key] for key in entry.keys if key in found}
    if len(matches) > 1:
        raise Clash(place)
    return matches.pop() if matches else None


def _lookups(connection: Connection, batch: Sequence[Entry]) -> Iterator[tuple[Key, Stored]]:
    yield from _by_id(connection, "imdb", [entry.imdb_id for entry in batch if entry.imdb_id])
    yield from _by_id(connection, "tmdb", [entry.tmdb_id for entry in batch if entry.tmdb_id])
    yield from _by_name(connection, [entry for entry in batch if not entry.has_id])


def _by_id(
    connection: Connection, catalogue: str, ids: Sequence[object]
) -> Iterator[tuple[Key, Stored]]:
    column = titles.c[f"{catalogue}_id"]
    found = select(titles.c.id, titles.c.digest, titles.c.kind, column).where(column.in_(ids))
    for title_id, digest, kind, value in connection.execute(found):
        yield (kind, catalogue, value), (title_id, digest)


def _by_name(connection: Connection, entries: Sequence[Entry]) -> Iterator[tuple[Key, Stored]]:
    """Titles of these names. The year is compared in the key: to SQL, two unknown years differ."""
    if not entries:
        return
    names = [entry.original_title for entry in entries]
    found = _KEYED_BY_NAME.where(titles.c.original_title.in_(names))
    for title_id, digest, *key in connection.execute(found):
        yield tuple(key), (title_id, digest)


def _digest(entry: Entry) -> str:
    told = _VERSION + entry.model_dump_json(exclude_defaults=True)
    return blake2b(told.encode(), digest_size=12).hexdigest()


def rated(
    imdb: tuple[float | None, int | None], tmdb: tuple[float | None, int | None]
) -> tuple[float | None, int | None]:
    """Rating and votes as at IMDb: IMDb's own, else TMDB's, where far fewer people vote."""
    if imdb[0] is not None:
        return imdb
    return tmdb[0], as_at_imdb(tmdb[1])


def weight(rating: float | None, votes: int | None) -> float:
    """The Bayesian rating: with few votes it stays near the average."""
    if rating is None or not votes:
        return _PRIOR_RATING
    return (votes * rating + _PRIOR_VOTES * _PRIOR_RATING) / (votes + _PRIOR_VOTES)


def _columns(row: _Row, source: str, associations: Associations) -> dict[str, Any]:
    """The row of the title of an entry, without its id."""
    entry = row.entry
    columns = {name: getattr(entry, name) for name in _PLAIN}
    columns |= _derived(entry)
    columns |= _place_in_franchise(entry.franchise, associations)
    return columns | {
        "imdb_id": entry.imdb_id,
        "tmdb_id": entry.tmdb_id,
        "source": source,
        "digest": row.digest,
    }


def _place_in_franchise(
    franchise: FranchiseEntry | None, associations: Associations
) -> dict[str, int | None]:
    return {
        "franchise_id": associations.franchise_id(franchise),
        "franchise_position": franchise.position if franchise else None,
    }


def _derived(entry: Entry) -> dict[str, Any]:
    """What is computed from an entry."""
    imdb = (entry.imdb_rating, entry.imdb_votes)
    rating, votes = rated(imdb, (entry.tmdb_rating, entry.tmdb_votes))
    return {
        "popularity": _popularity(entry, votes),
        "certification_rank": CERTIFICATION_RANKS.get(entry.certification or ""),
        "genre_mask": mask(entry.genres),
        "main_mask": mask(_main_genres(entry)),
        "weight": weight(rating, votes),
    }


def _popularity(entry: Entry, votes: int | None) -> float:
    return _POPULARITY * log_votes(votes) if entry.popularity is None else entry.popularity


def _main_genres(entry: Entry) -> Iterator[str]:
    """The first genres that are no sub-genres."""
    whole = (slug for slug in entry.genres if taxonomy()[slug].parent is None)
    return islice(whole, _MAIN_GENRES)


def _insert(connection: Connection, rows: list[dict[str, Any]]) -> list[int]:
    """Insert titles; their ids."""
    if not rows:
        return []
    # Matched by digest: asking for the order of the parameters would insert them one by one.
    made = insert(titles).returning(titles.c.digest, titles.c.id)
    ids: dict[str | None, int] = dict(connection.execute(made, rows).all())
    return [ids[row["digest"]] for row in rows]


def _update(
    connection: Connection, changed: Sequence[_Row], columns: Sequence[dict[str, Any]]
) -> list[int]:
    """Update titles; their ids."""
    ids = [row.title_id for row in changed if row.title_id is not None]
    rows = [row | {"own_id": own} for row, own in zip(columns, ids, strict=True)]
    if rows:
        connection.execute(_updating(tuple(columns[0])), rows)
    return ids


@cache
def _updating(names: tuple[str, ...]) -> Update:
    this = titles.c.id == bindparam("own_id")
    return update(titles).where(this).values({name: _kept(name) for name in names})


def _kept(name: str) -> Any:
    """The new value of a column, or the old one where the entry leaves it out."""
    return func.coalesce(bindparam(name, type_=titles.c[name].type), titles.c[name])
