"""Cached answers and the operator's state."""

from datetime import timedelta
from typing import Any

from core.storage.cache import CachedAnswer, CachedAnswers
from core.storage.state import State
from core.storage.store import Store
from tests.storage.shop import MINUTE, NOON


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
