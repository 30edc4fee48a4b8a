"""TMDB's terms: nothing of theirs is kept for more than six months without being asked for
again.
"""

from collections.abc import Sequence
from datetime import timedelta

from core.films.sources.expiry import expire, expired
from core.jobs import DAILY, Job, JobKind, daily
from core.storage.cache import CachedAnswers
from core.storage.engine import Change
from core.storage.store import Services, Store

_KEPT = timedelta(days=180)
_STALE_SERVES = timedelta(
    days=30
)  # how long a stale answer may stand in for a service out of reach


async def expire_titles(job: Job, services: Services) -> Sequence[Change]:
    """Forget what has grown too old. Where nothing has, nobody is kept from writing meanwhile."""
    before = job.now - _KEPT
    return [expire(before)] if await expired(services.of(Store), before) else ()


EXPIRE_TITLES = JobKind("expire_titles", expire_titles, DAILY)
PURGE_ANSWERS = daily(
    "purge_answers", lambda services, now: services.of(CachedAnswers).purge(now - _STALE_SERVES)
)
