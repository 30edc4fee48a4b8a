"""The recorded database at head, on SQLite and on PostgreSQL: made once, copied for each test."""

import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.conftest import POSTGRES, WITHOUT, _copied, _dropped, _named, _on_server
from tests.legacy.database import build
from tests.legacy.program import opened
from tests.legacy.recording import recorded
from tests.legacy.stage import Stage


async def _to_head(url: str, folder: Path) -> None:
    build(url, recorded())
    async with opened(url, folder):
        pass


@pytest.fixture(scope="session")
def legacy_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file of the recorded version that this version has been started on."""
    folder = tmp_path_factory.mktemp("legacy")
    path = folder / "legacy.db"
    asyncio.run(_to_head(f"sqlite:///{path}", folder))
    return path


@pytest.fixture(scope="session")
def legacy_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a PostgreSQL database of the recorded version that this one was started on."""
    name = f"unwatched_{secrets.token_hex(4)}"
    _on_server(f"CREATE DATABASE {name}")
    asyncio.run(_to_head(_named(name), tmp_path_factory.mktemp("legacy")))
    yield name
    _dropped(name)


@pytest.fixture
def legacy_file_url(legacy_file: Path, tmp_path: Path) -> str:
    """The URL of a copy of that file."""
    return f"sqlite:///{shutil.copy(legacy_file, tmp_path / 'legacy.db')}"


@pytest.fixture
def legacy_postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a copy of that PostgreSQL database."""
    if not POSTGRES:
        pytest.skip(WITHOUT)
    name = _copied(request.getfixturevalue("legacy_postgres"))
    _on_server(f"ALTER DATABASE {name} SET synchronous_commit = off")  # it is thrown away anyway
    yield _named(name)
    _dropped(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def legacy_url(request: pytest.FixtureRequest) -> str:
    """The URL of a copy of the recorded database, on each dialect in turn."""
    fixture = "legacy_file_url" if request.param == "sqlite" else "legacy_postgres_url"
    url: str = request.getfixturevalue(fixture)
    return url


@pytest.fixture
async def stage(legacy_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The program on such a copy."""
    async with opened(legacy_url, tmp_path) as program:
        with Stage.at(legacy_url, program) as set_up:
            yield set_up
