"""A process that begins a job and never finishes it, to be killed:
``python -m tests.jobs.killed URL``.
"""

import asyncio
import sys
from collections.abc import Sequence
from datetime import timedelta

from core.jobs import Job, JobKind
from core.storage.engine import Change
from core.storage.store import Services, open_store
from tests.jobs.working import worker

LEASE = timedelta(seconds=2)


async def hang(job: Job, services: Services) -> Sequence[Change]:
    print("begun", flush=True)
    await asyncio.Event().wait()
    return ()


async def main(url: str) -> None:
    async with open_store(url) as store, worker(store, JobKind("note", hang), lease=LEASE):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
