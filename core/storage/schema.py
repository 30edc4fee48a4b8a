"""The schema revision of a database and those this program knows. Importing this is cheap, so that
a start at head is fast.
"""

import asyncio
import re
from importlib.resources import files
from typing import Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from core.errors import ConfigurationError
from core.storage.address import hide_secrets, parse_url, shown, sqlite_path

SchemaState = Literal["empty", "behind", "head", "newer"]
_STEP = re.compile(r"(\d{4})_\w+\.py")
_MIGRATION_PRAGMAS = (
    "PRAGMA busy_timeout = 120000",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA synchronous = FULL",
)


def known_revisions() -> list[str]:
    """The revisions in migrations/versions, the oldest first."""
    names = (entry.name for entry in files("migrations").joinpath("versions").iterdir())
    return sorted(match[1] for name in names if (match := _STEP.fullmatch(name)))


def migration_engine(url: URL) -> Engine:
    """An engine for one connection. On SQLite, foreign keys are off: rebuilding a table must not
    delete the rows that refer to it.
    """
    if url.get_backend_name() == "postgresql":
        return create_engine(url, poolclass=NullPool)
    return _sqlite_engine(url)


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, poolclass=NullPool, connect_args={"isolation_level": None})
    event.listen(
        engine,
        "connect",
        lambda connection, _: [connection.execute(pragma) for pragma in _MIGRATION_PRAGMAS],
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def revision(connection: Connection) -> str | None:
    """The revision of a database, or None if it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def state_of(found: str | None) -> SchemaState:
    """How a revision compares with this program."""
    known = known_revisions()
    if found is None:
        return "empty"
    if found == known[-1]:
        return "head"
    return "behind" if found in known else "newer"


def read_revision(url: URL) -> str | None:
    """The revision of the database at ``url``, which is not created. Raises ConfigurationError if
    it cannot be opened.
    """
    if url.get_backend_name() == "sqlite" and not sqlite_path(url).exists():
        return None
    engine = migration_engine(url)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            return revision(connection)
    except DatabaseError as error:
        raise unreachable(url, error) from error
    finally:
        engine.dispose()


def unreachable(url: URL, error: DatabaseError) -> ConfigurationError:
    """The error for a database that cannot be opened."""
    why = hide_secrets(str(error.orig), url)
    return ConfigurationError(
        f"The database {shown(url)} cannot be opened: {why}. Check DATABASE_URL and DATA_DIR."
    )


async def schema_state(url: str) -> SchemaState:
    """Whether the database is empty, behind this program, at its head, or newer."""
    return state_of(await asyncio.to_thread(read_revision, parse_url(url)))
