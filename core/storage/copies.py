"""Copies of a SQLite database: taken while it is in use, checked, and a few kept beside it."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

_KEPT = 3
_PATIENCE = 60  # seconds to wait for another writer


def copy(source: Path, target: Path) -> None:
    """Copy a database, in one piece, over ``target``, which may be in use too. Raises sqlite3.Error
    or OSError.
    """
    with (
        reading(source) as connection,
        closing(sqlite3.connect(target, timeout=_PATIENCE)) as writing,
    ):
        connection.backup(writing)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a database into a new file that needs no other beside it."""
    copy(source, target)
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def faults(path: Path) -> list[str]:
    """What SQLite finds wrong with a database. Raises sqlite3.Error for a file that is none."""
    with reading(path) as connection:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [fault for fault in found if fault != "ok"] + [
        f"a row of {row[0]} refers to nothing" for row in orphans
    ]


def keep_copy(path: Path, revision: str) -> Path:
    """Keep a copy of a database beside it, named by time and revision, and let go of the oldest."""
    kept = path.with_name(f"{path.name}.{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{revision}.backup")
    copy_whole(path, kept)
    for old in kept_copies(path)[:-_KEPT]:
        old.unlink(missing_ok=True)
    return kept


def kept_copies(path: Path) -> list[Path]:
    """The copies kept beside a database, the oldest first."""
    return sorted(path.parent.glob(f"{path.name}.*.backup"))


def revision_of(kept: Path) -> str:
    """The revision in the name of a kept copy."""
    return kept.stem.rpartition("-")[2]


def reading(path: Path) -> closing[sqlite3.Connection]:
    """A connection that only reads, to be closed at the end of a ``with``."""
    return closing(
        sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)
    )
