"""A local HTTP server with a list of what it was asked, and faults on demand."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

Answer = Callable[[web.Request], web.Response]
Fault = Callable[[web.Request], Awaitable[web.Response | None]]


@dataclass
class Wire:
    """A running server: where it is, what it was asked and when, and what it does instead of
    answering.

    ``faults`` are tried in turn for every request; the first that has an answer gives it. ``delay``
    is in seconds.
    """

    answer: Answer
    url: str = ""
    delay: float = 0.0
    calls: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.Response:
        """Note the request, then answer it or fail."""
        self.calls.append(str(request.rel_url))
        self.times.append(time.monotonic())
        if self.delay:
            await asyncio.sleep(self.delay)
        for fault in self.faults:
            if (instead := await fault(request)) is not None:
                return instead
        return self.answer(request)

    def called(self, part: str) -> list[str]:
        """The requests with that in their path or query."""
        return [call for call in self.calls if part in call]


@asynccontextmanager
async def serving(wire: Wire) -> AsyncIterator[Wire]:
    """Serve on a free port of this machine."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", wire.handle)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        wire.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield wire
    finally:
        await runner.cleanup()
