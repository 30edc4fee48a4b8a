"""The server as a process of its own: says where it listens, serves until it is interrupted."""

import argparse
import asyncio
import signal

from tests.botapi.control import Control
from tests.botapi.server import TOKEN, USERNAME, serve_botapi


async def serve(token: str, username: str, port: int) -> None:
    """Serves until the process is asked to end."""
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with serve_botapi(token, username, port=port) as api:
        api.app.router.routes.extend(Control(api).routes)
        print(api.url, flush=True)
        await ended.wait()


def main() -> None:
    """Reads the options and serves."""
    options = argparse.ArgumentParser(prog="python -m tests.botapi", description=__doc__)
    options.add_argument("--token", default=TOKEN)
    options.add_argument("--username", default=USERNAME)
    options.add_argument("--port", type=int, default=0, help="0 takes a free one")
    given = options.parse_args()
    asyncio.run(serve(given.token, given.username, given.port))


if __name__ == "__main__":
    main()
