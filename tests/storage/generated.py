"""Generated rows for every table that declares what its rows belong to."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import CheckConstraint, Column, Connection, Table, UniqueConstraint, delete, insert
from sqlalchemy import select as selected
from sqlalchemy.exc import IntegrityError

from core.storage.declarations import references_of
from core.storage.engine import Moment, metadata
from tests.storage.shop import MINUTE, NOON

Row = Mapping[str, Any]
Content = dict[str, list[Row]]

# Ids of users, titles and all else that rows refer to: the same for each, so that an id of the one
# that is taken for an id of the other is found out, and far from those that databases give.
IDS = (101, 102, 103)
_SAMPLES: Mapping[type, tuple[object, ...]] = {
    int: (1000, 1001, 1002),
    float: (0.5, 1.5),
    str: ("a", "b", "c"),
    bool: (False, True),
    datetime: (NOON, NOON + MINUTE, NOON + 2 * MINUTE),
    date: (NOON.date(), NOON.date() + timedelta(days=1)),
    object: ({},),  # JSON
    bytes: (b"a",),
}
_IN = re.compile(r"(\w+) IN \((.+)\)")


def contents() -> st.SearchStrategy[Content]:
    """What a database may hold: three of everything that is referred to, some rows of all that
    refers to it.
    """
    tables = [table for table in metadata.sorted_tables if references_of(table)]
    targets = {key.column.table for table in tables for key in table.foreign_keys}
    few: dict[str, st.SearchStrategy[list[Row]]] = {
        table.name: st.lists(_row(table), max_size=4) for table in tables
    }
    three = {
        table.name: st.tuples(*(_row(table, id=number) for number in IDS)).map(list)
        for table in targets
    }
    return st.fixed_dictionaries(three | few)


def fill(connection: Connection, content: Content) -> None:
    """Let a database hold these rows alone, but for those that its constraints refuse."""
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))
    for table in metadata.sorted_tables:
        for row in content.get(table.name, ()):
            _try(connection, table, row)


def held(connection: Connection) -> Content:
    """Everything a database holds."""
    return {
        table.name: ordered(row._mapping for row in connection.execute(selected(table)))
        for table in metadata.sorted_tables
    }


def ordered(rows: Any) -> list[Row]:
    """Rows in an order that depends on their values alone."""
    return sorted(map(dict, rows), key=repr)


def _try(connection: Connection, table: Table, row: Row) -> None:
    try:
        with connection.begin_nested():
            connection.execute(insert(table), row)
    except IntegrityError:
        pass


def _row(table: Table, **given: object) -> st.SearchStrategy[Row]:
    allowed, unique = dict(_allowed(table)), set(_unique(table))
    columns = {
        column.name: st.just(_one_more(column, given["id"]))
        if given and column.name in unique
        else _value(column, allowed.get(column.name))
        for column in table.c
        if not (given and column.foreign_keys)
    }
    return st.fixed_dictionaries(columns | {name: st.just(given[name]) for name in given})


def _value(column: Column[Any], allowed: tuple[object, ...] | None) -> st.SearchStrategy[object]:
    known = IDS if column.foreign_keys else allowed or _SAMPLES[_python_type(column)]
    value: st.SearchStrategy[object] = st.sampled_from(known)
    return st.none() | value if column.nullable else value


def _one_more(column: Column[Any], number: object) -> object:
    """A value that no row with another id has."""
    return _python_type(column)(number)


def _python_type(column: Column[Any]) -> type:
    return datetime if isinstance(column.type, Moment) else column.type.python_type


def _allowed(table: Table) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The values that constraints allow, by column."""
    for constraint in table.constraints:
        text = str(constraint.sqltext) if isinstance(constraint, CheckConstraint) else ""
        if found := _IN.fullmatch(text):
            yield found[1], tuple(value.strip(" '") for value in found[2].split(","))


def _unique(table: Table) -> Iterator[str]:
    """The columns that are part of a key, but for those that say what kind of thing it is."""
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield constraint.columns.keys()[-1]
