"""Databases for tests: each test has a fresh one made by the migrations, on SQLite and on
PostgreSQL.
"""

import asyncio
import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from core.films.importing.embedded import load_embedded
from core.storage.migrate import migrate
from core.storage.store import Store, open_store

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")
WITHOUT = "TEST_POSTGRES_URL is not set: nothing was tested on PostgreSQL"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """``-m postgresql`` chooses what needs a PostgreSQL."""
    for item in items:
        asked = getattr(item, "fixturenames", ())
        if "postgresql" in item.nodeid or any("postgres" in name for name in asked):
            item.add_marker("postgresql")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if any(WITHOUT in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(WITHOUT, yellow=True, bold=True)
    if any("/llm/" in report.nodeid for report in terminalreporter.getreports("passed")):
        for note in _unrecorded():
            terminalreporter.write_line(note, yellow=True)


def _unrecorded() -> list[str]:
    """A note for each intent that no recorded reading has."""
    from core.understanding.llm.answer import SAYABLE
    from tests.understanding.llm.recordings import unrecorded

    return [f"no model's reading of {name!r} is recorded" for name in unrecorded(SAYABLE)]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def library_template(sqlite_template: Path) -> Path:
    """A SQLite file with the embedded catalogue in it, to be copied."""
    path = Path(shutil.copy(sqlite_template, sqlite_template.with_name("library.db")))
    asyncio.run(_load(f"sqlite:///{path}"))
    return path


async def _load(url: str) -> None:
    async with open_store(url) as store:
        await load_embedded(store)


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The name of a migrated PostgreSQL database, to be copied."""
    name = f"unwatched_{secrets.token_hex(4)}"
    _on_server(f"CREATE DATABASE {name}")
    asyncio.run(migrate(_named(name)))
    yield name
    _dropped(name)


@pytest.fixture
def empty_postgres() -> Iterator[str]:
    """The URL of a PostgreSQL database with nothing in it."""
    if not POSTGRES:
        pytest.skip(WITHOUT)
    name = f"unwatched_{secrets.token_hex(4)}"
    _on_server(f"CREATE DATABASE {name}")
    yield _named(name)
    _dropped(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with nothing in it, on each dialect in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    url: str = request.getfixturevalue("empty_postgres")
    return url


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a fresh migrated SQLite database."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'unwatched.db')}"


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a fresh migrated PostgreSQL database."""
    if not POSTGRES:
        pytest.skip(WITHOUT)
    name = _copied(request.getfixturevalue("postgres_template"))
    yield _named(name)
    _dropped(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh migrated database, on each dialect in turn."""
    url: str = request.getfixturevalue(
        "sqlite_url" if request.param == "sqlite" else "postgres_url"
    )
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An empty store, on each dialect in turn."""
    async with open_store(database_url) as opened:
        yield opened


@pytest.fixture
async def sqlite_store(sqlite_url: str) -> AsyncIterator[Store]:
    """An empty store on SQLite."""
    async with open_store(sqlite_url) as opened:
        yield opened


@pytest.fixture
async def postgres_store(postgres_url: str) -> AsyncIterator[Store]:
    """An empty store on PostgreSQL."""
    async with open_store(postgres_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres_library(postgres_template: str) -> Iterator[str]:
    """The name of a PostgreSQL database with the embedded catalogue in it, to be copied."""
    name = _copied(postgres_template)
    asyncio.run(_load(_named(name)))
    yield name
    _dropped(name)


@pytest.fixture
def library_file(library_template: Path, tmp_path: Path) -> str:
    """The URL of a SQLite database with the embedded catalogue."""
    return f"sqlite:///{shutil.copy(library_template, tmp_path / 'library.db')}"


@pytest.fixture
def library_server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a PostgreSQL database with the embedded catalogue."""
    if not POSTGRES:
        pytest.skip(WITHOUT)
    name = _copied(request.getfixturevalue("postgres_library"))
    yield _named(name)
    _dropped(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def library_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database with the embedded catalogue, on each dialect in turn."""
    url: str = request.getfixturevalue(
        "library_file" if request.param == "sqlite" else "library_server"
    )
    return url


@pytest.fixture
async def library(library_url: str) -> AsyncIterator[Store]:
    """A store with the embedded catalogue, on each dialect in turn."""
    async with open_store(library_url) as opened:
        yield opened


def _copied(template: str) -> str:
    name = f"unwatched_{secrets.token_hex(4)}"
    _on_server(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    return name


def _dropped(name: str) -> None:
    _on_server(f"DROP DATABASE {name} WITH (FORCE)")


def _named(name: str) -> str:
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


def _on_server(statement: str) -> None:
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(statement.encode())
