"""Updates are safe before they are confirmed: crashes, late answers, two copies, webhooks, a
stalled network.
"""

import asyncio
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from adapters.telegram.webhook import secret_for
from bot.app import App
from core.dialogue.inbox import Arrival, Inbox
from core.errors import ConfigurationError
from tests.adapters.telegram.conftest import Run, Start, free_port
from tests.botapi import BotApi
from tests.waiting import until, until_answers

_LONG_AGO = datetime.now(UTC) - timedelta(minutes=30)


async def test_what_a_run_left_undone_the_next_one_answers(api: BotApi, start: Start) -> None:
    ann = api.person("Ann")
    await ann.says("Heat (1995)")
    assert ann.update
    async with start() as app:
        await ann.sees("Heat", photo=True)
        left = Arrival("9001", str(ann.chat.id), {**ann.update, "update_id": 9001})
        await app.store.of(Inbox).receive("telegram", [left], datetime.now(UTC))
    async with start():
        await until(lambda: len([post for post in ann.chat.posts.values() if post.photo]) == 2)


async def test_an_answer_that_was_written_but_not_delivered_is_delivered_and_changes_nothing_twice(
    api: BotApi, start: Start
) -> None:
    ann = api.person("Ann")
    async with start() as app:
        await ann.says("I've seen Heat")
        await ann.sees("Seen: Heat")
        assert ann.update
        left = Arrival("9001", str(ann.chat.id), {**ann.update, "update_id": 9001})
        await app.store.of(Inbox).receive("telegram", [left], datetime.now(UTC))
        kept = {
            "text": "Seen: Heat (1995).",
            "card": None,
            "buttons": [],
            "show": "new",
            "files": [],
        }
        await app.store.apply(
            app.store.of(Inbox).answered("telegram", "9001", {"language": "en", "replies": [kept]})
        )
        before = await app.store.rows("SELECT count(*) FROM mark_changes")
    async with start() as app:
        await until(lambda: len(ann.chat.posts) == 3)
        assert await app.store.rows("SELECT count(*) FROM mark_changes") == before


async def test_what_is_too_late_for_an_answer_gets_one_apology_and_can_be_tried_again(
    api: BotApi, start: Start
) -> None:
    ann = api.person("Ann")
    await ann.says("Heat (1995)")
    assert ann.update
    ann.update["message"]["date"] = int(_LONG_AGO.timestamp())
    async with start():
        await ann.sees("couldn’t answer in time", photo=False)
        await ann.taps("Try again")
        await ann.sees("Heat", photo=True)


async def test_a_machine_whose_clock_is_fast_answers_as_any_other(
    api: BotApi, start: Start
) -> None:
    api.world.clock_ahead = timedelta(minutes=-15)
    ann = api.person("Ann")
    async with start():
        await ann.says("Heat (1995)")
        await ann.sees("Heat", photo=True)


async def test_after_an_outage_there_is_one_apology_a_chat(api: BotApi, start: Start) -> None:
    ann, bob = api.person("Ann"), api.person("Bob")
    for person, texts in (
        (ann, ("a western", "I've seen Heat (1995)", "Alien (1979)")),
        (bob, ("hi",)),
    ):
        for text in texts:
            await person.says(text)
            assert person.update
            person.update["message"]["date"] = int(_LONG_AGO.timestamp())
    await ann.says("thanks")
    async with start():
        await ann.sees("welcome")
        await bob.sees("couldn’t answer in time")
    async with start():
        notice = await ann.taps("Try again")
        await ann.sees("Alien", photo=True)
    assert notice == "Alien (1979)"
    said = [post.text or "" for post in ann.chat.posts.values() if post.by_bot and not post.photo]
    assert ["couldn’t answer in time" in text for text in said] == [True, False]


async def test_of_two_copies_one_serves_and_the_other_takes_over(api: BotApi, start: Start) -> None:
    ann = api.person("Ann")
    async with start() as first:
        await ann.says("hello")
        await ann.sees("Unwatched")
        async with start() as second:
            await ann.says("Heat (1995)")
            await ann.sees("Heat", photo=True)
            await asyncio.sleep(0.3)
            assert len([post for post in ann.chat.posts.values() if post.photo]) == 1
        assert first is not second
    async with start():
        await ann.says("Alien (1979)")
        await ann.sees("Alien", photo=True)


async def test_a_webhook_is_the_same_bot(api: BotApi, start: Start) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    async with start(telegram_webhook_url=url, http_port=port):
        ann = api.person("Ann")
        await ann.says("Heat (1995)")
        await ann.sees("Heat", photo=True)
        await ann.taps("Later")
        await ann.sees("Undo")


