"""Which title TMDB tells of, where its two ids lead to two titles.

A title of a catalogue file has IMDb's id and one of TMDB's lists has TMDB's: once TMDB says that
these are one, the two are united. But two entries of TMDB that name one IMDb id stay two titles, as
they are there: one of them may name it by mistake, and what people said of the other would become
said of a film they never saw. The second is a duplicate: it is found by its own name and keeps its
own marks, and only the first is suggested, to those who marked neither. Once TMDB withdraws one of
them, which is how it unites entries, they are one here too.
"""

from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, select, update

from core.films.importing.entry import Entry
from core.films.importing.rows import Clash, known_titles
from core.films.sources.facts import SOURCE
from core.films.tables.identity import duplicate_titles
from core.films.tables.titles import titles
from core.films.tables.watching import withdrawn_titles
from core.films.titles.uniting import unite
from core.storage.engine import AnyRow


class Identified(NamedTuple):
    """The title an entry is about, None for a new one, and what is to be written of it."""

    title_id: int | None
    entry: Entry


def identified(connection: Connection, entry: Entry) -> Identified:
    """Which title an entry of TMDB's is about. Unites two titles, or notes that one is a duplicate,
    where its ids lead to two.
    """
    try:
        known = known_titles(connection, [entry])[0]
    except Clash:
        return _one_of_two(connection, entry)
    if known is None:
        return Identified(None, entry)
    _is_original(connection, known[0])
    return Identified(known[0], entry)


def unite_with_original(connection: Connection, title_id: int) -> bool:
    """Unite a duplicate that TMDB withdrew with its original; whether it was a duplicate."""
    original = connection.scalar(
        select(duplicate_titles.c.original_id).where(duplicate_titles.c.title_id == title_id)
    )
    if original is not None:
        unite(connection, original, title_id)
    return original is not None


def _one_of_two(connection: Connection, entry: Entry) -> Identified:
    holder = _with(connection, entry, titles.c.imdb_id == entry.imdb_id)
    told = _with(connection, entry, titles.c.tmdb_id == entry.tmdb_id)
    nameless = entry.model_copy(update={"imdb_id": None})
    if told.imdb_id and told.source != SOURCE:
        return Identified(told.id, nameless)  # what a file says of its own title holds
    if holder.tmdb_id is None or holder.withdrawn:
        unite(connection, holder.id, told.id)
        return Identified(holder.id, entry)
    _is_duplicate(connection, told.id, holder.id)
    return Identified(told.id, nameless)


def _with(connection: Connection, entry: Entry, key: ColumnElement[bool]) -> AnyRow:
    withdrawn = exists().where(
        withdrawn_titles.c.title_id == titles.c.id, withdrawn_titles.c.expired.is_(False)
    )
    columns = (titles.c.id, titles.c.tmdb_id, titles.c.imdb_id, titles.c.source)
    found = select(*columns, withdrawn.label("withdrawn")).where(titles.c.kind == entry.kind, key)
    return connection.execute(found).one()


def _is_original(connection: Connection, title_id: int) -> None:
    connection.execute(delete(duplicate_titles).where(duplicate_titles.c.title_id == title_id))


def _is_duplicate(connection: Connection, title_id: int, original_id: int) -> None:
    """Note that a title is another's duplicate; an IMDb id that TMDB gave it before is not its
    own.
    """
    _is_original(connection, title_id)
    row = {"title_id": title_id, "original_id": original_id}
    connection.execute(insert(duplicate_titles), row)
    connection.execute(update(titles).where(titles.c.id == title_id).values(imdb_id=None))
