"""Backing up a database in use, and restoring a backup after verifying it."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import aiosqlite
from sqlalchemy import make_url

from core.errors import ConfigurationError
from core.storage.address import parse_url, sqlite_path
from core.storage.copies import copy, faults, keep_copy
from core.storage.schema import read_revision
from core.storage.verify import verify_backup


async def backup(url: str, path: Path) -> None:
    """Copy the database to ``path``, even while it is in use. If that fails, ``path`` is unchanged.
    Raises ConfigurationError.
    """
    source = _existing_file(url)
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        await _write(source, unfinished, path)
    except (OSError, sqlite3.Error) as error:
        raise ConfigurationError(f"The backup cannot be written to {path}: {error}.") from error
    finally:
        _remove(unfinished)


def _existing_file(url: str) -> Path:
    source = _sqlite_file(url, "pg_dump")
    if not source.exists():
        raise ConfigurationError(
            f"There is no database at {source} to back up. Check DATABASE_URL and DATA_DIR."
        )
    return source


async def _write(source: Path, unfinished: Path, path: Path) -> None:
    await asyncio.to_thread(_try_to_open, source, unfinished)
    await _copy_online(source, unfinished)
    await asyncio.to_thread(_finish, source, unfinished, path)


def _try_to_open(source: Path, target: Path) -> None:
    """Raise what keeps either from being opened: aiosqlite does not wait for the thread of a
    connection that could not be made.
    """
    target.unlink(missing_ok=True)
    for address in (_read_only(source), target.absolute().as_uri()):
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.execute("PRAGMA schema_version").fetchone()


async def _copy_online(source: Path, target: Path) -> None:
    """Copy a database page by page while others read and write it, and the loop stays free."""
    async with (
        aiosqlite.connect(_read_only(source), uri=True) as reading,
        aiosqlite.connect(target) as writing,
    ):
        await reading.backup(writing)
        await writing.execute("PRAGMA journal_mode = DELETE")


def _finish(source: Path, unfinished: Path, path: Path) -> None:
    if found := faults(unfinished):
        raise ConfigurationError(
            f"The database {source} is damaged: {found[0]}. The backup was not written."
        )
    unfinished.replace(path)


def _remove(unfinished: Path) -> None:
    for tail in ("", "-wal", "-shm"):
        unfinished.with_name(unfinished.name + tail).unlink(missing_ok=True)


def _read_only(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"


async def restore(url: str, path: Path) -> Path | None:
    """Verify a backup, put it in place of the database, and return the path of a copy of the
    previous database.

    Raises ConfigurationError if the file is damaged or not a backup, and SchemaError if it is from
    a newer version.
    """
    target = _sqlite_file(url, "pg_restore")
    return await asyncio.to_thread(_restore, path, target)


def _sqlite_file(url: str, tool: str) -> Path:
    parsed = parse_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise ConfigurationError(f"The database is PostgreSQL. Use {tool} instead.")
    return sqlite_path(parsed)


def _restore(path: Path, target: Path) -> Path | None:
    verify_backup(path)
    try:
        return _replace(target, path)
    except (OSError, sqlite3.Error) as error:
        raise ConfigurationError(f"The backup cannot be restored to {target}: {error}.") from error


def _replace(target: Path, path: Path) -> Path | None:
    target.parent.mkdir(parents=True, exist_ok=True)
    kept = keep_copy(target, _revision(target)) if target.exists() else None
    copy(path, target)
    return kept


def _revision(path: Path) -> str:
    return read_revision(make_url("sqlite://").set(database=str(path))) or "empty"
