"""What waits for the bot, in order, until the bot confirms it."""

import asyncio
from collections import deque
from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.botapi.chats import Json, Pulse
from tests.botapi.errors import Refused

NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
_TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(eq=False)
class Waiting:
    """An update that waits; one sent again is delivered whatever was confirmed before."""

    update: Json
    again: bool = False


class Updates:
    """The queue behind getUpdates and the webhook."""

    def __init__(self) -> None:
        self.pending: deque[Waiting] = deque()
        self.pulse = Pulse()
        self.confirmed: list[int] = []
        self.sent: list[Json] = []
        self.allowed: list[str] = []
        self.webhook: Json | None = None
        self.closed = False
        self._ids = count(700_000_001)
        self._poller: object = None

    def add(self, kind: str, payload: Any) -> Json | None:
        """Queues an update; None where the bot did not ask for that kind."""
        if kind not in self.allowed if self.allowed else kind in NOT_BY_DEFAULT:
            return None
        update = {"update_id": next(self._ids), kind: payload}
        self.sent.append(update)
        self.put(Waiting(update))
        return update

    def put(self, waiting: Waiting) -> None:
        self.pending.append(waiting)
        self.pulse.ring()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Long polling: confirms what is below the offset, waits for more; raises Refused when another poll begins."""
        if self.webhook:
            raise Refused(409, _WEBHOOK)
        mine = self._poller = object()
        self.pulse.ring()
        self.confirm(offset)
        deadline = asyncio.get_running_loop().time() + seconds
        while not self.pending and not self.closed and self._poller is mine:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                return []
            await self.pulse.wait(left)
        if self._poller is not mine:
            raise Refused(409, _TERMINATED)
        return self._batch(limit)

    def _batch(self, limit: int) -> list[Json]:
        batch = [self.pending[number] for number in range(min(limit, len(self.pending)))]
        for waiting in batch:
            waiting.again = False
        return [waiting.update for waiting in batch]

    def confirm(self, offset: int) -> None:
        """Forgets what the bot has: below the offset, or all but the last so many where it is negative."""
        kept: deque[Waiting] = deque()
        if offset < 0:
            kept.extend(list(self.pending)[offset:])
        elif not self.pending or self.pending[0].update["update_id"] >= offset:
            return
        else:
            kept.extend(w for w in self.pending if w.again or w.update["update_id"] >= offset)
        gone = {id(waiting) for waiting in self.pending} - {id(waiting) for waiting in kept}
        self.confirmed.extend(w.update["update_id"] for w in self.pending if id(w) in gone)
        self.pending = kept
        self.pulse.ring()

    def close(self) -> None:
        """Ends every poll that waits."""
        self.closed = True
        self.pulse.ring()
