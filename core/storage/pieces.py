"""SQL put together from pieces of text with their values: what is different for every request takes
SQLAlchemy longer to build and compile than it takes a database to answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

FALSE = "FALSE"


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with a question mark for each of its values. What people said is always a
    value, never text.
    """

    text: str
    values: tuple[Any, ...] = ()

    def __invert__(self) -> "Sql":
        return Sql(f"NOT ({self.text})", self.values)


def sql(text: str, *parts: "Sql | Any") -> Sql:
    """A piece whose marks stand for values, and for other pieces where such are given: those are
    set in.
    """
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
    """That a column has one of the values; never, where there are none."""
    listed = tuple(values)
    return Sql(f"{column} IN ({', '.join('?' * len(listed))})", listed) if listed else Sql(FALSE)


def every(conditions: Iterable[Sql]) -> Sql:
    """All of the conditions, of which there is one at least."""
    return joined(" AND ", conditions)


def either(conditions: Iterable[Sql]) -> Sql:
    """One of the conditions; never, where there are none."""
    listed = list(conditions)
    return sql("(?)", joined(" OR ", listed)) if listed else Sql(FALSE)


def joined(by: str, pieces: Iterable[Sql]) -> Sql:
    """Pieces one after the other with something between them."""
    listed = list(pieces)
    return Sql(
        by.join(piece.text for piece in listed),
        tuple(value for piece in listed for value in piece.values),
    )
