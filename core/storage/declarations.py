"""What the rows of a table belong to, declared beside its columns::

    ratings = Table(
        "ratings",
        metadata,
        owner("users", primary_key=True),
        owner("titles", primary_key=True),
        Column("stars", Integer, nullable=False),
        Column("rated_at", Moment, nullable=False),
        info=declare(Owned(), Keeps(), unite=Newest("rated_at")),
    )

Exports, forgetting, linking two users, uniting two titles and expiry read the declarations and
name no table.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from core.errors import SchemaError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Owned:
    """Rows of a user: exported, forgotten with the user, and handed over when two users are linked.

    Those that are ``copied`` stay with both sides when an account becomes a user of its own again.
    """

    column: str = "user_id"
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Keeps:
    """Rows that keep a title: its name does not expire while there is one. They refer to the title
    it becomes when two are united.
    """

    column: str = "title_id"


@dataclass(frozen=True, slots=True)
class Told:
    """Facts of a title: they are deleted when it becomes another, and expire.

    Those that ``name`` the title stay as long as it is kept; those that do not ``expire`` are our
    own notes.
    """

    column: str = "title_id"
    name: bool = False
    expire: bool = True


@dataclass(frozen=True, slots=True)
class Follows:
    """Rows that merely refer to a user or a title, and then to the one it becomes."""

    column: str


@dataclass(frozen=True, slots=True)
class Newest:
    """Of two rows that become one, the row with the greater value in a column holds."""

    column: str


@dataclass(frozen=True, slots=True)
class Total:
    """Two rows that become one are added up in a column."""

    column: str


Tie = Owned | Keeps | Told | Follows
# A function makes room for the rows of ``gone`` among those of ``kept``, its second and third
# argument. Tables that name the same function are seen to by one call.
Unite = Newest | Total | Callable[[Connection, int, int], None]


@dataclass(frozen=True, slots=True)
class Declaration:
    """Everything a table declares."""

    ties: tuple[Tie, ...] = ()
    unite: Unite | Mapping[str, Unite] | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that refers to a user or a title, and what was declared of it."""

    table: Table
    column: Column[int]
    tie: Tie
    unite: Unite | None

    @property
    def target(self) -> Column[int]:
        """The id that it refers to."""
        (key,) = self.column.foreign_keys
        return key.column


_KEY = "declaration"
_VALUES = "unite"
_NOTHING = Declaration()
_HOW = (
    "Declare it in the info of the Table, as core.storage.declarations shows: Owned for rows of a"
    " user, Keeps for rows that keep a title, Told for facts of a title, Follows for anything else."
)


def declare(
    *ties: Tie, unite: Unite | Mapping[str, Unite] | None = None, label: str = ""
) -> dict[str, Declaration]:
    """The ``info`` of a table: what its rows belong to, and how two rows with the same key become
    one.

    By default the row of the user or title that stays holds. ``unite`` is one rule for all
    references, or a rule by column. ``label`` is the column that names a row in exports.
    """
    return {_KEY: Declaration(ties, unite, label)}


def declaration_of(table: Table) -> Declaration:
    """What a table declares."""
    found = table.info.get(_KEY, _NOTHING)
    assert isinstance(found, Declaration)
    return found


def unite_values(column: Column[T], rule: Callable[[T, T], T]) -> None:
    """Declare how two values of a column become one, where the room of its table cannot know."""
    column.info[_VALUES] = rule


def united_value(column: Column[T], one: T, other: T) -> T:
    """Two values of a column as one: by default the first, unless it is empty."""
    rule: Callable[[T, T], T] | None = column.info.get(_VALUES)
    return rule(one, other) if rule else one or other


def references_of(table: Table) -> list[Reference]:
    """The references that a table declares."""
    declared = declaration_of(table)
    return [
        Reference(table, table.c[tie.column], tie, _rule(declared, tie.column))
        for tie in declared.ties
    ]


def references_to(root: Table) -> list[Reference]:
    """Every declared reference to a table."""
    declared = chain.from_iterable(map(references_of, root.metadata.tables.values()))
    return [one for one in declared if one.target is root.c.id]


def keys_with(table: Table, column: str) -> list[list[str]]:
    """The keys of a table that a column is part of, without that column."""
    return [[name for name in key if name != column] for key in _keys(table) if column in key]


def refuse_undeclared(metadata: MetaData) -> None:
    """Raises SchemaError where a table does not declare a reference, or declares what its columns
    do not bear out.
    """
    if faults := list(chain.from_iterable(map(_faults, metadata.tables.values()))):
        raise SchemaError(" ".join(faults))


def _rule(declared: Declaration, column: str) -> Unite | None:
    if isinstance(declared.unite, Mapping):
        return declared.unite.get(column)
    return declared.unite


def _faults(table: Table) -> Iterator[str]:
    yield from _undeclared(table)
    yield from _misdeclared(table)


def _undeclared(table: Table) -> Iterator[str]:
    declared = {tie.column for tie in declaration_of(table).ties}
    for key in table.foreign_keys:
        name = key.parent.name
        if name not in declared and _is_root(key.column.table):
            yield f"The table {table.name} does not say what {name} means to its rows. {_HOW}"


def _misdeclared(table: Table) -> Iterator[str]:
    keys = {key.parent.name: key for key in table.foreign_keys}
    for tie in declaration_of(table).ties:
        if tie.column not in keys:
            yield f"The table {table.name} declares {tie.column}, which is no foreign key of it."
        else:
            yield from _broken(table, keys[tie.column], tie)
            yield from _without_column(table, tie.column)


def _broken(table: Table, key: ForeignKey, tie: Tie) -> Iterator[str]:
    name, kind = f"{table.name}.{tie.column}", type(tie).__name__
    if isinstance(tie, Owned | Told) and key.ondelete != "CASCADE":
        yield f"{name} is {kind}, but is not deleted with what it refers to: use owner()."
    if isinstance(tie, Owned) and tie.copied and _has_key_without(table, tie.column):
        yield f"{name} is copied, but a copy would have a key of the same value."


def _without_column(table: Table, column: str) -> Iterator[str]:
    rule = _rule(declaration_of(table), column)
    if isinstance(rule, Newest | Total) and rule.column not in table.c:
        yield f"{table.name} is united by its column {rule.column}, which it does not have."


def _has_key_without(table: Table, column: str) -> bool:
    return len(keys_with(table, column)) < len(_keys(table))


def _keys(table: Table) -> list[list[str]]:
    return [
        constraint.columns.keys()
        for constraint in table.constraints
        if isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint)
    ]


def _is_root(table: object) -> bool:
    """Whether other tables declare what they are to this one."""
    assert isinstance(table, Table)
    return bool(references_to(table))
