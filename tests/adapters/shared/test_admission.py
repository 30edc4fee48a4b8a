"""Turns are thought about a few at once, in the order in which they come."""

import asyncio

from adapters.shared.admission import Admission


class Thinker:
    """Thinks about turns for as long as it is told."""

    def __init__(self, admission: Admission) -> None:
        self._admission = admission
        self.begun: list[str] = []
        self.at_once = self._now = 0

    async def think(self, turn: str, until: asyncio.Event) -> None:
        async with self._admission.answer():
            self.begun.append(turn)
            self._now += 1
            self.at_once = max(self.at_once, self._now)
            await until.wait()
            self._now -= 1


async def test_more_turns_than_there_is_room_for_wait_in_order() -> None:
    admission, done = Admission(at_once=2, moment=60), asyncio.Event()
    thinker = Thinker(admission)
    async with asyncio.TaskGroup() as group:
        for turn in "abcde":
            group.create_task(thinker.think(turn, done))
        await asyncio.sleep(0)
        assert thinker.begun == ["a", "b"]
        assert admission.is_busy
        done.set()
    assert thinker.begun == list("abcde")
    assert thinker.at_once == 2
    assert not admission.is_busy


async def test_who_waits_for_a_service_makes_room() -> None:
    admission, never, done = Admission(at_once=1, moment=0.01), asyncio.Event(), asyncio.Event()
    thinker = Thinker(admission)
    waiting = [asyncio.create_task(thinker.think(turn, never)) for turn in "abc"]
    await asyncio.sleep(0)
    done.set()
    await thinker.think("d", done)
    assert thinker.begun == list("abcd")
    never.set()
    await asyncio.gather(*waiting)
    assert not admission.is_busy


async def test_a_place_is_left_once() -> None:
    admission, done = Admission(at_once=1, moment=0.01), asyncio.Event()
    thinker = Thinker(admission)
    slow = asyncio.create_task(thinker.think("slow", done))
    await asyncio.sleep(0.05)
    done.set()
    await slow
    async with admission.answer():
        assert admission.is_busy


async def test_a_turn_that_fails_leaves_its_place() -> None:
    admission = Admission(at_once=1, moment=60)
    for _ in range(3):
        try:
            async with admission.answer():
                raise ValueError
        except ValueError:
            assert not admission.is_busy
