"""What is sent keeps its pace, whichever process sends it."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from adapters.shared.pacing import Bucket, Pace
from core.storage.store import Store, open_store

_ALL = Bucket("all", 5, 0.04)
_SLOW = Bucket("slow", 2, 60.0)


@pytest.fixture
async def pace(store: Store) -> AsyncIterator[Pace]:
    async with Pace(store) as pace:
        yield pace


@pytest.fixture
async def other(database_url: str, store: Store) -> AsyncIterator[Pace]:
    """That of another process on the same database."""
    async with open_store(database_url) as opened, Pace(opened) as pace:
        yield pace


async def turns(pace: Pace, count: int, at: list[float]) -> None:
    """Takes so many turns at once, each noted with its time."""

    async def turn() -> None:
        await pace.turn(common=_ALL)
        at.append(time.monotonic())

    await asyncio.gather(*(turn() for _ in range(count)))


def busiest(at: list[float], seconds: float) -> int:
    """The most that was sent within so many seconds."""
    return max(sum(start <= one < start + seconds for one in at) for start in at)


async def test_a_first_message_goes_at_once(pace: Pace) -> None:
    assert pace.is_free(_ALL, _SLOW)
    await asyncio.wait_for(pace.turn(_SLOW, common=_ALL), 5)


async def test_never_more_than_the_limit_within_a_second(pace: Pace) -> None:
    at: list[float] = []
    await turns(pace, 60, at)
    assert busiest(at, 0.99) <= 30
    assert at[-1] - at[0] >= 54 * 0.04


async def test_two_processes_keep_it_together(pace: Pace, other: Pace) -> None:
    at: list[float] = []
    await asyncio.gather(turns(pace, 50, at), turns(other, 50, at))
    # What the other took is learnt a moment later: each may be ahead by what it holds.
    assert busiest(at, 2.0) <= 2 * 25 + 2 * 5
    assert max(at) - min(at) >= (100 - 10) * 0.04 - 0.2


async def test_who_waits_for_a_bucket_of_their_own_holds_up_nobody(pace: Pace) -> None:
    pace.hold(_SLOW, 60)
    waiting = asyncio.create_task(pace.turn(_SLOW, common=_ALL))
    await asyncio.sleep(0)
    await asyncio.wait_for(pace.turn(Bucket("own", 1, 1.0), common=_ALL), 5)
    assert not waiting.done()
    waiting.cancel()


async def test_a_chat_that_has_to_wait_waits_after_a_restart_too(
    database_url: str, store: Store
) -> None:
    async with Pace(store) as pace:
        pace.hold(_SLOW, 60)
    async with open_store(database_url) as opened, Pace(opened) as later:
        waiting = asyncio.create_task(later.turn(_SLOW, common=_ALL))
        done, _ = await asyncio.wait([waiting], timeout=0.5)
        assert not done
        waiting.cancel()


async def test_full_buckets_leave_no_row(store: Store) -> None:
    async with Pace(store) as pace:
        await pace.turn(Bucket("quick", 1, 0.001), _SLOW, common=_ALL)
    await asyncio.sleep(0.05)
    async with Pace(store) as pace:
        await pace.tidy()
    assert [row[0] for row in await store.rows("SELECT name FROM paces")] == ["slow"]
