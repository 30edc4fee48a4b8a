"""The store: reading from and writing to the database, and the repositories that do so."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar
from weakref import WeakSet

from sqlalchemy import Connection, Executable, Table, text
from sqlalchemy.exc import DatabaseError

from core.storage.address import parse_url
from core.storage.declarations import refuse_undeclared
from core.storage.drift import refuse_missing
from core.storage.engine import AnyRow, Change, Database, DialectName, Work, metadata, open_database
from core.storage.rooms import load_tables
from core.storage.schema import unreachable
from core.storage.sqltext import execute, one_of, sql

_LIVING = """SELECT titles.id FROM titles WHERE titles.id = coalesce(
    (SELECT title_forwards.title_id FROM title_forwards WHERE title_forwards.old_id = :id), :id)"""
_HELD = {
    "sqlite": text(_LIVING),  # there is only one writer
    "postgresql": text(f"{_LIVING} FOR KEY SHARE"),
}
_TRIES = 3

T = TypeVar("T")
R = TypeVar("R", bound="Repository")


def living(connection: Connection, title_ids: Iterable[int]) -> dict[int, int]:
    """The current id of each title, in the order given. Most ids, and unknown ones, map to
    themselves.
    """
    asked = dict.fromkeys(title_ids)
    if not asked:
        return {}
    old = sql(
        "SELECT old_id, title_id FROM title_forwards WHERE ?",
        one_of("title_forwards.old_id", asked),
    )
    moved = dict(execute(connection, old).all())
    return {title_id: moved.get(title_id, title_id) for title_id in asked}


def held(connection: Connection, title_id: int) -> int | None:
    """Lock a title and return its current id, or None if there is no such title. Until this
    transaction ends, the title cannot be united with another.

    On PostgreSQL the title may be united while this waits for the lock. Then it follows the id
    again.
    """
    statement = _HELD[connection.dialect.name]
    for _ in range(_TRIES):
        found: int | None = connection.scalar(statement, {"id": title_id})
        if found is not None:
            return found
    return None


Values = Mapping[str, object]
_WRITTEN = "written"


class Store:
    """A database. Reads run outside transactions; each write is one transaction."""

    def __init__(self, database: Database) -> None:
        self.dialect: DialectName = database.dialect
        self._database = database
        self._repositories: dict[type[Repository], Repository] = {}
        self._bells: dict[str, WeakSet[asyncio.Event]] = {}

    def of(self, kind: type[R]) -> R:
        """The repository of a class, created on first use."""
        known = self._repositories.get(kind)
        if not isinstance(known, kind):
            known = self._repositories[kind] = kind(self)
        return known

    def add(self, repository: "Repository") -> None:
        """Set the repository of its class."""
        self._repositories[type(repository)] = repository

    async def run(self, work: Work[T]) -> T:
        """Run several reading statements on one connection."""
        return await self._database.read(work)

    async def rows(
        self, statement: Executable | str, params: Values | None = None
    ) -> Sequence[AnyRow]:
        """All rows of one reading statement; a string is SQL with ``:named`` parameters."""
        prepared = text(statement) if isinstance(statement, str) else statement
        return await self._database.read(
            lambda connection: connection.execute(prepared, params).all()
        )

    async def first(
        self, statement: Executable | str, params: Values | None = None
    ) -> AnyRow | None:
        """The first row of one reading statement, or None."""
        found = await self.rows(statement, params)
        return found[0] if found else None

    async def write(self, work: Work[T]) -> T:
        """Run work in one transaction and return its result."""

        def noted(connection: Connection) -> tuple[T, Iterable[str]]:
            return work(connection), connection.info.pop(_WRITTEN, ())

        result, written = await self._database.write(noted)
        self._ring(written)
        return result

    async def apply(self, *changes: Change) -> None:
        """Write all changes in one transaction. If one raises, none is written."""

        def work(connection: Connection) -> None:
            for change in changes:
                change(connection)

        if changes:
            await self.write(work)

    def bell(self, table: Table) -> asyncio.Event:
        """An event that is set whenever this process has written what ``rings`` for the table."""
        bell = asyncio.Event()
        self._bells.setdefault(table.name, WeakSet()).add(bell)
        return bell

    def _ring(self, tables: Iterable[str]) -> None:
        for table in tables:
            for bell in self._bells.get(table, ()):
                bell.set()


def rings(connection: Connection, table: Table) -> None:
    """Once this transaction is written, whoever waits for rows of the table shall look."""
    connection.info.setdefault(_WRITTEN, set()).add(table.name)


class Repository:
    """The base class of repositories, which read and change the tables of one subject."""

    def __init__(self, store: Store) -> None:
        self._store = store


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """Open a store on a migrated database. Raises ConfigurationError if the database cannot be
    opened, and SchemaError if it lacks columns or a table does not declare what its rows belong to.
    """
    load_tables()
    refuse_undeclared(metadata)
    database = open_database(url)
    store = Store(database)
    try:
        await _check_columns(store, url)
        yield store
    finally:
        await database.close()


async def _check_columns(store: Store, url: str) -> None:
    try:
        await store.run(refuse_missing)
    except DatabaseError as error:
        raise unreachable(parse_url(url), error) from error


class Services:
    """The parts of the running program, one of each class, its store, and every repository of
    that.
    """

    def __init__(self, store: Store, *parts: object) -> None:
        self._store = store
        self._parts = {type(part): part for part in (store, *parts)}

    def of(self, kind: type[T]) -> T:
        """The part of that class. Raises LookupError for one the program was opened without."""
        part = self._parts.get(kind)
        if isinstance(part, kind):
            return part
        if issubclass(kind, Repository):
            return self._store.of(kind)
        raise LookupError(f"the program was opened without {kind.__name__}")
