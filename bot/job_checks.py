"""The checks of ``doctor`` for jobs and for messages in the outbox."""

from collections.abc import AsyncIterator, Iterable

from bot.checks import Check
from bot.settings import Settings
from core.clock import utc_now
from core.dialogue.outbox import CLOSED, Deliveries
from core.jobs import Jobs
from core.storage.store import open_store

_SHOWN = 3  # kinds of failure that are listed
_RETRY = "Fix what the errors say, then: python -m bot work --retry"
_LEFT_ALONE = "Fix what the errors say. These messages will not be sent."


async def jobs(settings: Settings) -> AsyncIterator[Check]:
    """No job or message has failed for good. The result says how many are waiting."""
    now = utc_now()
    async with open_store(settings.database) as store:
        failed = await store.of(Jobs).failed()
        waiting = await store.of(Jobs).waiting(now)
        unsaid = await store.of(Deliveries).failed()
        to_say = await store.of(Deliveries).waiting(now)
    yield _check("jobs", f"{waiting:,} due job(s) waiting", failed, _RETRY)
    # A chat that was closed to the bot is the choice of its members, and nothing to fix.
    open_chats = [failure for failure in unsaid if failure[1] != CLOSED]
    waits = f"{to_say:,} due message(s) waiting"
    yield _check("outbox", waits, open_chats, _LEFT_ALONE)


def _check(name: str, waits: str, failed: list[tuple[str, str, int]], fix: str) -> Check:
    if not failed:
        return Check(name, "pass", waits)
    count = sum(number for _, _, number in failed)
    return Check(name, "warn", f"{count:,} given up: {_told(failed)}; {waits}", fix)


def _told(failed: Iterable[tuple[str, str, int]]) -> str:
    most = sorted(failed, key=lambda failure: -failure[2])
    told = [f"{number:,} {what} ({error})" for what, error, number in most[:_SHOWN]]
    return ", ".join([*told, *(["…"] if len(most) > _SHOWN else [])])
