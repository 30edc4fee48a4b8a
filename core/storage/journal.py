"""The changes of marks of two titles as one history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from core.storage.tables import mark_changes

_SEEN = "seen"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a person says of a title: a status, or none, and whether it is a favourite."""

    status: str | None
    favourite: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """One change of one title."""

    id: str
    before: _Said
    after: _Said
    at: datetime
    undone_at: datetime | None

    @property
    def counts(self) -> bool:
        """Whether it was not taken back."""
        return self.undone_at is None


def unite_changes(connection: Connection, kept: int, gone: int) -> None:
    """Let the changes of ``gone`` be changes of ``kept``."""
    for user_id in _of_both(connection, kept, gone):
        _unite(connection, user_id, kept, gone)
    connection.execute(
        update(mark_changes).where(mark_changes.c.title_id == gone).values(title_id=kept)
    )


def _of_both(connection: Connection, kept: int, gone: int) -> Sequence[int]:
    """Those who changed marks of both titles."""
    ours, theirs = (
        select(mark_changes.c.user_id).where(mark_changes.c.title_id == title_id)
        for title_id in (kept, gone)
    )
    return connection.scalars(ours.intersect(theirs)).all()


def _unite(connection: Connection, user_id: int, kept: int, gone: int) -> None:
    ours, theirs = _steps(connection, user_id, kept), _steps(connection, user_id, gone)
    united = _history(_first(ours, theirs), sorted((*ours, *theirs), key=lambda step: step.at))
    connection.execute(delete(mark_changes).where(_of(user_id, kept) | _of(user_id, gone)))
    connection.execute(insert(mark_changes), [_row(user_id, kept, step) for step in united])


def _of(user_id: int, title_id: int) -> ColumnElement[bool]:
    return (mark_changes.c.user_id == user_id) & (mark_changes.c.title_id == title_id)


def _steps(connection: Connection, user_id: int, title_id: int) -> list[_Step]:
    rows = connection.execute(select(mark_changes).where(_of(user_id, title_id)))
    steps = (
        _Step(
            row.id,
            _Said(row.before, row.favourite_before),
            _Said(row.after, row.favourite_after),
            row.at,
            row.undone_at,
        )
        for row in rows.all()
    )
    return sorted(steps, key=lambda step: step.at)


def _first(*histories: Sequence[_Step]) -> _Said:
    """What was said before everything that is told of either title."""
    begun = [next((step.before for step in steps if step.counts), None) for steps in histories]
    said = [before for before in begun if before is not None and before.status]
    return said[0] if said else _Said(None, False)


def _history(said: _Said, steps: Iterable[_Step]) -> list[_Step]:
    """The steps one after the other. Those of one change, which marked both titles, are one step;
    those that were taken back stay as they were.
    """
    united: dict[str, _Step] = {}
    for step in steps:
        if step.counts:
            before = united[step.id].before if step.id in united else said
            said = _then(said, step)
            step = replace(step, before=before, after=said)
        united[step.id] = step
    return list(united.values())


def _then(said: _Said, step: _Step) -> _Said:
    """What is said after a step, were it taken from here: to have seen it, once more, leaves a
    favourite one.
    """
    favourite = step.after.favourite or said.favourite
    return _Said(step.after.status, favourite and step.after.status == _SEEN)


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
