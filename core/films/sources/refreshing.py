"""The job that asks for a title's facts again."""

from collections.abc import Sequence
from datetime import datetime

from core.films.finding.catalogue import Catalogue
from core.jobs import Job, JobKind, due
from core.storage.engine import Change
from core.storage.store import Services


async def _refresh_title(job: Job, services: Services) -> Sequence[Change]:
    title_id = job.payload["title_id"]
    assert isinstance(title_id, int)
    await services.of(Catalogue).renew(title_id)
    return ()


REFRESH_TITLE = JobKind("refresh_title", _refresh_title)


def title_refreshed(title_id: int, now: datetime) -> Change:
    """A title's facts are to be asked for again."""
    return due(REFRESH_TITLE, {"title_id": title_id}, now, unique=str(title_id))
