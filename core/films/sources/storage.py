"""Titles as TMDB tells of them: met in its lists, told in full, and withdrawn."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, text, update

from core.films.importing.completing import complete, is_told, rate, with_known_ratings
from core.films.importing.entry import Entry
from core.films.importing.rows import known_titles, write_entries
from core.films.recommending.vectors import refresh
from core.films.sources.facts import SOURCE, Key, Standing, Told
from core.films.tables.identity import duplicate_titles
from core.films.tables.titles import titles
from core.films.tables.watching import withdrawn_titles
from core.films.titles.identity import identified, unite_with_original
from core.films.titles.watch_storage import write_offers
from core.storage.engine import Change
from core.storage.forwards import held, living
from core.storage.pieces import either, one_of, sql
from core.storage.statements import execute, upsert
from core.storage.store import Repository

_STANDING = (
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

    async def standing(self, title_ids: Collection[int]) -> dict[int, Standing]:
        """How titles stand, under the ids asked for; unknown ids are left out."""

        def work(connection: Connection) -> dict[int, Standing]:
            asked = living(connection, title_ids)
            rows = connection.execute(_STANDING, {"ids": list(asked.values())})
            found = {row[0]: Standing(*row) for row in rows}
            return {i: found[meant] for i, meant in asked.items() if meant in found}

        return await self._store.run(work)

    async def ids(self, keys: Collection[Key]) -> dict[Key, int]:
        """The titles that have these ids at TMDB; those of which nothing is known any more are left
        out.
        """
        by_kind = {kind: [number for one, number in keys if one == kind] for kind, _ in keys}
        named = either(
            sql("kind = ? AND ?", kind, one_of("tmdb_id", numbers))
            for kind, numbers in by_kind.items()
        )
        which = sql("SELECT kind, tmdb_id, id FROM titles WHERE digest IS NOT NULL AND ?", named)

        def work(connection: Connection) -> dict[Key, int]:
            return {
                (kind, number): title_id for kind, number, title_id in execute(connection, which)
            }

        return await self._store.run(work)

    async def meet(self, entries: Sequence[Entry], at: datetime) -> None:
        """Write the titles of which nothing is known, as far as a list tells of them; the others
        stay as they are.
        """

        def work(connection: Connection) -> None:
            _alone(connection)
            known = known_titles(connection, entries)
            pairs = zip(entries, known, strict=True)
            if new := [entry for entry, old in pairs if old is None or old[1] is None]:
                write_entries(connection, new, SOURCE)
                _met(connection, [row[0] for row in known_titles(connection, new) if row], at)

        await self._store.write(work)

    def tell(self, told: Told, at: datetime) -> Change:
        """A change: everything of one title. What a catalogue file told in full stays, and is added
        to.
        """

        def change(connection: Connection) -> None:
            _alone(connection)
            title_id, entry = identified(connection, told.entry)
            if title_id is not None and is_told(connection, title_id):
                complete(connection, title_id, entry)
            else:
                title_id = _written(connection, title_id, entry)
            refresh([title_id])(connection)
            write_offers(connection, title_id, told.offers)
            when = {"facts_checked_at": at, "fetched_at": at}
            connection.execute(update(titles).where(titles.c.id == title_id).values(when))
            connection.execute(
                delete(withdrawn_titles).where(withdrawn_titles.c.title_id == title_id)
            )

        return change

    def rate(self, title_id: int, ratings: Mapping[str, Any], at: datetime) -> Change:
        """A change: ratings alone, by the names of their columns, of a title that TMDB was not
        asked about.
        """

        def change(connection: Connection) -> None:
            meant = held(connection, title_id)
            if meant is not None:
                rate(connection, meant, ratings)
                _checked(connection, meant, at)

        return change

    def withdraw(self, title_id: int, at: datetime) -> Change:
        """A change: TMDB does not have the title, any more if it was TMDB who told of it. What a
        file told in full stays; a duplicate becomes one with its original; what has been united
        since TMDB was asked is another title, of which this says nothing.
        """

        def change(connection: Connection) -> None:
            _alone(connection)
            if held(connection, title_id) != title_id:
                return
            _checked(connection, title_id, at)
            told = is_told(connection, title_id)
            if not told and not unite_with_original(connection, title_id):
                _withdraw(connection, title_id, at)

        return change


def _alone(connection: Connection) -> None:
    """Let no other write titles or people until this is done: two who meet the same one at once
    would both add it.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK)


def _met(connection: Connection, title_ids: Sequence[int], at: datetime) -> None:
    """What a list tells of titles is as of now."""
    met = titles.c.id.in_(title_ids)
    connection.execute(update(titles).where(met).values(fetched_at=at))
    connection.execute(delete(withdrawn_titles).where(withdrawn_titles.c.title_id.in_(title_ids)))
    refresh(title_ids)(connection)


def _checked(connection: Connection, title_id: int, at: datetime) -> None:
    connection.execute(update(titles).where(titles.c.id == title_id).values(facts_checked_at=at))


def _withdraw(connection: Connection, title_id: int, at: datetime) -> None:
    statement = upsert(connection, withdrawn_titles, "title_id", update=("at", "expired"))
    connection.execute(statement, {"title_id": title_id, "at": at, "expired": False})


def _written(connection: Connection, title_id: int | None, entry: Entry) -> int:
    """Write an entry in full, as a new title or over the one with that id, which is returned."""
    if title_id is not None:
        write_entries(connection, [with_known_ratings(connection, title_id, entry)], SOURCE)
        return title_id
    write_entries(connection, [entry], SOURCE)
    new = known_titles(connection, [entry])[0]
    assert new is not None
    return new[0]
