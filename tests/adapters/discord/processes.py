"""The program as a process of its own, to be killed."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.adapters.discord.conftest import free_port
from tests.bot.conftest import environment
from tests.discordapi import DiscordApi
from tests.waiting import until


async def begun(api: DiscordApi, folder: Path) -> asyncio.subprocess.Process:
    """The program, beginning to serve that Discord on the database in that folder."""
    set_ = {
        "DISCORD_TOKEN": api.token,
        "DISCORD_API_URL": api.url,
        "DISCORD_GATEWAY_URL": api.gateway_url,
        "DATA_DIR": str(folder),
        "HTTP_PORT": str(free_port()),
        "TELEGRAM_TOKEN": "",
        "DATABASE_URL": "",
    }
    command = (sys.executable, "-m", "bot", "run")
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        *command, cwd=folder, env=environment() | set_, stderr=pipe
    )


def _connected(api: DiscordApi, before: int) -> bool:
    return api.gateway.identified > before and bool(api.world.commands)


@asynccontextmanager
async def running(api: DiscordApi, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """The program, connected; asked to end at the end, unless it has."""
    before = api.gateway.identified
    process = await begun(api, folder)
    try:
        await until(lambda: _connected(api, before) or process.returncode is not None)
        assert process.returncode is None, (await process.communicate())[1].decode()
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            await process.communicate()
