"""The inbox: each update is taken once, and each lane answered in order by whoever holds it."""

import asyncio
import secrets
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.dialogue.inbox import Arrival, Inbox, Pending
from core.dialogue.lanes import Claimant, Lanes
from core.errors import LeaseLost
from core.storage.store import Store
from tests.storage.shop import MINUTE, NOON


def said(number: int, chat: str = "ann", text: Any = "hi") -> Arrival:
    return Arrival(str(number), chat, {"text": text})


def copy(by: str, now: datetime = NOON, gone: tuple[str, ...] = ()) -> Claimant:
    return Claimant("test", by, now, now + MINUTE, gone)


async def begun(inbox: Inbox, arrivals: list[Arrival], claimant: Claimant) -> list[Pending]:
    return list((await inbox.take_in(arrivals, claimant)).first)


def numbers(found: list[Pending]) -> list[int]:
    return [int(pending.update_id) for pending in found]


async def test_the_same_update_thrice_from_two_workers_is_taken_once(store: Store) -> None:
    inbox = store.of(Inbox)
    for number in range(20):
        took = await asyncio.gather(
            *(inbox.receive("test", [said(number)], NOON) for _ in range(6))
        )
        assert sorted(took) == [[], [], [], [], [], [str(number)]]
    assert len(await inbox.pending("test")) == 20


async def test_what_is_answered_is_not_pending_and_not_taken_again(store: Store) -> None:
    inbox, odd = store.of(Inbox), "first \x00 \ud83d"
    await inbox.receive("test", [said(2, text="second")], NOON + MINUTE)
    await inbox.receive("test", [said(1, text=odd)], NOON)
    await inbox.receive("other", [said(1)], NOON)
    first, second = await inbox.pending("test")
    assert first == Pending("1", "ann", {"text": odd}, NOON)
    assert second == Pending("2", "ann", {"text": "second"}, NOON + MINUTE)
    await inbox.finish(first, copy("one"))
    assert await inbox.pending("test") == [second]
    assert not await inbox.receive("test", [said(1, text=odd)], NOON)


async def test_what_was_said_and_where_leaves_the_inbox_with_the_answer(store: Store) -> None:
    inbox = store.of(Inbox)
    arrival = said(1, "somewhere private", "something private")
    [pending] = await begun(inbox, [arrival], copy("one"))
    await store.apply(inbox.answered("test", "1", {"text": "private too"}))
    await inbox.finish(pending, copy("one"))
    assert "private" not in str(await store.rows("SELECT * FROM inbox"))
    assert await store.rows("SELECT * FROM inbox_lanes") == []
    await store.apply(inbox.purge(NOON + MINUTE))
    assert await store.rows("SELECT * FROM inbox") == []


async def test_an_answer_stays_with_its_update_until_it_is_delivered(store: Store) -> None:
    inbox = store.of(Inbox)
    await inbox.receive("test", [said(1)], NOON)
    await store.apply(inbox.answered("test", "1", {"text": "hello"}))
    [pending] = await inbox.pending("test")
    assert pending.answer == {"text": "hello"}
    [taken] = await inbox.take_up(copy("one"), 9)
    assert taken == pending


async def test_a_turn_is_written_once(store: Store) -> None:
    inbox = store.of(Inbox)
    await inbox.receive("test", [said(1)], NOON)
    await store.apply(inbox.answered("test", "1", {"text": "first"}))
    with pytest.raises(LeaseLost):
        await store.apply(inbox.answered("test", "1", {"text": "second"}))
    [pending] = await inbox.pending("test")
    await inbox.finish(pending, copy("one"))
    with pytest.raises(LeaseLost):
        await store.apply(inbox.answered("test", "1", {"text": "third"}))


async def test_who_holds_a_lane_is_given_what_others_take_in(store: Store) -> None:
    inbox = store.of(Inbox)
    [first] = await begun(inbox, [said(1)], copy("one"))
    assert await begun(inbox, [said(2)], copy("two")) == []
    assert await begun(inbox, [said(3)], copy("one")) == []
    assert await inbox.take_up(copy("two"), 9) == []
    second = await _finished(inbox, first, "one")
    third = await _finished(inbox, second, "one")
    assert numbers([first, second, third]) == [1, 2, 3]
    assert await inbox.finish(third, copy("one")) is None
    assert numbers(await begun(inbox, [said(4)], copy("two"))) == [4]


