"""The store: every repository on one database, and the one way to write."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable
from sqlalchemy.exc import DatabaseError

from core.storage.address import parse_url
from core.storage.answers import CachedAnswers
from core.storage.candidates import Candidates
from core.storage.chats import Chats
from core.storage.drift import refuse_missing
from core.storage.engine import (
    AnyRow,
    Change,
    Database,
    DialectName,
    Reader,
    Work,
    open_database,
)
from core.storage.inbox import Inbox
from core.storage.leases import Leases
from core.storage.links import Links
from core.storage.live import Live
from core.storage.marks import Marks
from core.storage.model_calls import ModelCalls
from core.storage.people import People
from core.storage.pictures import Pictures
from core.storage.schema import unreachable
from core.storage.search import Search
from core.storage.sessions import Sessions
from core.storage.shelves import Shelves
from core.storage.state import State
from core.storage.titles import Titles
from core.storage.users import Users
from core.storage.vectors import Vectors
from core.storage.watching import Watching

__all__ = ["Change", "Store", "Work", "open_store"]

T = TypeVar("T")


class Store:
    """What the program remembers. Repositories read; their changes are applied together, in one
    transaction.
    """

    def __init__(self, database: Database) -> None:
        self.dialect: DialectName = database.dialect
        self._database = database
        reader = self.reader = Reader(database)
        self.titles = Titles(reader)
        self.people = People(reader)
        self.users = Users(reader, database)
        self.marks = Marks(reader)
        self.sessions = Sessions(reader)
        self.shelves = Shelves(reader)
        self.chats = Chats(reader)
        self.inbox = Inbox(reader, database)
        self.links = Links(reader)
        self.leases = Leases(reader, database)
        self.pictures = Pictures(reader)
        self.answers = CachedAnswers(reader)
        self.state = State(reader)
        self.model_calls = ModelCalls(database)
        self.candidates = Candidates(reader)
        self.search = Search(reader)
        self.vectors = Vectors(reader)
        self.live = Live(reader, database)
        self.watching = Watching(reader)

    async def apply(self, *changes: Change) -> None:
        """Write all of the changes, or none when one raises."""

        def work(connection: Connection) -> None:
            for change in changes:
                change(connection)

        if changes:
            await self._database.write(work)

    async def write(self, work: Work[T]) -> T:
        """Run work in one transaction and return what it found or did."""
        return await self._database.write(work)

    async def read(
        self, statement: Executable | str, params: Mapping[str, Any] | None = None
    ) -> Sequence[AnyRow]:
        """All rows of one reading statement."""
        return await self.reader.rows(statement, params)


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """A store on a migrated database. Raises ConfigurationError when the database cannot be
    reached, SchemaError when it lacks columns.
    """
    database = open_database(url)
    store = Store(database)
    try:
        try:
            await store.reader.run(refuse_missing)
        except DatabaseError as error:
            raise unreachable(parse_url(url), error) from error
        yield store
    finally:
        await database.close()
