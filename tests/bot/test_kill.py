"""A dialogue killed at random points: the database stays whole, and every mark that was
acknowledged is there.

``KILLS=100 make test`` kills a hundred times instead of ten.
"""

import asyncio
import json
import os
import random
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from tests.bot.conftest import environment

Mark = tuple[str, int]

KILLS = int(os.environ.get("KILLS", "10"))
_MARKED = "SELECT platform_user_id, title_id FROM marks JOIN identities USING (user_id) WHERE status = 'seen'"
_TWICE = "SELECT user_id, title_id FROM mark_changes GROUP BY user_id, title_id HAVING count(*) > 1"


async def test_killed_at_random_points(data: Path, folder: Path) -> None:
    chance, acknowledged = random.Random(2026), set[Mark]()
    for number in range(KILLS):
        # Somebody else after every ten, or there would be nothing left to see.
        acknowledged |= await _marked_until_killed(folder, f"ana{number // 10}", chance)
    assert len(acknowledged) >= KILLS
    with sqlite3.connect(data / "unwatched.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        marked = set(connection.execute(_MARKED).fetchall())
        twice = connection.execute(_TWICE).fetchall()
    connection.close()
    assert acknowledged <= marked
    assert twice == []
    # The last mark before each kill may have been written without having been acknowledged.
    assert len(marked - acknowledged) <= KILLS


async def _marked_until_killed(folder: Path, name: str, chance: random.Random) -> set[Mark]:
    """Marks one title after the other as seen and kills the process in the midst; the marks that
    were acknowledged.
    """
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "bot", "chat", "--json", "--lang", "en", "--user", name)
    process = await asyncio.create_subprocess_exec(
        *command, stdin=pipe, stdout=pipe, cwd=folder, env=environment(), limit=2**20
    )
    assert process.stdin
    marked = set[Mark]()
    shown = await _answer(process, "surprise me")
    for _ in range(chance.randrange(1, 4)):
        before, shown = shown, await _answer(process, ":1")
        marked.add((name, before["card"]["id"]))
    process.stdin.write(b":1\n")
    await asyncio.sleep(chance.random() * 0.012)
    process.kill()
    await process.communicate()
    return marked


async def _answer(process: asyncio.subprocess.Process, line: str) -> dict[str, Any]:
    """Says a line, waits for the whole answer, and returns the reply with a card."""
    assert process.stdin
    process.stdin.write(f"{line}\n".encode())
    replies = [reply async for reply in _replies(process)]
    assert any(reply["card"] for reply in replies), (line, replies)
    return [reply for reply in replies if reply["card"]][-1]


async def _replies(process: asyncio.subprocess.Process) -> AsyncIterator[dict[str, Any]]:
    assert process.stdout
    while (said := json.loads(await process.stdout.readline()))["type"] == "reply":
        yield said
