"""Jobs: done once, tried again, given up; on both databases."""

import asyncio
from datetime import timedelta

from core.errors import GivenUp
from core.jobs import DAILY, Job, JobKind, Jobs, due, jobs, planned
from core.storage.store import Store
from tests.jobs.time import Time
from tests.jobs.working import Notes, done, left, noted, processes, work_off, worker
from tests.storage.shop import NOON
from tests.waiting import until, until_it_says


async def test_three_processes_do_every_job_once(database_url: str) -> None:
    notes = Notes()
    kind = noted(notes)
    async with processes(database_url, 3) as stores:
        await stores[0].apply(*(due(kind, {"number": n}, NOON) for n in range(40)))
        async with worker(stores[0], kind), worker(stores[1], kind), worker(stores[2], kind):

            async def none_left() -> bool:
                return await left(stores[0]) == 0

            await until_it_says(none_left)
        numbers = [payload["number"] for payload in notes.begun]
        assert sorted(map(str, numbers), key=int) == [str(n) for n in range(40)]
        assert len(await done(stores[0])) == 40


async def test_a_job_is_not_done_before_it_is_due(store: Store) -> None:
    time, notes = Time(), Notes()
    kind = noted(notes)
    working = worker(store, kind, clock=time)
    await store.apply(due(kind, {}, NOON + timedelta(hours=1)))
    await work_off(working)
    assert not notes.begun
    time.passes(hours=1)
    await work_off(working)
    assert len(notes.begun) == 1


async def test_of_one_name_one_job_waits_at_a_time(store: Store) -> None:
    notes = Notes()
    kind = noted(notes)
    working = worker(store, kind)
    await store.apply(*(due(kind, {}, NOON, unique="heat") for _ in range(3)))
    await work_off(working)
    assert len(notes.begun) == 1
    await store.apply(due(kind, {}, NOON, unique="heat"))
    await work_off(working)
    assert len(notes.begun) == 2


async def test_a_job_of_a_newer_version_is_left_to_it(store: Store) -> None:
    new = noted(Notes(), "new")
    await store.apply(due(new, {}, NOON))
    await work_off(worker(store, noted(Notes(), "old")))
    assert await left(store) == 1


async def test_what_goes_wrong_is_tried_again_after_longer_and_longer_pauses(store: Store) -> None:
    time, notes = Time(), Notes()
    kind = noted(notes, attempts=5, pause=timedelta(minutes=10))

    def fail(job: Job) -> None:
        raise ConnectionError("nobody there")

    notes.before = fail
    working = worker(store, kind, clock=time)
    await store.apply(due(kind, {}, NOON))
    await work_off(working)
    for shortest, longest in ((5, 15), (10, 30)):
        already = len(notes.begun)
        time.passes(minutes=shortest - 0.1)
        await work_off(working)
        assert len(notes.begun) == already
        time.passes(minutes=longest - shortest + 0.2)
        await work_off(working)
        assert len(notes.begun) == already + 1
    notes.before = lambda job: None
    time.passes(hours=1)
    await work_off(working)
    assert len(await done(store)) == 1
    assert await left(store) == 0


async def test_what_goes_wrong_too_often_is_given_up_and_keeps_its_error(store: Store) -> None:
    time, notes = Time(), Notes()
    kind = noted(notes, attempts=3)

    def fail(job: Job) -> None:
        raise ConnectionError("nobody there")

    notes.before = fail
    working = worker(store, kind, clock=time)
    await store.apply(due(kind, {}, NOON, unique="heat"))
    for _ in range(10):
        await work_off(working)
        time.passes(hours=2)
    assert len(notes.begun) == 3
    assert await store.of(Jobs).failed() == [("note", "ConnectionError: nobody there", 1)]

    notes.before = lambda job: None
    assert await store.of(Jobs).retry(time.now) == 1
    await work_off(working)
    assert await store.of(Jobs).failed() == []
    assert len(await done(store)) == 1


async def test_where_there_is_no_use_in_trying_again_it_is_given_up_at_once(store: Store) -> None:
    notes = Notes()
    kind = noted(notes)

    def give_up(job: Job) -> None:
        raise GivenUp("the film was never made")

    notes.before = give_up
    await store.apply(due(kind, {}, NOON))
    await work_off(worker(store, kind))
    assert await store.of(Jobs).failed() == [("note", "the film was never made", 1)]


async def test_a_job_that_takes_too_long_is_cut_off(store: Store) -> None:
    notes = Notes()
    notes.wait = asyncio.Event()
    kind = noted(notes, attempts=1, limit=timedelta(milliseconds=50))
    await store.apply(due(kind, {}, NOON))
    await work_off(worker(store, kind))
    assert "took longer" in (await store.of(Jobs).failed())[0][1]


