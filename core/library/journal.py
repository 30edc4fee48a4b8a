"""Journals of what users said of titles, change by change, so that each change can be taken back.

A change that was taken back counts no more: what holds of a title is the last word on it among the
changes that stand. Words have an origin, which is the user and the title they were said by and of.
Once two users or two titles have become one, each origin has a last word: the newest of them holds,
and when it is taken back the next one does. What is said from then on is said for every origin.
"""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import ClassVar, Generic, TypeVar

from sqlalchemy import Connection, Table, insert, select, update

from core.dialogue.tables.users import users
from core.storage.engine import AnyRow, Change
from core.storage.store import Repository, held, living

V = TypeVar("V")
_TICK = timedelta(microseconds=1)  # what lies at least between two words on a title


@dataclass(frozen=True, slots=True)
class MadeChange:
    """Something a user changed, of one or more titles at once, which can be taken back once."""

    id: str
    title_ids: tuple[int, ...]
    at: datetime
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Word(Generic[V]):
    """Something said of a title, and when."""

    said: V
    at: datetime


@dataclass(frozen=True, slots=True)
class JournalStep(Generic[V]):
    """What one change did to a title, by one of its origins."""

    change: str
    origin: str
    before: V
    word: Word[V]
    undone: bool


class Undoable(Repository):
    """A repository that keeps the changes of users in a table of its own."""

    changes: ClassVar[Table]

    async def change(self, user_id: int, change_id: str) -> MadeChange | None:
        """One change of a user, by its id."""
        return await self._store.run(
            lambda connection: self._change(connection, user_id, change_id)
        )

    async def last_change(self, user_id: int, title_id: int | None = None) -> MadeChange | None:
        """The latest change of a user, or of one of their titles, that is not undone."""
        of_user = (self.changes.c.user_id == user_id, self.changes.c.undone_at.is_(None))
        made = select(self.changes.c.id).where(*of_user)
        last = made.order_by(self.changes.c.at.desc()).limit(1)

        def work(connection: Connection) -> MadeChange | None:
            meant = living(connection, [title_id] if title_id else []).values()
            about = [self.changes.c.title_id == one for one in meant]
            change_id = connection.scalar(last.where(*about))
            return self._change(connection, user_id, change_id) if change_id else None

        return await self._store.run(work)

    def undo(self, user_id: int, change: MadeChange, at: datetime) -> Change:
        """Take back a change; a second time does nothing. A newer word goes on to hold."""

        def work(connection: Connection) -> None:
            for title_id in change.title_ids:
                held(connection, title_id)
            found = self._change(connection, user_id, change.id)
            for title_id in found.title_ids if found and not found.undone else ():
                self._take_back(connection, user_id, title_id, change.id, at)

        return work

    @abstractmethod
    def _take_back(
        self, connection: Connection, user_id: int, title_id: int, change_id: str, at: datetime
    ) -> None:
        """Let what a change said of a title count no more."""

    def _change(self, connection: Connection, user_id: int, change_id: str) -> MadeChange | None:
        of_change = (self.changes.c.user_id == user_id, self.changes.c.id == change_id)
        chosen = select(self.changes).where(*of_change).order_by(self.changes.c.title_id)
        rows = connection.execute(chosen).all()
        if not rows:
            return None
        title_ids = tuple(dict.fromkeys(row.title_id for row in rows))
        undone = all(row.undone_at is not None for row in rows)
        return MadeChange(change_id, title_ids, rows[0].at, undone)


