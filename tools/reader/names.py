"""The names that the program knows at its first start: those it comes with and its catalogue's."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import open_database
from bot.settings import Settings
from core.films.finding.catalogue import load_names
from core.films.finding.name_index import NameIndex


def first_names() -> NameIndex:
    """The names of a fresh database."""
    with TemporaryDirectory(prefix="unwatched-names-") as folder:
        return asyncio.run(_loaded(Path(folder)))


async def _loaded(folder: Path) -> NameIndex:
    async with open_database(Settings(data_dir=folder)) as store:
        return await load_names(store)
