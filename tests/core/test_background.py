"""Work that nobody waits for."""

import asyncio
import logging

import pytest

from core.background import Background


async def test_what_is_under_way_ends_with_its_owner() -> None:
    ended = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    async with Background() as background:
        background.start(work())
        await asyncio.sleep(0)
    assert ended.is_set()


async def test_a_failure_is_logged_and_costs_nobody_else(caplog: pytest.LogCaptureFixture) -> None:
    done = []

    async def fails() -> None:
        raise ValueError("a fault")

    async def works() -> None:
        await asyncio.sleep(0.01)
        done.append(True)

    async with Background() as background:
        background.start(asyncio.sleep(60), endless=True)
        background.start(fails())
        background.start(works())
        await background.idle()
    assert done
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