async def test_a_lease_that_ended_passes_the_job_on_and_what_comes_late_is_not_written(
    database_url: str,
) -> None:
    time, slow, quick = Time(), Notes(), Notes()
    slow.wait = asyncio.Event()
    async with processes(database_url, 2) as (one, other):
        await one.apply(due(noted(slow), {"number": 1}, NOON))
        late, working = (
            worker(one, noted(slow), clock=time),
            worker(other, noted(quick), clock=time),
        )
        assert await late.begin() == 1
        await until(lambda: bool(slow.begun))
        time.passes(seconds=59)
        await work_off(working)
        assert not quick.begun
        time.passes(seconds=2)
        await work_off(working)
        assert len(quick.begun) == 1
        slow.wait.set()
        await late.idle()
        assert await done(one) == [{"number": 1}]
        assert await left(one) == 0


async def test_a_lease_is_renewed_while_the_job_goes_on(database_url: str) -> None:
    notes, lease = Notes(), timedelta(seconds=3)
    notes.wait = asyncio.Event()
    kind = noted(notes)
    async with processes(database_url, 2) as (one, other):
        await one.apply(due(kind, {}, NOON))
        async with worker(one, kind, lease=lease), worker(other, kind, lease=lease):
            await asyncio.sleep(2 * lease.total_seconds())
            notes.wait.set()

            async def none_left() -> bool:
                return await left(one) == 0

            await until_it_says(none_left)
        assert len(notes.begun) == 1


async def test_what_is_cut_off_at_the_end_is_free_at_once(database_url: str) -> None:
    notes = Notes()
    notes.wait = asyncio.Event()
    kind = noted(notes, attempts=1)
    async with processes(database_url, 2) as (one, other):
        await one.apply(due(kind, {}, NOON))
        async with worker(one, kind, drain=0.05):
            await until(lambda: bool(notes.begun))
        notes.wait.set()
        await work_off(worker(other, kind))
        assert len(notes.begun) == 2
        assert await left(one) == 0


async def test_a_job_that_ends_the_process_each_time_is_given_up(database_url: str) -> None:
    time, notes = Time(), Notes()
    notes.wait = asyncio.Event()
    kind = noted(notes, attempts=2)
    async with processes(database_url, 1) as (one,):
        await one.apply(due(kind, {}, NOON))
        hanging = [worker(one, kind, clock=time) for _ in range(2)]
        for dying in hanging:
            await dying.begin()
            time.passes(seconds=61)
        await work_off(worker(one, kind, clock=time))
        [(_, error, _)] = await one.of(Jobs).failed()
        assert "ended before it was done" in error
        notes.wait.set()
        for dying in hanging:
            await dying.idle()


async def test_a_daily_job_is_done_once_a_day_whatever_the_number_of_processes(
    database_url: str,
) -> None:
    time, days = Time(), []

    async def note(job: Job, _: object) -> list[object]:
        days.append(job.due_at)
        return []

    kind = JobKind("daily", note, DAILY)  # type: ignore[arg-type]
    async with processes(database_url, 3) as stores:
        for _ in range(40):
            # Each process is started anew every three hours.
            await asyncio.gather(*(store.apply(planned([kind], time.now)) for store in stores))
            await work_off(*(worker(store, kind, clock=time) for store in stores))
            time.passes(hours=3)
    midnight = NOON.replace(hour=0)
    assert days == [midnight + n * DAILY for n in range(len(days))]
    assert len(days) == 6


async def test_days_on_which_nothing_ran_are_not_made_up_for(store: Store) -> None:
    time, notes = Time(), Notes()
    kind = JobKind("daily", notes, DAILY)
    await store.apply(planned([kind], time.now))
    await work_off(worker(store, kind, clock=time))
    time.passes(days=9)
    await work_off(worker(store, kind, clock=time))
    assert len(notes.begun) == 2
    time.passes(days=1)
    await work_off(worker(store, kind, clock=time))
    assert len(notes.begun) == 3


async def test_a_daily_job_that_is_given_up_is_due_again_the_next_day(store: Store) -> None:
    time, notes = Time(), Notes()
    kind = JobKind("daily", notes, DAILY)

    def give_up(job: Job) -> None:
        raise GivenUp("not today")

    notes.before = give_up
    await store.apply(planned([kind], time.now))
    await work_off(worker(store, kind, clock=time))
    notes.before = lambda job: None
    time.passes(days=1)
    await work_off(worker(store, kind, clock=time))
    assert len(await done(store)) == 1


async def test_whoever_waits_in_this_process_is_woken_by_what_is_written(store: Store) -> None:
    bell = store.bell(jobs)

    def undone(connection: object) -> None:
        raise ValueError

    kind = noted(Notes())
    try:
        await store.apply(due(kind, {}, NOON), undone)
    except ValueError:
        assert not bell.is_set()
    await store.apply(due(kind, {}, NOON))
    assert bell.is_set()
