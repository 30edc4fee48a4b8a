"""One interface for SQLite and PostgreSQL: it runs a function on a connection and returns the
result.

``Work`` is a synchronous function of a SQLAlchemy connection. A whole transaction on SQLite
therefore needs one change of thread (aiosqlite needs four for every statement), and it cannot await
anything slow, such as a network call.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Literal, Protocol, TypeVar

from sqlalchemy import (
    JSON,
    URL,
    Column,
    Connection,
    DateTime,
    Engine,
    Executable,
    ForeignKey,
    Integer,
    MetaData,
    Row,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import create_async_engine

from core.storage.address import parse_url

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A point in time with its time zone, stored in UTC. SQLite has no time zones of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC. Raises ValueError for a naive time, whose meaning would depend on the
        machine.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC, whatever the time zone of the session."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# JSON, not JSONB, which refuses NUL characters and lone surrogates, and people may send those.
Json = JSON(none_as_null=True)


def owner(
    table: str, *, primary_key: bool = False, nullable: bool = False, index: bool = False
) -> Column[int]:
    """A column ``<table singular>_id`` whose row is deleted with its owner: ``owner("users")`` is
    ``user_id``.
    """
    name = {"people": "person"}.get(table, table.removesuffix("s"))
    target = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(
        f"{name}_id", Integer, target, primary_key=primary_key, nullable=nullable, index=index
    )


DialectName = Literal["sqlite", "postgresql"]
T = TypeVar("T")
Work = Callable[[Connection], T]
Change = Callable[[Connection], None]
AnyRow = Row[*tuple[Any, ...]]


def executing(statement: Executable, values: Mapping[str, object] | None = None) -> Change:
    """A change: execute one statement."""

    def change(connection: Connection) -> None:
        connection.execute(statement, values)

    return change


_READERS = 2
_BUSY_MS = 10_000
_SHARED = (
    f"PRAGMA busy_timeout = {_BUSY_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8000",
)
_WRITER_PRAGMAS = (
    *_SHARED,
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = FAST",
)
_READER_PRAGMAS = (*_SHARED, "PRAGMA query_only = ON", "PRAGMA mmap_size = 1073741824")


class Database(Protocol):
    """A database that runs work on its own connections."""

    dialect: DialectName

    async def read(self, work: Work[T]) -> T:
        """Run work that only reads, without a transaction."""
        ...

    async def write(self, work: Work[T]) -> T:
        """Run work in one transaction: commit on return, roll back on an exception."""
        ...

    async def close(self) -> None:
        """Stop its threads and close its connections."""
        ...


class Sqlite:
    """SQLite: a few threads read and one writes. Writing locks the file from the beginning."""

    dialect: DialectName = "sqlite"

    def __init__(self, url: URL) -> None:
        self._reading = sqlite_engine(url, writable=False)
        self._writing = sqlite_engine(url)
        self._readers = ThreadPoolExecutor(_READERS, "sqlite-read")
        self._writer = ThreadPoolExecutor(1, "sqlite-write")

    async def read(self, work: Work[T]) -> T:
        """Run work that only reads. SQLite refuses writes."""
        return await asyncio.get_running_loop().run_in_executor(
            self._readers, _connected, self._reading, work
        )

    async def write(self, work: Work[T]) -> T:
        """Run work in one immediate transaction, which is on disk when this returns."""
        return await asyncio.get_running_loop().run_in_executor(
            self._writer, _transacted, self._writing, work
        )

    async def close(self) -> None:
        """Wait for work in progress, then close the file."""
        await asyncio.to_thread(self._shut)

    def _shut(self) -> None:
        self._readers.shutdown()
        self._writer.shutdown()
        self._reading.dispose()
        self._writing.dispose()


class Postgresql:
    """PostgreSQL, through async connections of psycopg. Reads use autocommit."""

    dialect: DialectName = "postgresql"

    def __init__(self, url: URL) -> None:
        self._engine = create_async_engine(
            url, pool_size=8, max_overflow=8, pool_pre_ping=True, skip_autocommit_rollback=True
        )
        self._reading = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    async def read(self, work: Work[T]) -> T:
        """Run work that only reads."""
        async with self._reading.connect() as connection:
            return await connection.run_sync(work)

    async def write(self, work: Work[T]) -> T:
        """Run work in one transaction."""
        async with self._engine.begin() as connection:
            return await connection.run_sync(work)

    async def close(self) -> None:
        """Close the connections."""
        await self._engine.dispose()


def _connected(engine: Engine, work: Work[T]) -> T:
    with engine.connect() as connection:
        return work(connection)


def _transacted(engine: Engine, work: Work[T]) -> T:
    with engine.begin() as connection:
        return work(connection)


def sqlite_engine(url: URL, *, writable: bool = True) -> Engine:
    """An engine for a SQLite file: writable with immediate transactions, or read-only."""
    return _writing_engine(url) if writable else _reading_engine(url)


def _reading_engine(url: URL) -> Engine:
    engine = create_engine(
        url, isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True, pool_size=_READERS
    )
    event.listen(engine, "connect", _prepare(_READER_PRAGMAS))
    return engine


def _writing_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"isolation_level": None}, pool_size=1)
    event.listen(engine, "connect", _prepare(_WRITER_PRAGMAS))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _prepare(pragmas: Sequence[str]) -> Callable[[Any, Any], None]:
    def connect(connection: Any, _record: Any) -> None:
        for pragma in pragmas:
            connection.execute(pragma).close()

    return connect


def open_database(url: str) -> Database:
    """The database of a URL, not yet connected."""
    parsed = parse_url(url)
    return Sqlite(parsed) if parsed.get_backend_name() == "sqlite" else Postgresql(parsed)
