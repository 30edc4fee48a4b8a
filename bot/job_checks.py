"""The checks of ``doctor`` for jobs, for messages in the outbox, and for answers that a platform
did not take.
"""

from collections.abc import AsyncIterator, Iterable

from bot.checks import Check
from bot.settings import Settings
from core.clock import utc_now
from core.dialogue.inbox import Inbox
from core.dialogue.outbox import CLOSED, Deliveries
from core.jobs import Jobs
from core.storage.store import open_store

_SHOWN = 3  # kinds of failure that are listed
_RETRY = "Fix what the errors say, then: python -m bot work --retry"
_LEFT_ALONE = "Fix what the errors say. These messages will not be sent."


async def jobs(settings: Settings) -> AsyncIterator[Check]:
    """No job, message or answer has failed for good. The results say how many are waiting."""
    async with open_store(settings.database) as store:
        yield await _of_jobs(store.of(Jobs))
        yield await _of_outbox(store.of(Deliveries), store.of(Inbox))


async def _of_jobs(jobs: Jobs) -> Check:
    waiting = await jobs.waiting(utc_now())
    return _check("jobs", f"{waiting:,} due job(s) waiting", await jobs.failed(), _RETRY)


async def _of_outbox(outbox: Deliveries, inbox: Inbox) -> Check:
    waiting = await outbox.waiting(utc_now())
    failed = _to_fix([*await outbox.failed(), *await inbox.undelivered()])
    return _check("outbox", f"{waiting:,} due message(s) waiting", failed, _LEFT_ALONE)


def _to_fix(failed: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Failures but for closed chats: those are the choice of their members."""
    return [failure for failure in failed if failure[1] != CLOSED]


def _check(name: str, waits: str, failed: list[tuple[str, str, int]], fix: str) -> Check:
    if not failed:
        return Check(name, "pass", waits)
    count = sum(number for _, _, number in failed)
    return Check(name, "warn", f"{count:,} given up: {_told(failed)}; {waits}", fix)


def _told(failed: Iterable[tuple[str, str, int]]) -> str:
    most = sorted(failed, key=lambda failure: -failure[2])
    told = [f"{number:,} {what} ({error})" for what, error, number in most[:_SHOWN]]
    return ", ".join([*told, *(["…"] if len(most) > _SHOWN else [])])
