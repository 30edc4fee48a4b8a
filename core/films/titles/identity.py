"""Which title TMDB means, where its two ids lead to two titles.

A title of a catalogue file has IMDb's id, and one of TMDB's lists has TMDB's. Once TMDB says that
both ids belong to one title, the two are united.

Where two entries of TMDB have the same IMDb id, one may have it by mistake: uniting them would turn
what users said of one film into opinions on another. So they stay two titles, and the second is
noted as a duplicate of the first. It is found by its own name and keeps its marks, but only the
first is suggested, to those who marked neither. Once TMDB withdraws one of them, which is how it
unites entries, they are united here too.
"""

from typing import NamedTuple

from sqlalchemy import Connection, delete, exists, insert, select, update

from core.films.importing.entry import Entry
from core.films.importing.rows import Clash, known_titles
from core.films.sources.facts import SOURCE
from core.films.tables.identity import duplicate_titles
from core.films.tables.titles import titles
from core.films.tables.watching import withdrawn_titles
from core.films.titles.uniting import unite
from core.storage.engine import AnyRow

_WITHDRAWN = exists().where(
    withdrawn_titles.c.title_id == titles.c.id, withdrawn_titles.c.expired.is_(False)
)
_FOUND = select(
    titles.c.id,
    titles.c.tmdb_id,
    titles.c.imdb_id,
    titles.c.source,
    _WITHDRAWN.label("withdrawn"),
)


class Identified(NamedTuple):
    """The title an entry is about, None for a new one, and the entry to write."""

    title_id: int | None
    entry: Entry


def identified(connection: Connection, entry: Entry) -> Identified:
    """Which title an entry of TMDB is about. Where its ids lead to two titles, unites them or notes
    that one is a duplicate.
    """
    try:
        known = known_titles(connection, [entry])[0]
    except Clash:
        return _one_of_two(connection, entry)
    if known is None:
        return Identified(None, entry)
    _note_original(connection, known[0])
    return Identified(known[0], entry)


def unite_with_original(connection: Connection, title_id: int) -> bool:
    """Unite a duplicate with its original; whether it was a duplicate."""
    original = connection.scalar(
        select(duplicate_titles.c.original_id).where(duplicate_titles.c.title_id == title_id)
    )
    if original is not None:
        unite(connection, original, title_id)
    return original is not None


def _one_of_two(connection: Connection, entry: Entry) -> Identified:
    by_imdb = _with(connection, entry, "imdb_id")
    by_tmdb = _with(connection, entry, "tmdb_id")
    if not _has_own_imdb_id(by_tmdb):
        if by_imdb.tmdb_id is None or by_imdb.withdrawn:
            unite(connection, by_imdb.id, by_tmdb.id)
            return Identified(by_imdb.id, entry)
        _note_duplicate(connection, by_tmdb.id, by_imdb.id)
    return Identified(by_tmdb.id, entry.model_copy(update={"imdb_id": None}))


def _has_own_imdb_id(title: AnyRow) -> bool:
    """Whether a catalogue file gave the title its IMDb id: a file is right about its own titles."""
    return bool(title.imdb_id) and title.source != SOURCE


def _with(connection: Connection, entry: Entry, key: str) -> AnyRow:
    found = _FOUND.where(titles.c.kind == entry.kind, titles.c[key] == getattr(entry, key))
    return connection.execute(found).one()


def _note_original(connection: Connection, title_id: int) -> None:
    connection.execute(delete(duplicate_titles).where(duplicate_titles.c.title_id == title_id))


def _note_duplicate(connection: Connection, title_id: int, original_id: int) -> None:
    """Note that a title is another's duplicate, and take away an IMDb id that TMDB gave it."""
    _note_original(connection, title_id)
    row = {"title_id": title_id, "original_id": original_id}
    connection.execute(insert(duplicate_titles), row)
    connection.execute(update(titles).where(titles.c.id == title_id).values(imdb_id=None))
