"""A database that already contains the embedded catalogue, so that the first start copies it
instead of importing.

``python -m bot.prepared`` creates it inside the Python environment, as part of the installation.
Without it, the first start imports the catalogue itself.
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
    """Copy the prepared database to where a new SQLite database will be. If several copies of the
    program start at once, only one does this.

    If copying fails, the start goes on without it.
    """
    if parse_url(url).get_backend_name() != "sqlite" or not place.exists():
        return
    database = sqlite_path(parse_url(url))
    if not database.exists():
        _copy(place, database)


def _copy(place: Path, database: Path) -> None:
    copy = database.with_name(f".{database.name}.{secrets.token_hex(4)}")
    with suppress(OSError):
        shutil.copyfile(place, copy)
        os.link(copy, database)
    copy.unlink(missing_ok=True)


async def prepare(place: Path) -> None:
    """Create the database with the embedded catalogue, replacing an older one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as folder:
        made = Path(folder) / place.name
        await migrate(sqlite_url(made))
        async with open_store(sqlite_url(made)) as store:
            await load_embedded(store)
        made.replace(place)


if __name__ == "__main__":
    asyncio.run(prepare(PLACE))
