"""``work`` as an operator runs it, and what the doctor says of jobs."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.cli import main
from core.capabilities import JOBS
from core.jobs import Job, JobKind, JobWork, due
from core.storage.engine import Change
from core.storage.store import Services, open_store
from core.worker import Retries, Worker
from tests.adapters.processes import program
from tests.bot.conftest import Screen
from tests.waiting import until_it_says


async def fail(job: Job, services: Services) -> Sequence[Change]:
    raise ConnectionError("nobody there")


# One of the program's own kinds, which fails here and is done by the program.
FAILING = JobKind("purge_shelves", fail, retries=Retries(attempts=1))


async def _failed_once(data: Path) -> None:
    async with open_store(f"sqlite:///{data / 'unwatched.db'}") as store:
        await store.apply(due(FAILING, {}, datetime.now(UTC)))
        worker = Worker(store, JobWork([FAILING], Services(store)))
        await worker.begin()
        await worker.idle()


def test_the_doctor_shows_what_was_given_up_and_how_to_mend_it(data: Path, capsys: Screen) -> None:
    asyncio.run(_failed_once(data))
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "warn  jobs: 1 given up: 1 purge_shelves (ConnectionError: nobody there)" in told
    assert "python -m bot work --retry" in told

    assert main(["work", "--retry"]) == 0
    assert capsys.readouterr().out == "1 job(s) will be tried again.\n"
    assert main(["doctor"]) == 0
    assert "pass  jobs: 1 due job(s) waiting" in capsys.readouterr().out


async def test_it_does_the_jobs_without_any_platform_until_told_to_end(data: Path) -> None:
    daily = {kind.name for kind in JOBS if kind.every}
    url = f"sqlite:///{data / 'unwatched.db'}"
    async with program("work", data) as process, open_store(url) as store:

        async def planned_for_tomorrow() -> bool:
            now = datetime.now(UTC).replace(tzinfo=None)
            later = "SELECT kind FROM jobs WHERE due_at > :now"
            return {row[0] for row in await store.rows(later, {"now": str(now)})} == daily

        await until_it_says(planned_for_tomorrow)
    assert process.returncode == 0
