"""What a test orders to go wrong: refusals, broken answers, lost answers, slowness, silence, and
limits that must be kept.
"""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from tests.botapi.errors import Refused, flooded
from tests.botapi.parameters import Parameters

FOR_EVER = 10**9
_EVERYWHERE = 0
_MINUTE = 60.0
BAD_GATEWAY = (
    "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
)


class Dropped(Response):
    """An answer that breaks off: the connection is closed before anything of it came."""

    def __init__(self) -> None:
        super().__init__(status_code=0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
        )


@dataclass(eq=False)
class Fault:
    """What happens to the next calls of a method, of any where it is empty, in one chat or in
    all.
    """

    method: str
    chat: int | None
    times: int
    refusal: Refused | None = None
    answer: Response | None = None
    lost: bool = False
    seconds: float = 0.0
    spared: int = 0

    def concerns(self, method: str, given: Parameters) -> bool:
        return (
            self.times > 0
            and self.method in {"", method}
            and self.chat in {None, given.get("chat_id")}
        )


@dataclass
class Faults:
    """The faults that are in store; the ordering methods say how often, and where."""

    _stored: list[Fault] = field(default_factory=list)
    _healed: asyncio.Event = field(default_factory=asyncio.Event)

    def fail(
        self,
        method: str,
        code: int,
        description: str,
        times: int = 1,
        chat: int | None = None,
        **parameters: Any,
    ) -> None:
        """Calls are refused with that code, description and parameters."""
        self._store(
            Fault(method.lower(), chat, times, refusal=Refused(code, description, **parameters))
        )

    def flood(self, method: str, seconds: int, times: int = 1, chat: int | None = None) -> None:
        """Calls are refused with 429: the chat has to wait for so many seconds."""
        self._store(Fault(method.lower(), chat, times, refusal=flooded(seconds)))

    def bad_gateway(self, method: str = "", times: int = 1, chat: int | None = None) -> None:
        """Calls are answered by something before the server, in HTML."""
        self._store(Fault(method.lower(), chat, times, answer=HTMLResponse(BAD_GATEWAY, 502)))

    def page(self, method: str, code: int, times: int = 1, chat: int | None = None) -> None:
        """Calls are answered with that code by a page in HTML, and not done."""
        answer = HTMLResponse(f"<html><body>{code}</body></html>", code)
        self._store(Fault(method.lower(), chat, times, answer=answer))

    def drop(
        self, method: str = "", times: int = 1, chat: int | None = None, *, done: bool = False
    ) -> None:
        """Connections break: before the call is done, or after, so that only its answer is lost."""
        self._store(
            Fault(method.lower(), chat, times, answer=None if done else Dropped(), lost=done)
        )

    def slow(
        self, method: str = "", seconds: float = 1.0, times: int = 1, chat: int | None = None
    ) -> None:
        """Calls take so much longer."""
        self._store(Fault(method.lower(), chat, times, seconds=seconds))

    def black_hole(
        self, method: str = "", times: int = FOR_EVER, chat: int | None = None, *, spared: int = 0
    ) -> None:
        """Calls are accepted and never answered, until healed; so many go well first."""
        fault = Fault(method.lower(), chat, times, answer=Dropped(), seconds=FOR_EVER)
        fault.spared = spared
        self._store(fault)

    def heal(self) -> None:
        """Forgets all faults; calls in a black hole end with a broken connection."""
        self._stored.clear()
        self._healed.set()
        self._healed = asyncio.Event()

    @property
    def all_suffered(self) -> bool:
        """Whether every ordered fault has happened."""
        return not any(fault.times > 0 for fault in self._stored)

    def take(self, method: str, given: Parameters) -> Fault | None:
        """The fault that befalls a call, used up by it."""
        fault = next(
            (fault for fault in self._stored if fault.concerns(method.lower(), given)), None
        )
        if fault and fault.spared:
            fault.spared -= 1
            return None
        if fault:
            fault.times -= 1
        return fault

    async def suffer(self, fault: Fault) -> Response | None:
        """Waits as long as the fault lasts; the answer it gives in place of the real one, raises
        Refused where it refuses.
        """
        if fault.seconds:
            await self._waited(fault.seconds)
        if fault.refusal:
            raise fault.refusal
        return fault.answer

    async def _waited(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._healed.wait(), seconds)

    def _store(self, fault: Fault) -> None:
        self._stored.append(fault)


@dataclass
class Limits:
    """How much a chat takes: at most so many messages within so many seconds, else it has to
    wait. ``overall`` are so many within a second in all chats together, ``in_group`` so many
    within a minute in one group; 0: as many as come.
    """

    messages: int = 0
    seconds: float = 1.0
    retry_after: int = 1
    overall: int = 0
    in_group: int = 0
    early: list[tuple[str, int]] = field(default_factory=list)
    refused: int = 0
    _sent: dict[int, list[float]] = field(default_factory=dict)
    _closed: dict[int, float] = field(default_factory=dict)

    def set(self, messages: int, seconds: float = 1.0, retry_after: int = 1) -> None:
        """From now on a chat takes so many messages within so many seconds; 0: as many as come."""
        self.messages, self.seconds, self.retry_after = messages, seconds, retry_after

    def close(self, chat: int, seconds: float) -> None:
        """Whoever calls to this chat within that time calls too early; one told to wait already has
        no longer to wait.
        """
        if self._closed.get(chat, 0.0) < time.monotonic():
            self._closed[chat] = time.monotonic() + seconds

    def check(self, method: str, given: Parameters) -> None:
        """Raises Refused with 429 for a call too early, which is noted, or too many."""
        chat, now = given.get("chat_id"), time.monotonic()
        if chat is None:
            return
        left = self._closed.get(chat, 0.0) - now
        if left > 0:
            self.early.append((method, chat))
            raise flooded(int(left) + 1)
        if method.lower().startswith(("send", "edit")) and method.lower() != "sendchataction":
            self._count(chat, now)

    def _count(self, chat: int | str, now: float) -> None:
        in_group = self.in_group if isinstance(chat, int) and chat < 0 else 0
        windows = [
            (chat, self.messages, self.seconds),
            (chat, in_group, _MINUTE),
            (_EVERYWHERE, self.overall, 1.0),
        ]
        if not all(self._has_room(*window, now) for window in windows):
            self.refused += 1
            self.close(chat, self.retry_after)
            raise flooded(self.retry_after)
        for place in (chat, _EVERYWHERE):
            recent = [moment for moment in self._sent.get(place, []) if moment > now - _MINUTE]
            self._sent[place] = [*recent, now]

    def _has_room(self, place: int, most: int, seconds: float, now: float) -> bool:
        sent = [moment for moment in self._sent.get(place, []) if moment > now - seconds]
        return not most or len(sent) < most
