"""Work that ends when an event says so."""

import asyncio
from collections.abc import Awaitable

from core.background import call_off


async def until(event: asyncio.Event, work: Awaitable[object]) -> bool:
    """Do the work, or as much of it as is done when the event is set. True when it was finished;
    raises what it raised.
    """
    doing, waiting = asyncio.ensure_future(work), asyncio.ensure_future(event.wait())
    try:
        await asyncio.wait([doing, waiting], return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            doing.result()
            return True
        return False
    finally:
        await call_off(waiting, doing)
