"""Cached answers of outside services. Expired ones are kept for when the service fails."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from core.storage.engine import Change, executing
from core.storage.operations import cached_answers
from core.storage.sqltext import upserting
from core.storage.store import Repository

_ANSWER = select(
    cached_answers.c.body, cached_answers.c.fetched_at, cached_answers.c.expires_at
).where(cached_answers.c.key == bindparam("key"))


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """A body as it was received. It is ``stale`` once it has expired."""

    body: str
    fetched_at: datetime
    stale: bool


class CachedAnswers(Repository):
    """The cached answers, by key."""

    async def get(self, key: str, now: datetime) -> CachedAnswer | None:
        """The answer for a key, stale or not."""
        row = await self._store.first(_ANSWER, {"key": key})
        return CachedAnswer(row[0], row[1], row[2] <= now) if row else None

    def put(self, key: str, body: str, fetched_at: datetime, expires_at: datetime) -> Change:
        """Save an answer, replacing an older one."""
        row = {"key": key, "body": body, "fetched_at": fetched_at, "expires_at": expires_at}

        return upserting(cached_answers, row, "key", update=("body", "fetched_at", "expires_at"))

    def purge(self, before: datetime) -> Change:
        """Delete answers that expired before a time."""

        return executing(delete(cached_answers).where(cached_answers.c.expires_at < before))
