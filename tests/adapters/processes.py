"""The program as processes of its own, beside the test's."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.adapters.telegram.conftest import free_port
from tests.bot.conftest import ROOT

_UNSET = ("TELEGRAM_TOKEN", "DISCORD_TOKEN", "DATABASE_URL")


@asynccontextmanager
async def program(
    command: str, folder: Path, **given: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """``python -m bot COMMAND`` on the database in that folder; asked to end at the end."""
    environment = {**os.environ, **dict.fromkeys(_UNSET, ""), "PYTHONPATH": str(ROOT)}
    environment |= {"DATA_DIR": str(folder), "HTTP_PORT": str(free_port()), **given}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", command, cwd=folder, env=environment
    )
    try:
        yield process
    finally:
        process.terminate()
        await process.wait()
