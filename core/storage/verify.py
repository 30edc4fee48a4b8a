"""Verifies that a file is an intact backup of this program before it is restored."""

import re
import sqlite3
from pathlib import Path

from core.errors import ConfigurationError, SchemaError
from core.storage.copies import faults, reading
from core.storage.schema import state_of

_HEADER = b"SQLite format 3\0"
_OUR_REVISION = re.compile(r"\d{4}")
# Tables of the first migration, which every database of this program has.
_OUR_TABLES = {"titles", "title_names"}


def verify_backup(path: Path) -> None:
    """Raise ConfigurationError if the file is damaged or not a backup, and SchemaError if it is
    from a newer version.
    """
    if not path.is_file():
        raise ConfigurationError(f"There is no backup at {path}.")
    _verify_header(path)
    try:
        _verify_content(path)
    except sqlite3.DatabaseError as error:
        raise _refused(path, f"is damaged: {error}") from error


def _verify_header(path: Path) -> None:
    found = _header(path)
    if not found:
        raise _refused(path, "is empty")
    if found != _HEADER:
        raise _refused(path, "is not a SQLite database")


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_HEADER))
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror}") from error


def _verify_content(path: Path) -> None:
    if found := faults(path):
        raise _refused(path, f"is damaged: {found[0]}")
    revision = _revision(path)
    if revision is None:
        raise _refused(path, "is not an Unwatched database")
    if state_of(revision) == "newer":
        raise SchemaError(
            f"The backup {path} was written by a newer version of this program."
            " Install that version first. Nothing was changed."
        )


def _revision(path: Path) -> str | None:
    """The revision, or None if this is not a database of this program."""
    with reading(path) as connection:
        if not _has_our_tables(connection):
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = str(row[0]) if row else ""
    return revision if _OUR_REVISION.fullmatch(revision) else None


def _has_our_tables(connection: sqlite3.Connection) -> bool:
    """Whether it has tables of this program, and not only Alembic's, which others have too."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {*_OUR_TABLES, "alembic_version"} <= {row[0] for row in names}


def _refused(path: Path, why: str) -> ConfigurationError:
    return ConfigurationError(f"The backup {path} {why}. Nothing was changed.")
