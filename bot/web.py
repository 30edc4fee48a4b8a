"""The web server: health checks, and the routes that platforms add."""

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
    """The application: /healthz says whether the program runs, /readyz whether it serves every
    platform.
    """

    async def healthz(_: Request) -> JSONResponse:
        return JSONResponse({"status": "ok", "platforms": _reports(pulses)})

    async def readyz(_: Request) -> JSONResponse:
        return _readiness(pulses)

    return Starlette(routes=[Route("/healthz", healthz), Route("/readyz", readyz)])


def _readiness(pulses: Mapping[str, Pulse]) -> JSONResponse:
    ready = bool(pulses) and all(pulse.is_ready for pulse in pulses.values())
    said = {"status": "ready" if ready else "not ready", "platforms": _reports(pulses)}
    return JSONResponse(said, 200 if ready else 503)


def _reports(pulses: Mapping[str, Pulse]) -> dict[str, object]:
    return {name: pulse.report() for name, pulse in pulses.items()}


@asynccontextmanager
async def served(application: Starlette, port: int, *, needed: bool) -> AsyncIterator[None]:
    """Serve the application on every interface. Raises ConfigurationError if the port is taken and
    the server is ``needed``.
    """
    try:
        listening = _listening(port)
    except OSError as error:
        said = f"HTTP_PORT: port {port} cannot be opened ({error.strerror})"
        if needed:
            raise ConfigurationError(f"{said}. Set HTTP_PORT to a free port.") from error
        log.warning("%s; health checks are not served", said)
        yield
        return
    with closing(listening):
        async with _serving(application, listening):
            yield


@asynccontextmanager
async def _serving(application: Starlette, listening: socket.socket) -> AsyncIterator[None]:
    config = uvicorn.Config(
        application, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=5
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve([listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving


def _listening(port: int) -> socket.socket:
    """A listening socket, created with its protocol. Without it, asyncio does not set TCP_NODELAY,
    and answers take 40 ms longer.
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
    """A server that does not handle signals: the program does."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
