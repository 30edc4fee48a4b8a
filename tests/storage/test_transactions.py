"""Transactions: all or nothing, durable, and many writers at once."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from core.errors import ConfigurationError
from core.library.marks import Marks
from core.storage.engine import Work
from core.storage.store import Store, open_store
from tests.storage.shop import NOON, meet, sql, stock

WRITERS, TIMES = 50, 40


def _asking(statement: str) -> Work[Any]:
    return lambda connection: connection.execute(text(statement)).scalar_one()


async def test_a_change_that_fails_takes_the_others_with_it(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)

    def failing(_: Connection) -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        await store.apply(store.of(Marks).put(ann.id, ids["Heat"], "seen", NOON, "c1"), failing)
    assert await store.of(Marks).of(ann.id, ids.values()) == {}
    await store.apply(store.of(Marks).put(ann.id, ids["Heat"], "seen", NOON, "c2"))
    assert len(await store.of(Marks).of(ann.id, ids.values())) == 1


async def test_fifty_writers_lose_nothing(store: Store, database_url: str) -> None:
    ids, people = await stock(store), [await meet(store, str(number)) for number in range(WRITERS)]
    await store.apply(sql("INSERT INTO features (name, titles) VALUES ('count', 0)"))
    add = sql("UPDATE features SET titles = titles + 1 WHERE name = 'count'")

    async with open_store(database_url) as other:

        async def write(number: int) -> None:
            one = store if number % 2 else other
            for time in range(TIMES):
                put = one.of(Marks).put(
                    people[number].id,
                    ids["Heat"],
                    "seen" if time % 2 else "later",
                    NOON,
                    f"{number}-{time}",
                )
                await one.apply(add, put)

        await asyncio.gather(*(write(number) for number in range(WRITERS)))
    rows = await store.rows("SELECT titles FROM features WHERE name = 'count'")
    assert rows[0][0] == WRITERS * TIMES
    journal = await store.rows("SELECT count(*) FROM mark_changes")
    assert journal[0][0] == WRITERS * TIMES


async def test_readers_cannot_write_to_sqlite(sqlite_url: str) -> None:
    async with open_store(sqlite_url) as store:
        with pytest.raises(OperationalError, match="readonly"):
            await store.rows("DELETE FROM users RETURNING id")


async def test_sqlite_is_set_up_to_last(sqlite_url: str) -> None:
    async with open_store(sqlite_url) as store:
        for pragma, expected in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            assert await store.write(_asking(f"PRAGMA {pragma}")) == expected


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://localhost/x", "sqlite://", "sqlite:///:memory:"]
)
async def test_an_address_we_do_not_know_is_explained(url: str) -> None:
    with pytest.raises(ConfigurationError, match="DATABASE_URL"):
        async with open_store(url):
            pass


async def test_a_database_out_of_reach_is_explained(tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path}/nowhere/x.db", "postgresql://nobody:secret@127.0.0.1:1/x"):
        with pytest.raises(ConfigurationError, match="cannot be opened") as caught:
            async with open_store(url):
                pass
        assert "secret" not in str(caught.value)
