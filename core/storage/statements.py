"""Building statements for both dialects."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Date, Insert, Table, TextClause, bindparam, text
from sqlalchemy.dialects import postgresql, sqlite

from core.storage.base import Json, Moment
from core.storage.pieces import Sql


def upsert(
    connection: Connection, table: Table, *keys: str, update: tuple[str, ...] = ()
) -> Insert:
    """Insert rows. If the ``keys`` exist, update the named columns; without names, keep the row."""
    return _upsert(connection.dialect.name, table, keys, update)


@cache
def _upsert(dialect: str, table: Table, keys: tuple[str, ...], update: tuple[str, ...]) -> Insert:
    statement = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    if not update:
        return statement.on_conflict_do_nothing(index_elements=list(keys))
    return statement.on_conflict_do_update(
        index_elements=list(keys), set_={name: statement.excluded[name] for name in update}
    )


def sql(statement: str, *, moments: str = "", json: str = "", days: str = "") -> TextClause:
    """Textual SQL. ``moments``, ``json`` and ``days`` name the parameters of these types, separated
    by spaces.
    """
    typed = [bindparam(name, type_=Moment) for name in moments.split()]
    others = [bindparam(name, type_=Json) for name in json.split()] + [
        bindparam(name, type_=Date) for name in days.split()
    ]
    return text(statement).bindparams(*typed, *others)


def execute(connection: Connection, piece: Sql) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement made of pieces."""
    marks = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    return connection.exec_driver_sql(piece.text.replace("?", marks), piece.values)
