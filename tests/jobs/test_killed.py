"""A process killed in the midst of a job."""

import asyncio
import sys
from datetime import UTC, datetime

from core.jobs import due
from tests.bot.conftest import environment
from tests.jobs.killed import LEASE
from tests.jobs.working import Notes, done, left, noted, processes, worker
from tests.waiting import until_it_says


async def test_a_job_of_a_killed_process_is_done_by_another_once_its_lease_has_ended(
    database_url: str,
) -> None:
    notes = Notes()
    kind = noted(notes)
    async with processes(database_url, 1) as (store,):
        await store.apply(due(kind, {"number": 7}, datetime.now(UTC)))
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.jobs.killed",
            database_url,
            stdout=asyncio.subprocess.PIPE,
            env=environment(),
        )
        assert process.stdout
        assert await process.stdout.readline() == b"begun\n"
        process.kill()
        killed = datetime.now(UTC)
        await process.wait()
        async with worker(store, kind):

            async def none_left() -> bool:
                return await left(store) == 0

            await until_it_says(none_left)
        assert await done(store) == [{"number": 7}]
        assert len(notes.begun) == 1
        assert datetime.now(UTC) - killed < 10 * LEASE
