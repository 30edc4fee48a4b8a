"""What people said of two titles as what they said of one, and the changes that led there as one
history.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Select, delete, insert, select, union, update

from core.library.tables import favourites, mark_changes, marks

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


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
    """Let the changes of ``gone`` be changes of ``kept``. The marks themselves still stand as they
    were.
    """
    for user_id in _of_both(connection, kept, gone):
        _unite(connection, user_id, kept, gone)
    connection.execute(
        update(mark_changes).where(mark_changes.c.title_id == gone).values(title_id=kept)
    )


def _of_both(connection: Connection, kept: int, gone: int) -> Sequence[int]:
    """Those who said something of both titles, if only once."""
    return connection.scalars(_who_spoke_of(kept).intersect(_who_spoke_of(gone))).all()


def _who_spoke_of(title_id: int) -> Select[int]:
    changed, marked = (
        select(table.c.user_id).where(table.c.title_id == title_id)
        for table in (mark_changes, marks)
    )
    return select(union(changed, marked).subquery().c.user_id)


def _unite(connection: Connection, user_id: int, kept: int, gone: int) -> None:
    steps = _steps(connection, user_id, (kept, gone))
    begun = {title_id: _begun(connection, user_id, title_id, steps) for title_id in (kept, gone)}
    connection.execute(delete(mark_changes).where(_of(user_id, (kept, gone))))
    if united := _history(begun, steps):
        connection.execute(insert(mark_changes), [_row(user_id, kept, step) for step in united])


def _of(user_id: int, title_ids: Iterable[int]) -> ColumnElement[bool]:
    return (mark_changes.c.user_id == user_id) & mark_changes.c.title_id.in_(title_ids)


def _steps(connection: Connection, user_id: int, title_ids: Iterable[int]) -> list[_Step]:
    rows = connection.execute(
        select(mark_changes).where(_of(user_id, title_ids)).order_by(mark_changes.c.at)
    )
    return [
        _Step(
            row.id,
            row.title_id,
            _Said(row.before, row.favourite_before),
            _Said(row.after, row.favourite_after, row.at),
            row.at,
            row.undone_at,
        )
        for row in rows.all()
    ]


def _begun(connection: Connection, user_id: int, title_id: int, steps: Iterable[_Step]) -> _Said:
    """What was said of a title before the first step that still counts, if any does."""
    counting = (step for step in steps if step.title_id == title_id and step.undone_at is None)
    first = next(counting, None)
    return first.before if first else _now(connection, user_id, title_id)


def _now(connection: Connection, user_id: int, title_id: int) -> _Said:
    status, loved = (
        select(table).where(table.c.user_id == user_id, table.c.title_id == title_id)
        for table in (marks, favourites)
    )
    row = connection.execute(status).first()
    if row is None:
        return _Said()
    return _Said(row.status, connection.execute(loved).first() is not None, row.updated_at)


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
    """The newer mark holds; what is a favourite of either is one, as long as that mark is "seen"."""
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
