"""A first start begins with the database that set-up prepared, and comes to the same as one that
begins with nothing.
"""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.prepared import begin, prepare
from core.storage.migrate import migrate


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("share") / "unwatched" / "prepared.db"
    asyncio.run(prepare(made))
    return made


def test_a_first_start_has_the_whole_catalogue_at_once(place: Path, tmp_path: Path) -> None:
    database = tmp_path / "unwatched.db"
    begin(f"sqlite:///{database}", place)
    asyncio.run(migrate(f"sqlite:///{database}"))
    assert _titles(database) == _titles(place) > 1_000
    assert list(tmp_path.glob(".*")) == []


def test_a_database_that_is_there_is_let_be(place: Path, tmp_path: Path) -> None:
    database = tmp_path / "unwatched.db"
    database.write_bytes(b"")
    begin(f"sqlite:///{database}", place)
    assert database.read_bytes() == b""


def test_without_one_and_on_postgresql_the_start_does_it_all_itself(
    place: Path, tmp_path: Path
) -> None:
    begin(f"sqlite:///{tmp_path / 'unwatched.db'}", tmp_path / "nothing.db")
    begin("postgresql://postgres@127.0.0.1:1/none", place)
    assert list(tmp_path.iterdir()) == []


def _titles(database: Path) -> int:
    connection = sqlite3.connect(database)
    try:
        return int(connection.execute("SELECT count(*) FROM titles").fetchone()[0])
    finally:
        connection.close()