async def test_lanes_do_not_wait_for_each_other(store: Store) -> None:
    inbox = store.of(Inbox)
    arrivals = [said(1), said(2), said(3, "bob"), said(4, "bob"), said(5, "cleo")]
    assert numbers(await begun(inbox, arrivals, copy("one"))) == [1, 3, 5]
    assert numbers(await begun(inbox, [said(6, "dan")], copy("two"))) == [6]


async def test_what_was_said_earlier_and_comes_later_is_answered_first(store: Store) -> None:
    inbox = store.of(Inbox)
    [first] = await begun(inbox, [said(8)], copy("one"))
    await begun(inbox, [said(11)], copy("two"))
    await begun(inbox, [said(9)], copy("one"))
    await begun(inbox, [said(10)], copy("two"))
    answered = [first]
    while pending := await inbox.finish(answered[-1], copy("one")):
        answered.append(pending)
    assert numbers(answered) == [8, 9, 10, 11]


async def test_what_is_left_in_a_lane_comes_before_what_arrives(store: Store) -> None:
    inbox = store.of(Inbox)
    await inbox.receive("test", [said(1)], NOON)
    [first] = await begun(inbox, [said(2)], copy("one"))
    assert numbers([first, await _finished(inbox, first, "one")]) == [1, 2]


async def test_a_lane_that_is_not_renewed_is_taken_up_by_another(store: Store) -> None:
    inbox, lanes = store.of(Inbox), store.of(Lanes)
    [first] = await begun(inbox, [said(1), said(2)], copy("one"))
    await lanes.renew(["ann"], copy("one", NOON + MINUTE / 2))
    assert await inbox.take_up(copy("two", NOON + MINUTE), 9) == []
    later = NOON + 2 * MINUTE
    assert await inbox.take_up(copy("two", later), 9) == [first]
    # Who was thought dead delivers what it had thought out, and leaves the lane alone.
    await lanes.renew(["ann"], copy("one", later))
    assert await inbox.finish(first, copy("one", later)) is None
    second = await inbox.finish(first, copy("two", later))
    assert second
    assert second.update_id == "2"


async def test_who_is_known_to_have_ended_is_not_waited_for(store: Store) -> None:
    inbox = store.of(Inbox)
    taken = await begun(inbox, [said(1)], copy("one"))
    assert await store.of(Lanes).holders("test") == ["one"]
    assert await inbox.take_up(copy("two"), 9) == []
    assert await inbox.take_up(copy("two", gone=("one",)), 9) == taken
    assert await store.of(Lanes).holders("test") == ["two"]


async def test_who_ends_lets_go_of_its_lanes_only(store: Store) -> None:
    inbox, lanes = store.of(Inbox), store.of(Lanes)
    taken = await begun(inbox, [said(1)], copy("one"))
    await begun(inbox, [said(2, "bob")], copy("two"))
    await lanes.release(copy("one"))
    assert await lanes.holders("test") == ["two"]
    assert await inbox.take_up(copy("two"), 9) == taken


async def test_nobody_takes_a_lane_from_itself_unless_it_has_stopped_renewing(store: Store) -> None:
    inbox = store.of(Inbox)
    taken = await begun(inbox, [said(1)], copy("one"))
    assert await begun(inbox, [said(2)], copy("one", NOON + 5 * MINUTE)) == []
    assert await inbox.take_up(copy("one", NOON + 5 * MINUTE), 9) == taken


async def test_no_more_lanes_are_taken_up_than_there_is_room_for(store: Store) -> None:
    inbox = store.of(Inbox)
    await inbox.receive("test", [said(number, f"chat {number}") for number in range(9)], NOON)
    assert len(await inbox.take_up(copy("one"), 5)) == 5
    assert len(await inbox.take_up(copy("two"), 5)) == 4
    assert await inbox.take_up(copy("one"), 0) == []


async def test_what_could_not_be_answered_is_set_aside_until_the_next_start(store: Store) -> None:
    inbox = store.of(Inbox)
    [first] = await begun(inbox, [said(1), said(2)], copy("one"))
    second = await inbox.finish(first, copy("one"), delivered=False)
    assert second
    assert second.update_id == "2"
    assert await inbox.finish(second, copy("one")) is None
    assert await inbox.take_up(copy("one"), 9) == []
    await store.apply(inbox.retry("test"))
    assert await inbox.take_up(copy("one"), 9) == [first]


