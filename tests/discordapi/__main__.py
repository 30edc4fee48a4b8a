"""The server as a process of its own: says where its API and its gateway are, serves until it is
interrupted.
"""

import argparse
import asyncio
import signal

from tests.discordapi.control import Control
from tests.discordapi.server import TOKEN, DiscordApi, serve_discordapi


async def serve(token: str, port: int) -> None:
    """Serves until the process is asked to end."""
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    api = DiscordApi(token)
    Control(api).add_to(api.app)
    async with serve_discordapi(token, port=port, api=api):
        print(api.url, api.gateway_url, flush=True)
        await ended.wait()


def main() -> None:
    """Reads the options and serves."""
    options = argparse.ArgumentParser(prog="python -m tests.discordapi", description=__doc__)
    options.add_argument("--token", default=TOKEN)
    options.add_argument("--port", type=int, default=0, help="0 takes a free one")
    given = options.parse_args()
    asyncio.run(serve(given.token, given.port))


if __name__ == "__main__":
    main()
