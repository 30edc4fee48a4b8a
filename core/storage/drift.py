"""Schema drift: how the columns of a database differ from the tables this program declares."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from core.errors import SchemaError
from core.storage.engine import metadata, open_database

# A single statement, since it runs at every start. Virtual tables have no root page; they and their
# shadow tables, which are named after them, are left out.
_SQLITE = """
SELECT tables.name, columns.name
FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
WHERE tables.type = 'table' AND tables.rootpage > 0
"""
_POSTGRESQL = """
SELECT pg_class.relname, pg_attribute.attname
FROM pg_class JOIN pg_attribute ON pg_attribute.attrelid = pg_class.oid
WHERE pg_class.relkind IN ('r', 'p') AND pg_table_is_visible(pg_class.oid)
  AND pg_class.relnamespace <> 'pg_catalog'::regnamespace
  AND pg_attribute.attnum > 0 AND NOT pg_attribute.attisdropped
"""
_NOT_DECLARED = ("alembic_version", "sqlite_", "title_search", "overview_search")

MEND = (
    "Restore a complete backup (python -m bot restore PATH, or pg_restore), or create what is"
    " missing by hand."
)

_Columns = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Drift:
    """What a database lacks and what it has in addition, as ``table x`` or ``column x.y``."""

    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()


def drift_of(connection: Connection) -> Drift:
    """How the database differs."""
    found, declared = _found(connection), _declared()
    return Drift(_named(declared - found, found), _named(found - declared, declared))


async def read_drift(url: str) -> Drift:
    """How the database at a URL differs."""
    database = open_database(url)
    try:
        return await database.read(drift_of)
    finally:
        await database.close()


def refuse_missing(connection: Connection) -> None:
    """Raise SchemaError if the database lacks a column that the program needs."""
    if missing := drift_of(connection).missing:
        raise SchemaError(f"The database {lacks(missing)}. {MEND}")


def lacks(missing: Iterable[str]) -> str:
    """What is missing, as the end of a sentence."""
    return f"does not fit this version of the program: it lacks {', '.join(missing)}"


def _found(connection: Connection) -> _Columns:
    statement = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
    rows = connection.exec_driver_sql(statement)
    return {(row[0], row[1]) for row in rows if not row[0].startswith(_NOT_DECLARED)}


def _declared() -> _Columns:
    columns = (column for table in metadata.tables.values() for column in table.columns)
    return {(column.table.name, column.name) for column in columns}


def _named(columns: _Columns, elsewhere: _Columns) -> tuple[str, ...]:
    """Name the columns, or their table if the other side has no column of it."""
    tables = {table for table, _ in elsewhere}
    names = (
        f"column {table}.{column}" if table in tables else f"table {table}"
        for table, column in sorted(columns)
    )
    return tuple(dict.fromkeys(names))
