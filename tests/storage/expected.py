"""What is to be left when two rows become one, worked out row by row from what tables declare."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Table

from core.storage.declarations import Newest, Reference, Told, Total, keys_with, references_to
from tests.storage.generated import Content, Row, ordered


def united(before: Content, root: Table, kept: int, gone: int) -> Content:
    """What is to be left when two rows become one, by what the tables declare."""
    expected = dict(before)
    for one in references_to(root):
        rows, name = expected[one.table.name], one.column.name
        if isinstance(one.tie, Told):
            expected[one.table.name] = [row for row in rows if row[name] != gone]
        else:
            expected[one.table.name] = ordered(_moved(rows, one, kept, gone))
    return expected


def _moved(rows: list[Row], one: Reference, kept: int, gone: int) -> Iterator[Row]:
    name, groups = one.column.name, defaultdict(list)
    for number, row in enumerate(rows):
        if row[name] not in (kept, gone):
            yield row
        elif not (row[name] == gone and _refers_to(row, one, kept)):
            groups[_key(row, one, number)].append(row)
    for group in groups.values():
        yield _one(group, one, kept) | {name: kept}


def _refers_to(row: Row, one: Reference, number: int) -> bool:
    """Whether a row refers to a user or title with any of its columns."""
    references = references_to(one.target.table)
    return any(row[other.column.name] == number for other in references if other.table is one.table)


def _key(row: Row, one: Reference, number: int) -> tuple[object, ...]:
    """What is the same of rows that become one; where no key says so, each is on its own."""
    keys = keys_with(one.table, one.column.name)
    return tuple(row[name] for name in keys[0]) if keys else (number,)


def _one(group: list[Row], one: Reference, kept: int) -> Row:
    """One row for those of a group; where nothing says otherwise the row that stays."""
    name = one.column.name
    stays = max(group, key=lambda row: row[name] == kept)
    match one.unite:
        case Newest(column):
            return max(group, key=lambda row: (row[column], row[name] == kept))
        case Total(column):
            return stays | {column: sum(row[column] for row in group)}
        case _:
            return stays
