"""Backups of a database in use, and putting one back after making sure of it."""

import asyncio
import sqlite3
from pathlib import Path

from sqlalchemy import make_url

from core.errors import ConfigurationError
from core.storage.address import parse_url, sqlite_path
from core.storage.copies import copy, copy_whole, faults, keep_copy
from core.storage.schema import read_revision
from core.storage.verify import verify_backup


async def backup(url: str, path: Path) -> None:
    """Write a copy of the database to ``path``, whole or not at all, while it is in use. Raises
    ConfigurationError.
    """
    await asyncio.to_thread(_backup, _sqlite_file(url, "pg_dump"), path)


def _backup(source: Path, path: Path) -> None:
    if not source.exists():
        raise ConfigurationError(
            f"There is no database at {source} to back up. Check DATABASE_URL and DATA_DIR."
        )
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        copy_whole(source, unfinished)
        if found := faults(unfinished):
            raise ConfigurationError(
                f"The database {source} is damaged: {found[0]}. The backup was not written."
            )
        unfinished.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise ConfigurationError(f"The backup cannot be written to {path}: {error}.") from error
    finally:
        for left in (
            unfinished,
            *(unfinished.with_name(unfinished.name + tail) for tail in ("-wal", "-shm")),
        ):
            left.unlink(missing_ok=True)


async def restore(url: str, path: Path) -> Path | None:
    """Put a backup in the database's place, once it is found sound, and return where what was there
    is kept.

    Raises ConfigurationError for a file that is damaged or no backup, SchemaError for one of a
    newer program.
    """
    target = _sqlite_file(url, "pg_restore")
    return await asyncio.to_thread(_restore, path, target)


def _sqlite_file(url: str, tool: str) -> Path:
    parsed = parse_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise ConfigurationError(
            f"The database is PostgreSQL, which has its own tools for this: use {tool}."
        )
    return sqlite_path(parsed)


def _restore(path: Path, target: Path) -> Path | None:
    verify_backup(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        kept = keep_copy(target, _revision(target)) if target.exists() else None
        copy(path, target)
    except (OSError, sqlite3.Error) as error:
        raise ConfigurationError(f"The backup cannot be put back to {target}: {error}.") from error
    return kept


def _revision(path: Path) -> str:
    return read_revision(make_url("sqlite://").set(database=str(path))) or "empty"
