"""A line that came after the program had stopped listening was handed to a loop that was closed."""

import asyncio
import os
import threading
from contextlib import suppress

import pytest

from adapters.console.adapter import lines


def test_a_line_after_the_end_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    failures = list[BaseException | None]()
    monkeypatch.setattr(threading, "excepthook", lambda told: failures.append(told.exc_value))
    reading, writing = os.pipe()

    async def listen() -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(0.1):
                await anext(lines(stream))

    before = set(threading.enumerate())
    with os.fdopen(reading, "rb") as stream:
        asyncio.run(listen())
        (waiting,) = set(threading.enumerate()) - before
        os.write(writing, b"hello\n")
        waiting.join()
    os.close(writing)
    assert failures == []
