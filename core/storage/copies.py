"""Copies of a SQLite database: making them while it is in use, checking them, keeping the last
ones.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

_KEPT = 3
_PATIENCE = 60  # seconds to wait for another writer


def copy(source: Path, target: Path) -> None:
    """Copy a database over ``target``. Both may be in use. Raises sqlite3.Error or OSError."""
    with (
        reading(source) as connection,
        closing(sqlite3.connect(target, timeout=_PATIENCE)) as writing,
    ):
        connection.backup(writing)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a database into a single new file, without WAL."""
    copy(source, target)
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def faults(path: Path) -> list[str]:
    """What is wrong with a database, according to SQLite. Raises sqlite3.Error if the file is not a
    database.
    """
    with reading(path) as connection:
        return [*_damage(connection), *_orphans(connection)]


def _damage(connection: sqlite3.Connection) -> list[str]:
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    return [fault for fault in found if fault != "ok"]


def _orphans(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("PRAGMA foreign_key_check")
    return [f"a row of {row[0]} refers to nothing" for row in rows]


def keep_copy(path: Path, revision: str) -> Path:
    """Make a copy next to a database, named by time and revision, and delete the oldest copies."""
    kept = path.with_name(f"{path.name}.{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{revision}.backup")
    copy_whole(path, kept)
    _delete_oldest(path)
    return kept


def _delete_oldest(path: Path) -> None:
    for old in kept_copies(path)[:-_KEPT]:
        old.unlink(missing_ok=True)


def kept_copies(path: Path) -> list[Path]:
    """The copies next to a database, the oldest first."""
    return sorted(path.parent.glob(f"{path.name}.*.backup"))


def revision_of(kept: Path) -> str:
    """The revision in the name of a kept copy."""
    return kept.stem.rpartition("-")[2]


def reading(path: Path) -> closing[sqlite3.Connection]:
    """A read-only connection, as a context manager."""
    return closing(
        sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)
    )
