"""What people think of titles: the marks there are, whom a suggestion is for, and what is never
suggested to them.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal

from sqlalchemy import BindParameter, Connection, bindparam, literal_column, select

from core.films.recommending.audience import Audience
from core.films.recommending.features import SparseVector
from core.films.recommending.ranking import Opinion
from core.films.tables.vectors import title_vectors
from core.library.tables import favourites, marks
from core.storage.sqltext import Sql, sql

Status = Literal["seen", "later", "not_interested", "favourite", "none"]
ListStatus = Literal["seen", "later", "not_interested", "favourite"]
# How buttons write a status; letters are for ever.
LETTERS = {"s": "seen", "l": "later", "n": "not_interested", "f": "favourite", "x": "none"}


@dataclass(frozen=True, slots=True)
class Marked:
    """What a person has said of one title: a status (or none) and whether it is a favourite."""

    title_id: int
    status: Status
    favourite: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MarkStatistics:
    """Figures about a person's marks. ``hours`` is of what they saw; names come with their counts,
    the most frequent first.
    """

    seen: int = 0
    later: int = 0
    not_interested: int = 0
    favourites: int = 0
    hours: float = 0.0
    mean_rating: float | None = None
    genres: tuple[tuple[str, int], ...] = ()
    decades: tuple[tuple[int, int], ...] = ()
    people: tuple[tuple[str, int], ...] = ()


# The titles that somebody marked a duplicate of.
_ORIGINALS = (
    "SELECT duplicate_titles.original_id FROM duplicate_titles"
    " JOIN marks ON marks.title_id = duplicate_titles.title_id"
)


def unmarked(user_id: int) -> Sql:
    """The invariant: what a user has seen, saved or turned down is never suggested to them, nor
    what they marked a duplicate of.
    """
    return sql(
        "NOT EXISTS (SELECT 1 FROM marks WHERE marks.user_id = ? AND marks.title_id = titles.id)"
        f" AND titles.id NOT IN ({_ORIGINALS} WHERE marks.user_id = ?)",
        user_id,
        user_id,
    )


def unseen_by(platform: str, chat_id: str) -> Sql:
    """Nobody who takes part in that chat has seen it, nor a duplicate of it."""
    seen_there = sql(
        "marks.status = 'seen' AND marks.user_id IN (SELECT chat_people.user_id FROM chat_people"
        " WHERE chat_people.platform = ? AND chat_people.chat_id = ?)",
        platform,
        chat_id,
    )
    return sql(
        "NOT EXISTS (SELECT 1 FROM marks WHERE marks.title_id = titles.id AND ?)"
        f" AND titles.id NOT IN ({_ORIGINALS} WHERE ?)",
        seen_there,
        seen_there,
    )


_USER: BindParameter[int] = bindparam("user_id")
_LOVED = (
    select(favourites.c.title_id, literal_column("'favourite'"), title_vectors.c.vector)
    .join(title_vectors, title_vectors.c.title_id == favourites.c.title_id)
    .where(favourites.c.user_id == _USER)
    .order_by(favourites.c.created_at.desc())
    .limit(60)
)
_MARKED = (
    select(marks.c.title_id, marks.c.status, title_vectors.c.vector)
    .join(title_vectors, title_vectors.c.title_id == marks.c.title_id)
    .where(marks.c.user_id == _USER)
    .order_by(marks.c.updated_at.desc())
    .limit(120)
)


def opinions(connection: Connection, user_id: int) -> tuple[Opinion, ...]:
    """The latest favourites and marks of a user, favourites first, each title once."""
    found: dict[int, Opinion] = {}
    for statement in (_LOVED, _MARKED):
        for title_id, status, vector in connection.execute(statement, {"user_id": user_id}):
            found.setdefault(title_id, Opinion(title_id, status, SparseVector.unpack(vector)))
    return tuple(found.values())


def audience(user_id: int, group: tuple[str, str] | None = None) -> Audience:
    """A user, in a group (platform and chat) where there is one."""
    conditions = [unmarked(user_id)]
    if group:
        conditions.append(unseen_by(*group))
    return Audience(tuple(conditions), partial(opinions, user_id=user_id))
