"""Two rows that turn out to be one: what referred to either, as each table declares."""

from collections.abc import Sequence

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    ScalarSelect,
    Table,
    and_,
    delete,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)

from core.storage.declarations import (
    Newest,
    Owned,
    Reference,
    Told,
    Total,
    keys_with,
    references_of,
    references_to,
)


def unite_rows(connection: Connection, root: Table, kept: int, gone: int) -> None:
    """Let everything that refers to one row of a table refer to another, but for the facts told of
    it, which are deleted with it.
    """
    followed = [one for one in references_to(root) if not isinstance(one.tie, Told)]
    _make_room(connection, followed, kept, gone)
    for reference in followed:
        _unite(connection, reference, kept, gone)
        _move(connection, reference, kept, gone)


def copy_rows(connection: Connection, root: Table, old: int, new: int) -> None:
    """Copy what a row of a table owns and declares to be copied to another."""
    for reference in references_to(root):
        if isinstance(reference.tie, Owned) and reference.tie.copied:
            _copy(connection, reference, old, new)


def _make_room(connection: Connection, followed: Sequence[Reference], kept: int, gone: int) -> None:
    """Call the functions that tables declare, each once."""
    for rule in dict.fromkeys(one.unite for one in followed):
        if callable(rule):
            rule(connection, kept, gone)


def _unite(connection: Connection, reference: Reference, kept: int, gone: int) -> None:
    match reference.unite:
        case Newest(column):
            _drop_older(connection, reference, column, gone, kept)
            _drop_older(connection, reference, column, kept, gone)
        case Total(column):
            _add_up(connection, reference, column, kept, gone)


def _drop_older(
    connection: Connection, reference: Reference, column: str, loser: int, winner: int
) -> None:
    """Delete the loser's rows that are no newer than the winner's."""
    table, twin = reference.table, reference.table.alias()
    newer = exists().where(_twins(reference, twin, winner), twin.c[column] >= table.c[column])
    connection.execute(delete(table).where(reference.column == loser, newer))


def _add_up(
    connection: Connection, reference: Reference, column: str, kept: int, gone: int
) -> None:
    table, twin = reference.table, reference.table.alias()
    theirs = _twins(reference, twin, gone)
    total = table.c[column] + _sum(twin.c[column], theirs, table)
    both = update(table).where(reference.column == kept, exists().where(theirs))
    connection.execute(both.values({column: total}))


def _sum(column: Column[int], which: ColumnElement[bool], beside: Table) -> ScalarSelect[int]:
    """The sum of a column over rows that depend on the current row of another table."""
    return select(func.sum(column)).where(which).correlate(beside).scalar_subquery()


def _move(connection: Connection, reference: Reference, kept: int, gone: int) -> None:
    table, theirs = reference.table, reference.column == gone
    connection.execute(delete(table).where(theirs, _is_twice(reference, kept)))
    connection.execute(update(table).where(theirs).values({reference.column.name: kept}))


def _is_twice(reference: Reference, kept: int) -> ColumnElement[bool]:
    """That a row, once moved, would stand there twice or refer to the same row twice."""
    there = exists().where(_twins(reference, reference.table.alias(), kept))
    references = references_of(reference.table)
    others = (one.column for one in references if one.target is reference.target)
    return or_(there, *(column == kept for column in others))


def _twins(reference: Reference, twin: FromClause, whose: int) -> ColumnElement[bool]:
    """That a row of ``whose`` has a key of the table's row, but for the reference itself."""
    table, name = reference.table, reference.column.name
    same = (_has_key(table, twin, key) for key in keys_with(table, name))
    return and_(twin.c[name] == whose, or_(false(), *same))


def _has_key(table: Table, twin: FromClause, key: Sequence[str]) -> ColumnElement[bool]:
    return and_(true(), *(twin.c[part] == table.c[part] for part in key))


def _copy(connection: Connection, reference: Reference, old: int, new: int) -> None:
    table, owner = reference.table, reference.column
    rest = [column for column in table.c if column is not owner]
    copied = select(literal(new), *rest).where(owner == old)
    names = [owner.name, *(column.name for column in rest)]
    connection.execute(insert(table).from_select(names, copied))
