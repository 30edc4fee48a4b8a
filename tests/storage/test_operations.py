"""The inbox, cached answers and the operator's state."""

import asyncio
from datetime import timedelta
from typing import Any

from core.dialogue.inbox import Inbox, Pending
from core.storage.cache import CachedAnswer, CachedAnswers
from core.storage.state import State
from core.storage.store import Store
from tests.storage.shop import MINUTE, NOON


async def test_the_same_update_thrice_from_two_workers_is_taken_once(store: Store) -> None:
    for number in range(20):
        took = await asyncio.gather(
            *(
                store.of(Inbox).receive("test", {str(number): {"text": "hi"}}, NOON)
                for _ in range(6)
            )
        )
        assert sorted(took) == [[], [], [], [], [], [str(number)]]
    assert len(await store.of(Inbox).pending("test")) == 20


async def test_what_is_answered_is_not_pending_and_not_taken_again(store: Store) -> None:
    await store.of(Inbox).receive("test", {"2": {"text": "second"}}, NOON + MINUTE)
    await store.of(Inbox).receive("test", {"1": {"text": "first \x00 \ud83d"}}, NOON)
    await store.of(Inbox).receive("other", {"1": {}}, NOON)
    assert await store.of(Inbox).pending("test") == [
        Pending("1", {"text": "first \x00 \ud83d"}, NOON),
        Pending("2", {"text": "second"}, NOON + MINUTE),
    ]
    await store.apply(store.of(Inbox).done("test", "1", NOON))
    assert [update.update_id for update in await store.of(Inbox).pending("test")] == ["2"]
    assert not await store.of(Inbox).receive("test", {"1": {"text": "first"}}, NOON)


async def test_what_was_said_leaves_the_inbox_with_the_answer(store: Store) -> None:
    await store.of(Inbox).receive("test", {"1": {"text": "something private"}}, NOON)
    await store.apply(store.of(Inbox).done("test", "1", NOON))
    assert "private" not in str(await store.rows("SELECT * FROM inbox"))
    await store.apply(store.of(Inbox).purge(NOON + MINUTE))
    assert await store.rows("SELECT * FROM inbox") == []


async def test_an_answer_past_its_time_is_stale_but_there(store: Store) -> None:
    until = NOON + timedelta(hours=1)
    await store.apply(store.of(CachedAnswers).put("tmdb:1", "old", NOON, NOON))
    await store.apply(store.of(CachedAnswers).put("tmdb:1", '{"id": 1}', NOON, until))
    assert await store.of(CachedAnswers).get("tmdb:1", NOON) == CachedAnswer(
        '{"id": 1}', NOON, stale=False
    )
    assert await store.of(CachedAnswers).get("tmdb:1", until) == CachedAnswer(
        '{"id": 1}', NOON, stale=True
    )
    assert await store.of(CachedAnswers).get("tmdb:2", NOON) is None
    await store.apply(store.of(CachedAnswers).purge(until + MINUTE))
    assert await store.of(CachedAnswers).get("tmdb:1", NOON) is None


async def test_state_is_any_json(store: Store) -> None:
    values: list[Any] = ["text", 3, {"a": [1, None]}, [], False]
    for value in values:
        await store.apply(store.of(State).put("key", value))
        assert await store.of(State).get("key") == value
    assert await store.of(State).get("nothing") is None
