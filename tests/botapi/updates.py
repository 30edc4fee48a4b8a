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
_REPLACED = "Conflict: terminated by setWebhook request"
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
        self.sent: list[Json] = []
        self.confirmed: list[int] = []
        self.allowed: list[str] = []
        self.closed = False
        self._webhook = False
        self._ids = count(700_000_001)
        self._poller: object = None

    def add(self, kind: str, payload: Any) -> Json | None:
        """Queues an update; None where the bot did not ask for that kind."""
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if not wanted:
            return None
        update = {"update_id": next(self._ids), kind: payload}
        self.sent.append(update)
        self._put(Waiting(update))
        return update

    def add_again(self, update: Json) -> None:
        """Queues an update once more under the same id."""
        self._put(Waiting(update, again=True))

    def _put(self, waiting: Waiting) -> None:
        self.pending.append(waiting)
        self.pulse.ring()

    def use_webhook(self, used: bool) -> None:
        """Whether updates go to a webhook; a poll that waits then ends."""
        self._webhook = used
        self._poller = None
        self.pulse.ring()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Long polling: confirms what is below the offset, waits for more; raises Refused when
        another poll begins.
        """
        if self._webhook:
            raise Refused(409, _WEBHOOK)
        mine = self._poller = object()
        self.confirm(offset)
        self.pulse.ring()
        deadline = asyncio.get_running_loop().time() + seconds
        while not self.pending and not self.closed and self._poller is mine:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                return []
            await self.pulse.wait(left)
        if self._poller is not mine:
            raise Refused(409, _REPLACED if self._webhook else _TERMINATED)
        return self._batch(limit)

    def _batch(self, limit: int) -> list[Json]:
        batch = [self.pending[number] for number in range(min(limit, len(self.pending)))]
        for waiting in batch:
            waiting.again = False
        return [waiting.update for waiting in batch]

    def confirm(self, offset: int) -> None:
        """Forgets what the bot has: what is below the offset, or all but the last so many where it
        is negative.
        """
        if offset < 0:
            while len(self.pending) > -offset:
                self.confirm_first()
        while self.pending and self._is_confirmed(self.pending[0], offset):
            self.confirm_first()

    def _is_confirmed(self, waiting: Waiting, offset: int) -> bool:
        return not waiting.again and 0 <= waiting.update["update_id"] < offset

    def confirm_first(self) -> None:
        """Forgets the update that waited longest."""
        self.confirmed.append(self.pending.popleft().update["update_id"])
        self.pulse.ring()

    def close(self) -> None:
        """Ends every poll that waits."""
        self.closed = True
        self.pulse.ring()
