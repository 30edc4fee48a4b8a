"""How the bot learns what happened: long polling, one poller at a time, or a webhook."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot
from telegram.error import Conflict

from tests.botapi import BotApi, Person
from tests.botapi.conftest import Wire
from tests.botapi.serving import serving
from tests.waiting import until


def texts(updates: list[dict[str, object]]) -> list[str]:
    """What people said, in order."""
    return [update["message"]["text"] for update in updates]


async def test_an_update_comes_until_it_is_confirmed(api: BotApi, ann: Person, wire: Wire) -> None:
    for text in ("one", "two", "three"):
        await ann.says(text)
    first = await wire.get("getUpdates", limit=2)
    assert texts(first) == ["one", "two"]
    assert texts(await wire.get("getUpdates")) == ["one", "two", "three"]
    assert texts(await wire.get("getUpdates", offset=first[-1]["update_id"] + 1)) == ["three"]
    assert api.updates_confirmed == [update["update_id"] for update in first]
    assert texts(await wire.get("getUpdates", offset=-1)) == ["three"]


async def test_a_poll_waits_for_what_comes(api: BotApi, ann: Person, wire: Wire) -> None:
    polling = asyncio.create_task(wire.get("getUpdates", timeout=20))
    await until(lambda: bool(api.called("getUpdates")))
    await ann.says("hello")
    assert texts(await polling) == ["hello"]


async def test_a_poll_that_waits_in_vain(wire: Wire) -> None:
    assert await wire.get("getUpdates", timeout=0) == []


async def test_the_older_of_two_pollers_is_sent_away(
    api: BotApi, ann: Person, bot: Bot, wire: Wire
) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=20))
    await until(lambda: bool(api.called("getUpdates")))
    younger = asyncio.create_task(wire.get("getUpdates", timeout=20))
    with pytest.raises(
        Conflict,
        match="terminated by other getUpdates request; make sure that only one bot instance",
    ):
        await older
    await ann.says("hello")
    assert texts(await younger) == ["hello"]


async def test_an_update_that_comes_twice(api: BotApi, ann: Person, wire: Wire) -> None:
    await ann.says("hello")
    again = ann.update
    (first,) = await wire.get("getUpdates")
    await wire.get("getUpdates", offset=first["update_id"] + 1)
    api.send_again(again)
    assert await wire.get("getUpdates", offset=first["update_id"] + 1) == [first]
    assert await wire.get("getUpdates", offset=first["update_id"] + 1) == []


async def test_only_what_was_asked_for(ann: Person, wire: Wire) -> None:
    await wire.get("getUpdates", allowed_updates=["edited_message"])
    asked = await ann.says("a heist")
    assert ann.update is None
    await ann.edits(asked, "a comedy")
    (update,) = await wire.get("getUpdates")
    assert update["edited_message"]["text"] == "a comedy"


async def test_calls_in_every_encoding(api: BotApi, ann: Person, client: httpx.AsyncClient) -> None:
    path, given = f"/bot{api.token}/sendmessage", {"chat_id": str(ann.chat.id), "text": "Heat"}
    await client.get(path, params=given)
    await client.post(path, data=given)
    await client.post(path, json=given)
    await client.post(path, data=given, files={"unused": b"x"})
    assert [call.status for call in api.called("sendMessage")] == [200] * 4
    answer = await client.post(path, data={**given, "reply_markup": "{"})
    assert answer.json()["description"] == "Bad Request: can't parse reply markup JSON object"


async def test_a_wrong_token_and_a_method_that_is_not_there(
    client: httpx.AsyncClient, api: BotApi, wire: Wire
) -> None:
    answer = await client.get("/bot1:x/getMe")
    assert (answer.status_code, answer.json()) == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )
    assert (await client.get("/file/bot1:x/files/x")).status_code == 401
    assert await wire.refusal("sendTelegram") == "404 Not Found"
    me = await wire.get("getMe")
    assert (me["username"], me["is_bot"], me["can_read_all_group_messages"]) == (
        "unwatched_bot",
        True,
        False,
    )


class Hook:
    """A webhook of a bot, which answers as told and keeps what it got."""

    def __init__(self) -> None:
        self.answers = [200]
        self.got: list[tuple[str, bytes]] = []
        self.url = ""
        self.rung = asyncio.Condition()

    async def __call__(self, scope, receive, send) -> None:
        body = (await receive())["body"]
        secret = dict(scope["headers"]).get(b"x-telegram-bot-api-secret-token", b"").decode()
        status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        await send(
            {
                "type": "http.response.start",
                "status": status,
                "headers": [(b"content-length", b"0")],
            }
        )
        await send({"type": "http.response.body", "body": b""})
        async with self.rung:
            self.got.append((secret, body))
            self.rung.notify_all()

    async def gets(self, count: int) -> list[str]:
        """The texts that came, as soon as so many did."""
        async with asyncio.timeout(60), self.rung:
            await self.rung.wait_for(lambda: len(self.got) >= count)
        return texts([httpx.Response(200, content=body).json() for _, body in self.got])


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    """A webhook that listens."""
    opened = Hook()
    async with serving(opened) as opened.url:
        yield opened


async def test_a_webhook_gets_all_in_order_with_its_secret(
    api: BotApi, hook: Hook, bot: Bot, wire: Wire
) -> None:
    ann = api.person("Ann")
    await ann.says("one")
    await bot.set_webhook(hook.url, secret_token="s3cret_-")
    await ann.says("two")
    await api.all_taken()
    assert await hook.gets(2) == ["one", "two"]
    assert {secret for secret, _ in hook.got} == {"s3cret_-"}
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == (hook.url, 0)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    assert await bot.delete_webhook()
    await ann.says("three")
    assert texts(await wire.get("getUpdates")) == ["three"]


async def test_what_the_webhook_does_not_take_is_repeated(
    api: BotApi, hook: Hook, ann: Person, bot: Bot
) -> None:
    hook.answers = [500, 503, 200]
    await bot.set_webhook(hook.url)
    await ann.says("one")
    await ann.says("two")
    await api.all_taken()
    assert await hook.gets(4) == ["one", "one", "one", "two"]
    assert (
        await bot.get_webhook_info()
    ).last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_a_webhook_where_nobody_listens(api: BotApi, ann: Person, bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await ann.says("one")
    await until(lambda: "last_error_message" in api.world.webhook.as_json())
    info = await bot.get_webhook_info()
    assert (info.last_error_message, info.pending_update_count) == (
        "All connection attempts failed",
        1,
    )
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_webhook_ends_a_poll(api: BotApi, hook: Hook, bot: Bot, wire: Wire) -> None:
    polling = asyncio.create_task(wire.refusal("getUpdates", timeout=20))
    await until(lambda: bool(api.called("getUpdates")))
    await bot.set_webhook(hook.url)
    assert await polling == "409 Conflict: terminated by setWebhook request"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"url": "http://example.org"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.org", "secret_token": "é"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_webhook_that_is_refused(wire: Wire, given: dict[str, str], why: str) -> None:
    assert await wire.refusal("setWebhook", **given) == f"400 Bad Request: {why}"
