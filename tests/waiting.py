"""Waiting for what a test has brought about: for the state itself, not for some time."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import httpx

from core.storage.state import State
from core.storage.store import Store

_WITHIN = 60.0  # seconds; far more than anything takes, also where the machine is busy
_PAUSE = 0.02


async def until(check: Callable[[], bool], within: float = _WITHIN) -> None:
    """Wait for something to come true; fails when it does not in time."""

    async def checked() -> bool:
        return check()

    await until_it_says(checked, within)


async def until_it_says(check: Callable[[], Awaitable[bool]], within: float = _WITHIN) -> None:
    """Wait for something to come true that has to be asked for; fails when it does not in time."""
    deadline = time.monotonic() + within
    while not await check():
        assert time.monotonic() < deadline, f"it did not come true within {within:g} s"
        await asyncio.sleep(_PAUSE)


async def until_answers(client: httpx.AsyncClient, path: str, status: int) -> None:
    """Wait until that status is answered; fails when it is not in time."""

    async def answers() -> bool:
        return (await client.get(path)).status_code == status

    await until_it_says(answers)


async def until_known(store: Store, key: str) -> None:
    """Wait until the program remembers something by that key; fails when it does not in time."""

    async def known() -> bool:
        return await store.of(State).get(key) is not None

    await until_it_says(known)
