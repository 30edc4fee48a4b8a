"""The server as a process of its own."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator

import aiohttp
import pytest


@pytest.fixture
async def process() -> AsyncIterator[tuple[str, str]]:
    """The addresses of a server that runs elsewhere; in the end it stops when asked to."""
    command = (sys.executable, "-m", "tests.discordapi", "--token", "a.good.one")
    running = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert running.stdout
    try:
        url, gateway = (await running.stdout.readline()).decode().split()
        yield url, gateway
    finally:
        running.send_signal(signal.SIGTERM)
        assert await running.wait() == 0


async def test_a_dialogue_with_another_process(process: tuple[str, str]) -> None:
    url, gateway = process
    base, headers = url.removesuffix("/api/v10"), {"Authorization": "Bot a.good.one"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.ws_connect(gateway) as socket,
    ):
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json({"op": 2, "d": {"token": "a.good.one", "intents": 1 << 12}})
        assert (await socket.receive_json())["t"] == "READY"
        await session.post(f"{base}/control/says", json={"person": "ann", "text": "hello"})
        told = await socket.receive_json()
        assert told["d"]["content"] == "hello"
        await session.post(
            f"{url}/channels/{told['d']['channel_id']}/messages", json={"content": "hi"}
        )
        async with session.get(f"{base}/control/messages?person=ann") as answer:
            assert [message["content"] for message in await answer.json()] == ["hi"]
        async with session.post(
            f"{base}/control/clicks", json={"person": "ann", "label": "Seen"}
        ) as answer:
            assert answer.status == 409
