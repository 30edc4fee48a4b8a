"""Titles as TMDB knows them: outlines from its lists, all facts, and withdrawals."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, text, update

from core.films.importing.completing import complete, is_told, rate, with_known_ratings
from core.films.importing.entry import Entry
from core.films.importing.rows import known_titles, write_entries
from core.films.recommending.vectors import refresh
from core.films.sources.facts import SOURCE, Key, TitleFacts, TitleStatus
from core.films.tables.identity import duplicate_titles
from core.films.tables.titles import titles
from core.films.tables.watching import withdrawn_titles
from core.films.titles.identity import identified, unite_with_original
from core.films.titles.watch_storage import write_offers
from core.storage.engine import Change
from core.storage.sqltext import Sql, either, execute, one_of, sql, upsert
from core.storage.store import Repository, held, living

_STATUS = (
    select(
        titles.c.id,
        titles.c.kind,
        titles.c.tmdb_id,
        titles.c.imdb_id,
        titles.c.facts_checked_at,
        titles.c.adult,
        withdrawn_titles.c.title_id.is_not(None),
        duplicate_titles.c.title_id.is_not(None),
    )
    .outerjoin(withdrawn_titles, withdrawn_titles.c.title_id == titles.c.id)
    .outerjoin(duplicate_titles, duplicate_titles.c.title_id == titles.c.id)
    .where(titles.c.id.in_(bindparam("ids", expanding=True)))
)
_LOCK = text("SELECT pg_advisory_xact_lock(1819047270)")


class Live(Repository):
    """What came from TMDB. Times are those of its answers."""

    async def statuses(self, title_ids: Collection[int]) -> dict[int, TitleStatus]:
        """The status of titles, under the ids asked for; unknown ids are left out."""

        return await self._store.run(lambda connection: _statuses(connection, title_ids))

    async def ids(self, keys: Collection[Key]) -> dict[Key, int]:
        """The titles with these ids at TMDB, except expired ones."""
        which = _with_keys(keys)

        def work(connection: Connection) -> dict[Key, int]:
            rows = execute(connection, which)
            return {(kind, number): title_id for kind, number, title_id in rows}

        return await self._store.run(work)

    async def add_outlines(self, entries: Sequence[Entry], at: datetime) -> None:
        """Write titles of a list that are new or have expired; the others stay as they are."""

        def work(connection: Connection) -> None:
            _lock(connection)
            if new := _unwritten(connection, entries):
                write_entries(connection, new, SOURCE)
                written = [row[0] for row in known_titles(connection, new) if row]
                _note_outlines(connection, written, at)

        await self._store.write(work)

    def write_facts(self, facts: TitleFacts, at: datetime) -> Change:
        """A change: write all the facts of a title. What a catalogue file told in full is kept and
        completed.
        """

        def change(connection: Connection) -> None:
            _lock(connection)
            title_id = _written(connection, facts.entry)
            refresh([title_id])(connection)
            write_offers(connection, title_id, facts.offers)
            _note_fetched(connection, [title_id], fetched_at=at, facts_checked_at=at)

        return change

    def rate(self, title_id: int, ratings: Mapping[str, object], at: datetime) -> Change:
        """A change: write ratings, by the names of their columns, of a title TMDB was not asked
        about.
        """

        def change(connection: Connection) -> None:
            current = held(connection, title_id)
            if current is not None:
                rate(connection, current, ratings)
                _note_checked(connection, current, at)

        return change

    def withdraw(self, title_id: int, at: datetime) -> Change:
        """A change: TMDB does not have the title, or no longer.

        What a catalogue file told in full stays as it is. A duplicate is united with its original.
        A title that has been united since TMDB was asked is another one, and stays.
        """

        def change(connection: Connection) -> None:
            _lock(connection)
            if held(connection, title_id) != title_id:
                return
            _note_checked(connection, title_id, at)
            told = is_told(connection, title_id)
            if not told and not unite_with_original(connection, title_id):
                _withdraw(connection, title_id, at)

        return change


def _statuses(connection: Connection, title_ids: Collection[int]) -> dict[int, TitleStatus]:
    current = living(connection, title_ids)
    rows = connection.execute(_STATUS, {"ids": list(current.values())})
    found = {row[0]: TitleStatus(*row) for row in rows}
    return {asked: found[now] for asked, now in current.items() if now in found}


def _with_keys(keys: Collection[Key]) -> Sql:
    kinds = dict.fromkeys(kind for kind, _ in keys)
    named = either(_of_kind(kind, keys) for kind in kinds)
    return sql("SELECT kind, tmdb_id, id FROM titles WHERE digest IS NOT NULL AND ?", named)


def _of_kind(kind: str, keys: Collection[Key]) -> Sql:
    numbers = [number for one, number in keys if one == kind]
    return sql("kind = ? AND ?", kind, one_of("tmdb_id", numbers))


def _lock(connection: Connection) -> None:
    """Let nobody else write titles or people before this transaction ends: two who meet the same
    title at once would both add it.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK)


def _unwritten(connection: Connection, entries: Sequence[Entry]) -> list[Entry]:
    """The entries whose titles are new or have expired."""
    pairs = zip(entries, known_titles(connection, entries), strict=True)
    return [entry for entry, old in pairs if old is None or old[1] is None]


def _note_outlines(connection: Connection, title_ids: Sequence[int], at: datetime) -> None:
    _note_fetched(connection, title_ids, fetched_at=at)
    refresh(title_ids)(connection)


def _note_fetched(connection: Connection, title_ids: Sequence[int], **times: datetime) -> None:
    """What is told of titles is as of these times, and TMDB has them."""
    these = titles.c.id.in_(title_ids)
    connection.execute(update(titles).where(these).values(times))
    connection.execute(delete(withdrawn_titles).where(withdrawn_titles.c.title_id.in_(title_ids)))


def _note_checked(connection: Connection, title_id: int, at: datetime) -> None:
    connection.execute(update(titles).where(titles.c.id == title_id).values(facts_checked_at=at))


def _withdraw(connection: Connection, title_id: int, at: datetime) -> None:
    statement = upsert(connection, withdrawn_titles, "title_id", update=("at", "expired"))
    connection.execute(statement, {"title_id": title_id, "at": at, "expired": False})


def _written(connection: Connection, told: Entry) -> int:
    """Write an entry to the title it is about, or to a new one; the title's id."""
    title_id, entry = identified(connection, told)
    if title_id is None:
        return _added(connection, entry)
    if is_told(connection, title_id):
        complete(connection, title_id, entry)
    else:
        write_entries(connection, [with_known_ratings(connection, title_id, entry)], SOURCE)
    return title_id


def _added(connection: Connection, entry: Entry) -> int:
    write_entries(connection, [entry], SOURCE)
    new = known_titles(connection, [entry])[0]
    assert new is not None
    return new[0]
