"""What people said of two titles as what they said of one, and the changes that led there as one
history.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Boolean, Connection

from core.storage.engine import Moment
from core.storage.sqltext import statement

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
# Those who said something of both titles, if only once.
_OF_BOTH = statement(
    """SELECT user_id FROM (
        SELECT user_id, title_id FROM mark_changes WHERE title_id IN (:kept, :gone)
        UNION SELECT user_id, title_id FROM marks WHERE title_id IN (:kept, :gone)
    ) AS said GROUP BY user_id HAVING COUNT(*) = 2"""
)
_STEPS = statement(
    """SELECT id, title_id, "before", "after", favourite_before, favourite_after, at, undone_at
    FROM mark_changes WHERE user_id = :user_id AND title_id IN (:kept, :gone) ORDER BY at"""
).columns(favourite_before=Boolean, favourite_after=Boolean, at=Moment, undone_at=Moment)
_NOW = statement(
    """SELECT m.status, f.title_id IS NOT NULL AS favourite, m.updated_at
    FROM marks m LEFT JOIN favourites f ON f.user_id = m.user_id AND f.title_id = m.title_id
    WHERE m.user_id = :user_id AND m.title_id = :title_id"""
).columns(favourite=Boolean, updated_at=Moment)
_FORGET = statement(
    "DELETE FROM mark_changes WHERE user_id = :user_id AND title_id IN (:kept, :gone)"
)
_WRITE = statement(
    """INSERT INTO mark_changes
        (user_id, id, title_id, "before", "after", favourite_before, favourite_after, at, undone_at)
    VALUES (:user_id, :id, :title_id, :before, :after, :favourite_before, :favourite_after, :at,
        :undone_at)""",
    moments="at undone_at",
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a person says of a title: a status, or none, whether it is a favourite, and since
    when.
    """

    status: str | None = None
    favourite: bool = False
    at: datetime = _BEFORE_ALL


@dataclass(frozen=True, slots=True)
class _Step:
    """One change of one title."""

    id: str
    title_id: int
    before: _Said
    after: _Said
    at: datetime
    undone_at: datetime | None


def unite_changes(connection: Connection, kept: int, gone: int) -> None:
    """Let the changes of both titles be one history, for those who said something of both. The
    marks themselves still stand as they were.
    """
    titles = {"kept": kept, "gone": gone}
    for user_id in connection.scalars(_OF_BOTH, titles).all():
        steps = _steps(connection, titles | {"user_id": user_id})
        begun = {
            title_id: _begun(connection, user_id, title_id, steps) for title_id in (kept, gone)
        }
        connection.execute(_FORGET, titles | {"user_id": user_id})
        if united := _history(begun, steps):
            connection.execute(_WRITE, [_row(user_id, kept, step) for step in united])


def _steps(connection: Connection, whose: dict[str, int]) -> list[_Step]:
    return [
        _Step(
            row.id,
            row.title_id,
            _Said(row.before, row.favourite_before),
            _Said(row.after, row.favourite_after, row.at),
            row.at,
            row.undone_at,
        )
        for row in connection.execute(_STEPS, whose).all()
    ]


def _begun(connection: Connection, user_id: int, title_id: int, steps: Iterable[_Step]) -> _Said:
    """What was said of a title before the first step that still counts, if any does."""
    counting = (step for step in steps if step.title_id == title_id and step.undone_at is None)
    first = next(counting, None)
    return first.before if first else _now(connection, user_id, title_id)


def _now(connection: Connection, user_id: int, title_id: int) -> _Said:
    row = connection.execute(_NOW, {"user_id": user_id, "title_id": title_id}).first()
    return _Said(row.status, row.favourite, row.updated_at) if row else _Said()


def _history(said: dict[int, _Said], steps: Iterable[_Step]) -> list[_Step]:
    """The steps one after the other, with what the two titles were together before and after each.

    Those of one change, which marked both titles, are one step; those that were taken back stay as
    they were.
    """
    united: dict[str, _Step] = {}
    for step in steps:
        if step.undone_at is None:
            before = united[step.id].before if step.id in united else _together(said)
            said = said | {step.title_id: step.after}
            step = replace(step, before=before, after=_together(said))
        united[step.id] = step
    return list(united.values())


def _together(said: dict[int, _Said]) -> _Said:
    """The newer mark holds; what is a favourite of either is one, as long as that mark is
    "seen".
    """
    marked = [one for one in said.values() if one.status]
    newest = max(marked, key=lambda one: one.at, default=_Said())
    loved = any(one.favourite for one in marked)
    return replace(newest, favourite=loved and newest.status == "seen")


def _row(user_id: int, title_id: int, step: _Step) -> dict[str, object]:
    return {
        "user_id": user_id,
        "id": step.id,
        "title_id": title_id,
        "before": step.before.status,
        "after": step.after.status,
        "favourite_before": step.before.favourite,
        "favourite_after": step.after.favourite,
        "at": step.at,
        "undone_at": step.undone_at,
    }
