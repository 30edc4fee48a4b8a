"""The server as a process of its own, and under load."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.botapi import BotApi, Person

CHATS = 200


@pytest.fixture
async def process() -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server that runs elsewhere; in the end it stops when asked to."""
    command = (sys.executable, "-m", "tests.botapi", "--token", "7:x")
    running = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert running.stdout
    url = (await running.stdout.readline()).decode().strip()
    try:
        async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as client:
            yield client
    finally:
        running.send_signal(signal.SIGTERM)
        assert await running.wait() == 0


async def test_a_dialogue_with_another_process(process: httpx.AsyncClient) -> None:
    said = (await process.post("/control/says", json={"person": "ann", "text": "a heist"})).json()
    (update,) = (await process.get("/bot7:x/getUpdates")).json()["result"]
    assert update == said
    chat = update["message"]["chat"]["id"]
    seen = {"inline_keyboard": [[{"text": "Seen", "callback_data": "1"}]]}
    await process.post(
        "/bot7:x/sendMessage", json={"chat_id": chat, "text": "Heat", "reply_markup": seen}
    )
    tapping = asyncio.create_task(
        process.post("/control/taps", json={"person": "ann", "label": "Seen"})
    )
    path = f"/bot7:x/getUpdates?timeout=20&offset={update['update_id'] + 1}"
    (tapped,) = (await process.get(path)).json()["result"]
    query = {"callback_query_id": tapped["callback_query"]["id"], "text": "Noted"}
    await process.post("/bot7:x/answerCallbackQuery", json=query)
    assert (await tapping).json() == {"toast": "Noted"}
    messages = (await process.get("/control/messages?person=ann")).json()
    assert [(message["text"], message["by_bot"]) for message in messages] == [
        ("a heist", False),
        ("Heat", True),
    ]
    assert len((await process.get("/control/calls?method=sendMessage")).json()) == 1
    assert (await process.get("/control/updates")).json() == {
        "sent": 2,
        "confirmed": 1,
        "pending": 1,
    }
    nothing = await process.post("/control/taps", json={"person": "bob", "label": "Seen"})
    assert nothing.status_code == 409


async def test_200_chats_talk_at_once(api: BotApi, client: httpx.AsyncClient) -> None:
    people = [api.person(f"P{number}") for number in range(CHATS)]

    async def answer(person: Person) -> None:
        await client.post(
            f"/bot{api.token}/sendMessage",
            data={"chat_id": person.chat.id, "text": f"for {person.name}"},
        )

    await asyncio.gather(*(person.says("hello") for person in people))
    async with asyncio.timeout(60):
        await asyncio.gather(*map(answer, people))
        posts = await asyncio.gather(*(person.sees(f"for {person.name}") for person in people))
    assert [post.chat for post in posts] == [person.chat for person in people]
