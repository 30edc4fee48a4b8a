"""SQL built from pieces of text and their values, for statements that differ with every request.
SQLAlchemy takes longer to build and compile those than the database takes to run them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

FALSE = "FALSE"


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with a question mark for each value. Text from people is always a value."""

    text: str
    values: tuple[Any, ...] = ()

    def __invert__(self) -> "Sql":
        return Sql(f"NOT ({self.text})", self.values)


def sql(text: str, *parts: "Sql | Any") -> Sql:
    """A piece of SQL whose question marks stand for values or for other pieces of SQL."""
    for part in parts:
        if isinstance(part, Sql):
            return _woven(text, parts)
    return Sql(text, parts)


def _woven(text: str, parts: tuple[Any, ...]) -> Sql:
    texts = [part.text if isinstance(part, Sql) else "?" for part in parts]
    values = [part.values if isinstance(part, Sql) else (part,) for part in parts]
    between = text.split("?")
    woven = "".join(piece for pair in zip(between, [*texts, ""], strict=True) for piece in pair)
    return Sql(woven, tuple(value for some in values for value in some))


def one_of(column: str, values: Iterable[Any]) -> Sql:
    """The column has one of the values. False if there are none."""
    listed = tuple(values)
    return Sql(f"{column} IN ({', '.join('?' * len(listed))})", listed) if listed else Sql(FALSE)


def every(conditions: Iterable[Sql]) -> Sql:
    """All of the conditions. There must be at least one."""
    return joined(" AND ", conditions)


def either(conditions: Iterable[Sql]) -> Sql:
    """At least one of the conditions. False if there are none."""
    listed = list(conditions)
    return sql("(?)", joined(" OR ", listed)) if listed else Sql(FALSE)


def joined(by: str, pieces: Iterable[Sql]) -> Sql:
    """Join pieces with a separator."""
    listed = list(pieces)
    return Sql(
        by.join(piece.text for piece in listed),
        tuple(value for piece in listed for value in piece.values),
    )