async def test_a_webhook_takes_nothing_from_strangers(api: BotApi, start: Start) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    secret = {"X-Telegram-Bot-Api-Secret-Token": secret_for(api.token)}
    async with (
        start(telegram_webhook_url=url, http_port=port),
        httpx.AsyncClient(trust_env=False) as client,
    ):
        await until(lambda: bool(api.called("setWebhook")))
        assert (await client.post(url, json={"update_id": 1})).status_code == 403
        assert (
            await client.post(url, json={"update_id": 1}, headers={**secret, **_wrong()})
        ).status_code == 403
        assert (await client.post(url, content=b"{", headers=secret)).status_code == 400
        assert (await client.post(url, content=b"[]", headers=secret)).status_code == 400
        assert (await client.post(url, content=b" " * 1_000_001, headers=secret)).status_code == 413
        assert (await client.get(url, headers=secret)).status_code == 405


def _wrong() -> dict[str, str]:
    return {
        "X-Telegram-Bot-Api-Secret-Token": hmac.new(b"?", b"webhook", hashlib.sha256).hexdigest()
    }


async def test_health_and_readiness_are_told(api: BotApi, start: Start) -> None:
    port = free_port()
    async with (
        start(http_port=port),
        httpx.AsyncClient(trust_env=False, base_url=f"http://127.0.0.1:{port}") as client,
    ):
        ann = api.person("Ann")
        await ann.says("hello")
        await ann.sees("Unwatched")
        await until_answers(client, "/readyz", 200)
        health = (await client.get("/healthz")).json()
        assert health["platforms"]["telegram"]["ready"]
        assert health["platforms"]["telegram"]["last_event_age"] < 5
        assert (await client.get("/readyz")).status_code == 200


async def test_a_stalled_network_is_noticed_and_healed(api: BotApi, start: Start) -> None:
    port = free_port()
    async with (
        start(http_port=port),
        httpx.AsyncClient(trust_env=False, base_url=f"http://127.0.0.1:{port}") as client,
    ):
        ann = api.person("Ann")
        await ann.says("hello")
        await ann.sees("Unwatched")
        api.faults.bad_gateway("getUpdates", times=2)
        await ann.says("thanks")
        await ann.sees("welcome")
        await until_answers(client, "/readyz", 503)
        await ann.says("Heat (1995)")
        await ann.sees("Heat", photo=True)
        await until_answers(client, "/readyz", 200)


async def test_a_wire_that_swallows_everything_is_noticed_and_the_client_renewed(
    api: BotApi, start: Start
) -> None:
    port = free_port()
    async with (
        start(http_port=port),
        httpx.AsyncClient(trust_env=False, base_url=f"http://127.0.0.1:{port}") as client,
    ):
        ann = api.person("Ann")
        await ann.says("hello")
        await ann.sees("Unwatched")
        api.faults.black_hole("getUpdates")
        await ann.says("thanks")
        await until_answers(client, "/readyz", 503)
        api.faults.heal()
        await ann.says("Heat (1995)")
        await ann.sees("Heat", photo=True)
        await until_answers(client, "/readyz", 200)


async def test_a_token_telegram_does_not_know_ends_the_program_with_a_clear_line(run: Run) -> None:
    with pytest.raises(ExceptionGroup) as caught:
        await run(telegram_token="123456:WRONG")
    assert caught.group_contains(ConfigurationError, match="TELEGRAM_TOKEN")


async def test_a_stop_lets_answers_under_way_be_finished(api: BotApi, start: Start) -> None:
    people = [api.person(f"P{number}") for number in range(20)]
    async with start():
        await people[0].says("hello")
        await people[0].sees("Unwatched")
        api.faults.slow("sendPhoto", 0.5, times=20)
        for person in people:
            await person.says("Heat (1995)")
        await api.all_taken()
    assert all(any(post.photo for post in person.chat.posts.values()) for person in people)


async def test_rapid_messages_of_many_are_answered_in_order(api: BotApi, app: App) -> None:
    people = [api.person(f"P{number}") for number in range(20)]
    for text in ("/help", "Heat (1995)", "thanks"):
        for person in people:
            await person.says(text)
    for person in people:
        await person.sees("welcome")
        said = [post.text or post.caption for post in person.chat.posts.values() if post.by_bot]
        assert [len(said), "Talk to me" in said[0], "Heat" in said[1], "welcome" in said[2]] == [
            3,
            True,
            True,
            True,
        ]
