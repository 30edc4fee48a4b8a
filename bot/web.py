"""The program's own web server: health for whoever watches it, and the routes platforms add."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, closing, contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from adapters.shared.health import Pulse
from core.errors import ConfigurationError

log = logging.getLogger(__name__)


def web(pulses: Mapping[str, Pulse]) -> Starlette:
    """An application that tells how the platforms are: /healthz says whether the program lives,
    /readyz whether it serves.
    """

    async def healthz(_: Request) -> JSONResponse:
        return JSONResponse({"status": "ok", "platforms": _reports(pulses)})

    async def readyz(_: Request) -> JSONResponse:
        ready = bool(pulses) and all(pulse.ready for pulse in pulses.values())
        said = {"status": "ready" if ready else "not ready", "platforms": _reports(pulses)}
        return JSONResponse(said, 200 if ready else 503)

    return Starlette(routes=[Route("/healthz", healthz), Route("/readyz", readyz)])


def _reports(pulses: Mapping[str, Pulse]) -> dict[str, object]:
    return {name: pulse.report() for name, pulse in pulses.items()}


@asynccontextmanager
async def served(application: Starlette, port: int, *, needed: bool) -> AsyncIterator[None]:
    """Serve it on every interface while inside. Raises ConfigurationError when the port is taken
    and it is needed.
    """
    try:
        listening = _listening(port)
    except OSError as error:
        said = f"HTTP_PORT: port {port} cannot be listened on ({error.strerror})"
        if needed:
            raise ConfigurationError(f"{said}. Set HTTP_PORT to a free one.") from error
        log.warning("%s; health is not served", said)
        yield
        return
    config = uvicorn.Config(
        application, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=5
    )
    server = _Server(config)
    with closing(listening):
        serving = asyncio.create_task(server.serve([listening]))
        try:
            yield
        finally:
            server.should_exit = True
            await serving


def _listening(port: int) -> socket.socket:
    """A socket that says it is TCP: else asyncio leaves the small packets of an answer to wait for
    one another, some 40 ms.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("", port))
    except OSError:
        listening.close()
        raise
    return listening


class _Server(uvicorn.Server):
    """A server that leaves signals to the program."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
