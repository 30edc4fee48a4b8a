"""``health``: asks the running bot whether it serves its platforms. The container runs it as its
health check, so it imports very little and calls no outside service.
"""

from argparse import Namespace
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bot.environment import http_port
from core.errors import Unavailable

_SECONDS = 5
_FIRST_PROCESS = Path("/proc/1/cmdline")


async def health(options: Namespace) -> int:
    """Return 0 if every platform is served. Raises Unavailable with the reason if not."""
    port = http_port()
    try:
        status, said = _ask(port)
    except ConnectionRefusedError:
        if serves_nothing(_first_process()):
            return 0
        raise Unavailable(f"Nothing is listening on port {port} (HTTP_PORT).") from None
    except (OSError, HTTPException) as error:
        raise Unavailable(f"No answer from port {port} (HTTP_PORT): {error!r}.") from error
    if status != 200:
        raise Unavailable(f"Port {port} (HTTP_PORT) answered {status}: {said}")
    return 0


def serves_nothing(arguments: Sequence[str]) -> bool:
    """Whether this command line runs the bot without a web server, as ``chat`` does. Then there is
    nothing to check.
    """
    is_bot = any(Path(argument).name in ("bot", "unwatched") for argument in arguments)
    return is_bot and ("run" not in arguments or "--else-chat" in arguments)


def _first_process() -> list[str]:
    """The command line of the first process. In a container, that is the bot."""
    try:
        return _FIRST_PROCESS.read_text("utf-8", "replace").split("\0")
    except OSError:
        return []


def _ask(port: int) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
    try:
        connection.request("GET", "/readyz")
        response = connection.getresponse()
        return response.status, response.read(1_000).decode("utf-8", "replace")
    finally:
        connection.close()
