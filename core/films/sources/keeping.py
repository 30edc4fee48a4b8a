"""TMDB's terms: nothing of theirs is kept for more than six months without being asked for again."""

import asyncio
from datetime import UTC, datetime, timedelta

from core.films.sources.expiry import expire, expired
from core.storage.store import Store

_SIX_MONTHS = timedelta(days=180)
_DAY = 24 * 60 * 60


async def expire_daily(store: Store) -> None:
    """Forget what has grown too old, now and every day."""
    while True:
        await expire_old(store, datetime.now(UTC))
        await asyncio.sleep(_DAY)


async def expire_old(store: Store, now: datetime) -> None:
    """Forget what has grown too old."""
    if await expired(store, now - _SIX_MONTHS):
        await store.apply(expire(now - _SIX_MONTHS))