class Journal(Undoable, Generic[V]):
    """A repository of one thing that users say of titles; ``nothing`` is what holds of most."""

    nothing: V

    def _say(
        self,
        connection: Connection,
        user_id: int,
        title_id: int,
        word: Word[V],
        change_id: str,
    ) -> None:
        """Say something of a title as part of a change. What holds already is not said again."""
        before = self._now(connection, user_id, title_id)
        steps = self._steps(connection, user_id, title_id)
        said_by_it = any(step.change == change_id for step in steps)
        if before == word.said or said_by_it or not _known(connection, user_id):
            return
        word = replace(word, at=max([word.at, *(step.word.at + _TICK for step in steps)]))
        origins = {step.origin for step in steps} or {f"{user_id}:{title_id}"}
        made = [JournalStep(change_id, origin, before, word, undone=False) for origin in origins]
        rows = [self._row(step) | {"user_id": user_id, "title_id": title_id} for step in made]
        connection.execute(insert(self.changes), rows)
        self._set(connection, user_id, title_id, word)

    def _take_back(
        self, connection: Connection, user_id: int, title_id: int, change_id: str, at: datetime
    ) -> None:
        steps = self._steps(connection, user_id, title_id)
        taken = [step for step in steps if step.change == change_id and not step.undone]
        left = [replace(step, undone=True) if step in taken else step for step in steps]
        self._mark_undone(connection, user_id, title_id, change_id, at)
        holding = self._holding(left)
        held_by_it = self._now(connection, user_id, title_id) in [step.word.said for step in taken]
        if held_by_it or holding != self._holding(steps):
            self._set(connection, user_id, title_id, holding)

    @abstractmethod
    def _now(self, connection: Connection, user_id: int, title_id: int) -> V:
        """What holds of a title."""

    @abstractmethod
    def _set(self, connection: Connection, user_id: int, title_id: int, word: Word[V]) -> None:
        """Let something hold of a title since the time of a word."""

    @abstractmethod
    def _read(self, row: AnyRow) -> tuple[V, V]:
        """What held before and after a change, by its row."""

    @abstractmethod
    def _columns(self, before: V, after: V) -> dict[str, object]:
        """The same as values of columns."""

    def _together(self, words: Sequence[Word[V]]) -> Word[V]:
        """What holds where each origin has a word of its own."""
        return max(words, key=lambda word: word.at)

    def _holding(self, steps: Iterable[JournalStep[V]]) -> Word[V]:
        """What holds by the steps that stand."""
        by_origin = groupby(sorted(steps, key=_origin), key=_origin)
        words = [_last(list(group)) for _, group in by_origin]
        said = [word for word in words if word.said != self.nothing]
        return self._together(said or words)

    def _steps(self, connection: Connection, user_id: int, title_id: int) -> list[JournalStep[V]]:
        """All steps of a title, the first one first."""
        of_title = (self.changes.c.user_id == user_id, self.changes.c.title_id == title_id)
        chosen = select(self.changes).where(*of_title)
        ordered = chosen.order_by(self.changes.c.at, self.changes.c.id)
        return [self._step(row) for row in connection.execute(ordered)]

    def _step(self, row: AnyRow) -> JournalStep[V]:
        before, after = self._read(row)
        return JournalStep(
            row.id, row.origin, before, Word(after, row.at), row.undone_at is not None
        )

    def _row(self, step: JournalStep[V]) -> dict[str, object]:
        said = self._columns(step.before, step.word.said)
        return said | {"id": step.change, "origin": step.origin, "at": step.word.at}

    def _mark_undone(
        self, connection: Connection, user_id: int, title_id: int, change_id: str, at: datetime
    ) -> None:
        changes = self.changes.c
        this = (changes.user_id == user_id, changes.title_id == title_id, changes.id == change_id)
        standing = update(self.changes).where(*this, changes.undone_at.is_(None))
        connection.execute(standing.values(undone_at=at))


class Undoables:
    """The repositories whose changes an undo takes back."""

    def __init__(self, kinds: Iterable[type[Undoable]]) -> None:
        self.kinds = tuple(kinds)


def _known(connection: Connection, user_id: int) -> bool:
    """Whether there is such a user, who then is not forgotten before this transaction ends."""
    user = select(users.c.id).where(users.c.id == user_id)
    return connection.scalar(user.with_for_update(read=True, key_share=True)) is not None


def _origin(step: JournalStep[V]) -> str:
    return step.origin


def _last(steps: Sequence[JournalStep[V]]) -> Word[V]:
    """The last word of an origin that stands, or else what held before its first."""
    standing = [step.word for step in steps if not step.undone]
    return standing[-1] if standing else Word(steps[0].before, steps[0].word.at)
