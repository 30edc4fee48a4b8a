"""Updates the schema of a database to this version: under a lock, in one transaction, and on SQLite
after keeping a copy.
"""

import asyncio
import sqlite3
import time
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import DatabaseError, OperationalError

from core.errors import ConfigurationError, SchemaError
from core.storage.address import parse_url, sqlite_path
from core.storage.copies import keep_copy, kept_copies, revision_of
from core.storage.schema import (
    known_revisions,
    migration_engine,
    read_revision,
    revision,
    schema_state,
    state_of,
    unreachable,
)

__all__ = ["migrate", "schema_state"]

_BUSY = 10.0  # seconds
_TRIES, _PAUSE = 200, 0.05
_LOCK = 0x756E7761746368  # "unwatch": one advisory lock of PostgreSQL for every copy of the program


async def migrate(url: str) -> None:
    """Update the schema to head. Raises SchemaError if it is newer than the program or if a step
    fails.
    """
    await asyncio.to_thread(_migrate, parse_url(url))


def _migrate(url: URL) -> None:
    if _needed(url, read_revision(url)):
        if url.get_backend_name() == "sqlite":
            prepare_file(url)
        _upgrade_locked(url)


def _needed(url: URL, found: str | None) -> bool:
    state = state_of(found)
    if state == "newer":
        raise SchemaError(_newer(url, found))
    return state != "head"


def prepare_file(url: URL) -> None:
    """Create the file and set it to WAL mode. Raises ConfigurationError if it cannot be written."""
    path = sqlite_path(url)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        set_up = _waited_for_wal_mode(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise ConfigurationError(
            f"The database {path} cannot be written: {error}. Check DATABASE_URL and DATA_DIR."
        ) from error
    if not set_up:
        raise ConfigurationError(
            f"The database {path} is locked by another program. Stop that program and start again."
        )


def _waited_for_wal_mode(path: Path) -> bool:
    for _ in range(_TRIES):
        if _in_wal_mode(path):
            return True
        time.sleep(_PAUSE)
    return False


def _in_wal_mode(path: Path) -> bool:
    """Set WAL mode. False if others use the file, since SQLite does not wait for them here."""
    with closing(sqlite3.connect(path, timeout=_BUSY)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
    return True


def _upgrade_locked(url: URL) -> None:
    engine = migration_engine(url)
    try:
        with engine.begin() as connection:
            _lock(connection)
            found = revision(connection)  # read again under the lock
            if _needed(url, found):
                _upgrade(connection, _keep_copy(url, found))
    except OperationalError as error:
        raise unreachable(url, error) from error
    finally:
        engine.dispose()


def _lock(connection: Connection) -> None:
    """Wait for other copies of the program. On SQLite the transaction itself is a lock."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _upgrade(connection: Connection, kept: Path | None) -> None:
    try:
        run_steps(connection)
        _check_references(connection)
    except DatabaseError as error:
        copy = f" There is a copy at {kept}." if kept else ""
        raise SchemaError(
            "The schema of the database could not be updated, and nothing was changed: "
            f"{error.orig}.{copy}"
        ) from error


def run_steps(connection: Connection, to: str = "head") -> None:
    """Run the migrations up to a revision, in the transaction of the connection."""
    from alembic import command  # slow to import, and not needed at head
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _check_references(connection: Connection) -> None:
    if (
        connection.dialect.name == "sqlite"
        and connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    ):
        raise SchemaError(
            "The update would leave rows without the rows they refer to. Nothing was changed."
        )


def _keep_copy(url: URL, found: str | None) -> Path | None:
    if found is None or url.get_backend_name() != "sqlite":
        return None
    return keep_copy(sqlite_path(url), found)


def _newer(url: URL, found: str | None) -> str:
    return (
        f"The database was written by a newer version of this program (schema {found}; this "
        "version knows up to"
        f" {known_revisions()[-1]}). Install that version again or, to go back, {_way_back(url)}."
    )


def _way_back(url: URL) -> str:
    if url.get_backend_name() != "sqlite":
        return "restore a dump from before that version"
    fitting = [
        kept for kept in kept_copies(sqlite_path(url)) if revision_of(kept) in known_revisions()
    ]
    return f"run: python -m bot restore {fitting[-1] if fitting else 'PATH'}"
