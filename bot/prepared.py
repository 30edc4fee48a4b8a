"""A database made ready at set-up, the embedded catalogue in it: a first start begins with a copy,
and need not import.

``python -m bot.prepared`` makes it, within the environment. A copy that is of an older version is
brought up to date as any database is; without one, the first start does it all itself.
"""

import asyncio
import os
import secrets
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from core.films.importing.embedded import load_embedded
from core.storage.address import parse_url, sqlite_path, sqlite_url
from core.storage.migrate import migrate
from core.storage.schema import known_revisions
from core.storage.store import open_store

PLACE = Path(sys.prefix) / "share" / "unwatched" / f"{known_revisions()[-1]}.db"


def begin(url: str, place: Path = PLACE) -> None:
    """Put the prepared database where a SQLite database is about to be made; of several starts at
    once, one does.

    Where that can't be done, the start goes on without, and says what is wrong if anything is.
    """
    if parse_url(url).get_backend_name() != "sqlite" or not place.exists():
        return
    database = sqlite_path(parse_url(url))
    if database.exists():
        return
    copy = database.with_name(f".{database.name}.{secrets.token_hex(4)}")
    with suppress(OSError):
        shutil.copyfile(place, copy)
        os.link(copy, database)
    copy.unlink(missing_ok=True)


async def prepare(place: Path) -> None:
    """Make a database with the embedded catalogue there, in place of an older one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as folder:
        made = Path(folder) / place.name
        await migrate(sqlite_url(made))
        async with open_store(sqlite_url(made)) as store:
            await load_embedded(store)
        made.replace(place)


if __name__ == "__main__":
    asyncio.run(prepare(PLACE))