async def test_copies_that_take_in_and_answer_at_once_lose_nothing_and_keep_the_order(
    store: Store,
) -> None:
    inbox = store.of(Inbox)
    answered: dict[str, list[int]] = {}
    waiting = asyncio.TaskGroup()

    async def answer(first: Pending, by: str) -> None:
        pending: Pending | None = first
        while pending:
            answered.setdefault(pending.lane, []).append(int(pending.update_id))
            pending = await inbox.finish(pending, copy(by))

    async def hear(number: int, by: str) -> None:
        arrivals = [
            said(number, f"chat {number % 5}"),
            said(number + 1, f"chat {(number + 3) % 5}"),
        ]
        for first in await begun(inbox, arrivals, copy(by)):
            waiting.create_task(answer(first, by))

    async with waiting:
        for number in range(0, 200, 2):
            await asyncio.gather(*(hear(number, by) for by in ("one", "two", "three")))
    assert sorted(sum(answered.values(), [])) == list(range(200))
    assert all(numbers == sorted(numbers) for numbers in answered.values())
    assert await inbox.pending("test") == []
    assert await store.rows("SELECT * FROM inbox_lanes") == []


class Copies:
    """Two copies of the program on one inbox, one thing done at a time. Whatever is begun has to be
    the first that waits in its lane, and nobody else's.
    """

    def __init__(self, inbox: Inbox, platform: str) -> None:
        self._inbox = inbox
        self._platform = platform
        self._names = [f"{platform} {number}" for number in range(2)]
        self._gone: tuple[str, ...] = ()
        self._under_way: dict[str, list[Pending]] = {name: [] for name in self._names}
        self._waiting: dict[str, set[int]] = {}

    async def take_in(self, copy: int, lane: str, number: int) -> None:
        self._waiting.setdefault(lane, set()).add(number)
        self._begin(copy, await begun(self._inbox, [said(number, lane)], self._claimant(copy)))

    async def take_up(self, copy: int) -> None:
        self._begin(copy, await self._inbox.take_up(self._claimant(copy), 9))

    async def finish(self, copy: int) -> None:
        if under_way := self._under_way[self._names[copy]]:
            done = under_way.pop(0)
            self._waiting[done.lane].remove(int(done.update_id))
            following = await self._inbox.finish(done, self._claimant(copy))
            self._begin(copy, [following] if following else [])

    async def crash(self, copy: int) -> None:
        """End in the midst of everything; another one starts in its place."""
        name = self._names[copy]
        del self._under_way[name]
        self._gone += (name,)
        self._names[copy] = f"{name}'"
        self._under_way[self._names[copy]] = []

    async def finish_all(self) -> None:
        while any(self._waiting.values()):
            for copy in range(2):
                await self.take_up(copy)
                await self.finish(copy)

    def _claimant(self, copy: int) -> Claimant:
        return Claimant(self._platform, self._names[copy], NOON, NOON + MINUTE, self._gone)

    def _begin(self, copy: int, found: list[Pending]) -> None:
        for pending in found:
            assert int(pending.update_id) == min(self._waiting[pending.lane])
            others = [one.lane for several in self._under_way.values() for one in several]
            assert pending.lane not in others
            self._under_way[self._names[copy]].append(pending)


_COPY = st.integers(0, 1)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("take_in"), _COPY, st.sampled_from(["ann", "bob"])),
        st.tuples(st.sampled_from(["finish", "finish", "take_up", "crash"]), _COPY),
    ),
    max_size=40,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=_STEPS, order=st.permutations(range(40)))
async def test_whatever_happens_each_lane_is_answered_in_order_by_one_copy_at_a_time(
    store: Store, steps: list[Any], order: list[int]
) -> None:
    inbox = store.of(Inbox)
    copies = Copies(inbox, secrets.token_hex(4))
    for (step, copy, *lane), number in zip(steps, order, strict=False):
        await getattr(copies, step)(copy, *((lane[0], number) if lane else ()))
    await copies.finish_all()
    assert await store.rows("SELECT * FROM inbox_lanes") == []


async def _finished(inbox: Inbox, pending: Pending, by: str) -> Pending:
    following = await inbox.finish(pending, copy(by))
    assert following
    return following


async def test_the_newest_update_is_known_until_it_is_purged(store: Store) -> None:
    inbox = store.of(Inbox)
    assert await inbox.newest("test") is None
    await inbox.receive("test", [said(7), said(9), said(8)], NOON)
    await inbox.receive("other", [said(11)], NOON)
    assert await inbox.newest("test") == 9
