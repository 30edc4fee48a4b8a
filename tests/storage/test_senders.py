"""How much each sender may say in a minute, however many copies take it in."""

import asyncio

from core.dialogue.inbox import Arrival, Inbox, Taken
from core.dialogue.lanes import Claimant
from core.dialogue.senders import Senders
from core.storage.store import Store
from tests.storage.shop import MINUTE, NOON

LIMIT = 3


def said(number: int, sender: str = "ann", chat: str = "chat") -> Arrival:
    return Arrival(str(number), chat, {}, sender)


async def take(store: Store, *arrivals: Arrival, by: str = "one", after: float = 0) -> Taken:
    now = NOON + after * MINUTE
    claimant = Claimant("test", by, now, now + MINUTE)
    return await store.of(Inbox).take_in(arrivals, claimant, limit=LIMIT)


async def over_limit(store: Store) -> list[str]:
    return [one.update_id for one in await store.of(Inbox).pending("test") if one.over_limit]


async def test_of_what_is_beyond_the_limit_the_first_is_kept_to_say_so(store: Store) -> None:
    taken = await take(store, *map(said, range(1, 8)))
    assert taken.dropped == {"5", "6", "7"}
    assert await over_limit(store) == ["4"]
    taken = await take(store, said(8), said(9))
    assert taken.dropped == {"8", "9"}
    assert await over_limit(store) == ["4"]
    assert [one.update_id for one in await store.of(Inbox).pending("test")] == list("1234")


async def test_what_was_dropped_is_known_when_it_is_repeated(store: Store) -> None:
    await take(store, *map(said, range(1, 8)))
    assert await take(store, said(7), after=2) == Taken()


async def test_what_is_repeated_counts_once(store: Store) -> None:
    for _ in range(3):
        assert (await take(store, said(1), said(2))).dropped == frozenset()
    assert (await take(store, said(3))).dropped == frozenset()
    assert await over_limit(store) == []


async def test_a_minute_later_one_may_go_on(store: Store) -> None:
    await take(store, *map(said, range(1, 8)))
    assert (await take(store, *map(said, range(11, 14)), after=1)).dropped == frozenset()
    assert await over_limit(store) == ["4"]
    await take(store, said(14), said(15), after=1.5)
    assert await over_limit(store) == ["4", "14"]


async def test_others_in_the_same_chat_are_not_concerned(store: Store) -> None:
    taken = await take(store, *map(said, range(1, 8)), *(said(9, "bob"), said(10, "")))
    assert taken.dropped == {"5", "6", "7"}


async def test_copies_that_take_in_at_once_count_together(store: Store) -> None:
    async def hear(number: int, by: str) -> Taken:
        senders = ("ann", "bob", "cid")
        arrivals = (said(10 * number + place, one) for place, one in enumerate(senders))
        return await take(store, *arrivals, by=by)

    taken = await asyncio.gather(*(hear(number, str(number % 3)) for number in range(1, 13)))
    assert sum(len(one.dropped) for one in taken) == 3 * (12 - LIMIT - 1)
    assert len(await over_limit(store)) == 3


async def test_nobody_is_remembered_for_longer_than_a_minute(store: Store) -> None:
    await take(store, said(1), said(2, "bob"))
    await take(store, said(3, "cid"), after=0.5)
    await store.of(Senders).forget(NOON + MINUTE)
    kept = await store.rows("SELECT sender FROM inbox_senders")
    assert [row.sender for row in kept] == ["cid"]
