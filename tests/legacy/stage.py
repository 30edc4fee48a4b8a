"""Plays recorded scenes, each from the database as it was recorded, and says what has changed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Engine

from tests.legacy.database import Row, Rows, State, Tables, engine, peoples_tables, state
from tests.legacy.program import Program, Step
from tests.legacy.said import Said, differences

Scene = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stage:
    """The program, and its database with what was recorded of people."""

    program: Program
    own: Engine
    tables: Tables
    rows: Rows
    before: State

    @classmethod
    @contextmanager
    def at(cls, url: str, program: Program) -> Iterator[Self]:
        """The stage of a program that runs on the database at ``url``."""
        own = engine(url)
        try:
            with own.connect() as connection:
                tables = Tables(connection, peoples_tables(connection))
                rows, before = tables.rows(connection), state(connection)
            yield cls(program, own, tables, rows, before)
        finally:
            own.dispose()

    async def differences(self, scene: Scene) -> list[str]:
        """Where a scene, played again, is not as it was recorded."""
        found: list[str] = []
        for step in scene["steps"]:
            replies = await self.program.take(step)
            found += [f"{_named(step)}: {one}" for one in self._replies(step, replies)]
        changes = self._changes()
        if changes != scene.get("changes", {}):
            found.append(f"{_named(scene['steps'][-1])}: changes {changes}")
        self.put_back()
        return found

    def put_back(self) -> None:
        """Make everything kept of people what was recorded."""
        with self.own.begin() as connection:
            self.tables.put_back(connection, self.rows)

    def now(self) -> State:
        """What is kept of people now."""
        with self.own.connect() as connection:
            return state(connection)

    def marked(self, account: str, status: str | None = None) -> set[int]:
        """The titles that somebody had marked when it was recorded, as anything or as one thing."""
        marks = self.before.get(account, {}).get("marks", [])
        return {title_id for title_id, said in marks if status in (None, said)}

    def _replies(self, step: Step, replies: list[Said]) -> Iterator[str]:
        if len(replies) != len(step["replies"]):
            yield f"{len(replies)} replies, not {len(step['replies'])}"
            return
        for recorded, now in zip(step["replies"], replies, strict=True):
            yield from differences(recorded, now, self.marked(step["who"]))
        text = " ".join(reply.text for reply in replies)
        for name in step.get("mentions", []):
            if name not in text:
                yield f"does not mention {name}: {text!r}"

    def _changes(self) -> dict[str, Row | None]:
        now = self.now()
        names = sorted(self.before.keys() | now.keys())
        return {name: now.get(name) for name in names if self.before.get(name) != now.get(name)}


def _named(step: Step) -> str:
    done = step.get("say") or step.get("tap") or step["press"]
    return f"{step['who']} in {step['chat']}, {done}"
