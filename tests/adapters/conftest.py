"""The program as an adapter meets it: a conversation on a database in which the embedded catalogue
is loaded.
"""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.settings import Settings


@pytest.fixture
async def app(tmp_path: Path, library_template: Path) -> AsyncIterator[App]:
    shutil.copy(library_template, tmp_path / "unwatched.db")
    async with open_app(
        Settings(data_dir=tmp_path, database_url=None, default_language="en")
    ) as app:
        yield app
