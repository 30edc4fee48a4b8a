"""SQL as text: fragments with their values, statements with named parameters, and upserts.

Requests differ every time, and SQLAlchemy takes longer to build and compile such a statement than
the database to answer it. So conditions are fragments of text, put together with ``sql`` and run
with ``execute``. A statement that is always the same is a ``statement``, built once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    Connection,
    CursorResult,
    Date,
    Insert,
    Table,
    TextClause,
    bindparam,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeEngine

from core.storage.engine import Change, Json, Moment

T = TypeVar("T")
FALSE = "FALSE"


@dataclass(frozen=True, slots=True)
class Sql:
    """A fragment of SQL with a question mark for each of its values. What users typed is always a
    value, never text.
    """

    text: str
    values: tuple[object, ...] = ()

    def __invert__(self) -> "Sql":
        return Sql(f"NOT ({self.text})", self.values)


def sql(text: str, *arguments: object) -> Sql:
    """A fragment whose question marks stand for values, or for fragments, which are inlined."""
    for argument in arguments:
        if isinstance(argument, Sql):
            return _inlined(text, arguments)
    return Sql(text, arguments)


def _inlined(text: str, arguments: tuple[object, ...]) -> Sql:
    first, *rest = text.split("?")
    texts = [first]
    values: list[object] = []
    for argument, after in zip(arguments, rest, strict=True):
        if isinstance(argument, Sql):
            texts += (argument.text, after)
            values += argument.values
        else:
            texts += ("?", after)
            values.append(argument)
    return Sql("".join(texts), tuple(values))


def one_of(column: str, values: Iterable[object]) -> Sql:
    """That a column has one of the values; false where there are none."""
    listed = tuple(values)
    if not listed:
        return Sql(FALSE)
    marks = ", ".join("?" * len(listed))
    return Sql(f"{column} IN ({marks})", listed)


def every(conditions: Iterable[Sql]) -> Sql:
    """All of the conditions, of which there is at least one."""
    return joined(" AND ", conditions)


def either(conditions: Iterable[Sql]) -> Sql:
    """Any of the conditions; false where there are none."""
    listed = list(conditions)
    return sql("(?)", joined(" OR ", listed)) if listed else Sql(FALSE)


def joined(separator: str, fragments: Iterable[Sql]) -> Sql:
    """Fragments one after the other with a separator between them."""
    listed = list(fragments)
    text = separator.join([one.text for one in listed])
    values = chain.from_iterable([one.values for one in listed])
    return Sql(text, tuple(values))


def execute(connection: Connection, fragment: Sql) -> CursorResult[*tuple[Any, ...]]:
    """Run a fragment that is a whole statement."""
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    return connection.exec_driver_sql(fragment.text.replace("?", mark), fragment.values)


def statement(text_: str, *, moments: str = "", json: str = "", days: str = "") -> TextClause:
    """A whole statement with named parameters. ``moments``, ``json`` and ``days`` name those that
    are times, JSON values and dates, separated by spaces.
    """
    return text(text_).bindparams(
        *_typed(moments, Moment), *_typed(json, Json), *_typed(days, Date)
    )


def _typed(names: str, kind: TypeEngine[T] | type[TypeEngine[T]]) -> list[BindParameter[T]]:
    return [bindparam(name, type_=kind) for name in names.split()]


def upsert(
    connection: Connection, table: Table, *keys: str, update: tuple[str, ...] = ()
) -> Insert:
    """Insert rows. Where the ``keys`` are taken, update the columns named in ``update``, or leave
    the row as it is where none are named.
    """
    return _upsert(connection.dialect.name, table, keys, update)


def upserting(
    table: Table, row: Mapping[str, object], *keys: str, update: tuple[str, ...] = ()
) -> Change:
    """A change: ``upsert`` one row."""

    def change(connection: Connection) -> None:
        connection.execute(upsert(connection, table, *keys, update=update), row)

    return change


@cache
def _upsert(dialect: str, table: Table, keys: tuple[str, ...], update: tuple[str, ...]) -> Insert:
    insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    if not update:
        return insert.on_conflict_do_nothing(index_elements=list(keys))
    new = {name: insert.excluded[name] for name in update}
    return insert.on_conflict_do_update(index_elements=list(keys), set_=new)
