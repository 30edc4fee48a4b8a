"""The model's calls are counted by person, by group and in all, and end with the day's limit."""

import asyncio
from datetime import date, timedelta

from sqlalchemy import select

from core.dialogue.sessions import Users
from core.dialogue.tables.model_calls import model_calls, shared_model_calls
from core.dialogue.turn import ChatRef
from core.storage.store import Store
from core.understanding.llm.budget import Limits, ModelCalls
from tests.storage.shop import meet

TODAY = date(2026, 11, 20)
GROUP, OTHER_GROUP = (
    ChatRef("test", "cinema club", private=False),
    ChatRef("test", "family", private=False),
)


async def test_a_person_has_so_many_a_day(store: Store) -> None:
    ann, bob, take, limits = (
        await meet(store),
        await meet(store, "bob"),
        store.of(ModelCalls).take,
        Limits(2, 9, 9),
    )
    assert [await take(TODAY, limits, ann.id) for _ in range(3)] == [True, True, False]
    assert await take(TODAY, limits, bob.id)
    assert await take(TODAY + timedelta(days=1), limits, ann.id)


async def test_a_group_has_so_many_a_day_whoever_writes(store: Store) -> None:
    ann, bob, take, limits = (
        await meet(store),
        await meet(store, "bob"),
        store.of(ModelCalls).take,
        Limits(9, 2, 9),
    )
    assert [await take(TODAY, limits, person.id, GROUP) for person in (ann, bob, ann)] == [
        True,
        True,
        False,
    ]
    assert await take(TODAY, limits, ann.id, OTHER_GROUP)
    assert await take(TODAY, limits, ann.id)


async def test_all_together_have_so_many_a_day(store: Store) -> None:
    ann, bob, take, limits = (
        await meet(store),
        await meet(store, "bob"),
        store.of(ModelCalls).take,
        Limits(9, 9, 2),
    )
    assert [await take(TODAY, limits, who) for who in (ann.id, None, bob.id)] == [True, True, False]


async def test_a_call_that_is_refused_counts_for_nobody(store: Store) -> None:
    ann = await meet(store)
    for _ in range(3):
        await store.of(ModelCalls).take(TODAY, Limits(9, 9, 1), ann.id, GROUP)
    assert (await store.rows(select(model_calls.c.calls)))[0][0] == 1
    assert [row[0] for row in await store.rows(select(shared_model_calls.c.calls))] == [1, 1]


async def test_forgetting_oneself_gives_no_calls_back_to_all(store: Store) -> None:
    limits = Limits(9, 9, 1)
    ann = await meet(store)
    assert await store.of(ModelCalls).take(TODAY, limits, ann.id)
    await store.apply(store.of(Users).forget(ann.id))
    assert await store.rows(select(model_calls)) == []
    assert not await store.of(ModelCalls).take(TODAY, limits, (await meet(store)).id)


async def test_fifty_at_once_get_exactly_what_there_is(store: Store) -> None:
    people = [await meet(store, f"p{n}") for n in range(10)]
    taken = await asyncio.gather(
        *(store.of(ModelCalls).take(TODAY, Limits(9, 9, 20), people[n % 10].id) for n in range(50))
    )
    assert sum(taken) == 20


async def test_counts_of_long_ago_are_not_kept(store: Store) -> None:
    ann, limits = await meet(store), Limits(9, 9, 9)
    for day in (TODAY - timedelta(days=40), TODAY - timedelta(days=5), TODAY):
        await store.of(ModelCalls).take(day, limits, ann.id)
    assert [
        row[0] for row in await store.rows(select(model_calls.c.day).order_by(model_calls.c.day))
    ] == [
        TODAY - timedelta(days=5),
        TODAY,
    ]
