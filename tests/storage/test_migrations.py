"""Migrations: up to what the tables say, together, once, and never from a newer schema."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import ConfigurationError, SchemaError
from core.storage.migrate import migrate, schema_state
from core.storage.store import Store, open_store
from tests.storage.old_schemas import differences
from tests.storage.shop import sql


async def _set_revision(url: str, revision: str) -> None:
    async with open_store(url) as store:
        await store.apply(sql(f"UPDATE alembic_version SET version_num = '{revision}'"))


async def check_head_from_nothing(url: str) -> None:
    assert await schema_state(url) == "empty"
    await migrate(url)
    assert await schema_state(url) == "head"
    await migrate(url)
    assert await schema_state(url) == "head"


async def test_sqlite_goes_from_nothing_to_head(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "unwatched.db"
    await check_head_from_nothing(f"sqlite:///{path}")
    assert path.exists()


async def test_postgresql_goes_from_nothing_to_head(empty_postgres: str) -> None:
    await check_head_from_nothing(empty_postgres)


async def test_asking_for_the_state_creates_nothing(tmp_path: Path) -> None:
    assert await schema_state(f"sqlite:///{tmp_path}/x.db") == "empty"
    assert not (tmp_path / "x.db").exists()


async def test_at_head_the_database_is_what_the_tables_say(store: Store) -> None:
    assert await store.write(differences) == []


async def test_a_newer_schema_is_refused_with_the_way_back(database_url: str) -> None:
    await _set_revision(database_url, "9999")
    assert await schema_state(database_url) == "newer"
    with pytest.raises(SchemaError, match=r"schema 9999.*or, to go back"):
        await migrate(database_url)


async def check_one_migrates(url: str) -> None:
    await asyncio.gather(*(migrate(url) for _ in range(4)))
    assert await schema_state(url) == "head"


async def test_four_starts_at_once_migrate_once(tmp_path: Path) -> None:
    await check_one_migrates(f"sqlite:///{tmp_path}/x.db")


async def test_four_starts_at_once_on_postgresql_migrate_once(empty_postgres: str) -> None:
    await check_one_migrates(empty_postgres)


async def test_a_failed_step_leaves_the_database_as_it_was_and_a_copy(sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    await _set_revision(sqlite_url, "0008")  # step 0009 will find its column there already
    with pytest.raises(SchemaError, match="nothing was changed"):
        await migrate(sqlite_url)
    assert await schema_state(sqlite_url) == "behind"
    (kept,) = path.parent.glob("*.backup")
    with closing(sqlite3.connect(kept)) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0008",)


async def test_three_copies_are_kept_and_named_as_the_way_back(sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    await _set_revision(sqlite_url, "0008")
    for _ in range(5):
        with pytest.raises(SchemaError):
            await migrate(sqlite_url)
    kept = sorted(path.parent.glob("*.backup"))
    assert len(kept) == 3
    await _set_revision(sqlite_url, "9999")
    with pytest.raises(SchemaError, match=kept[-1].name):
        await migrate(sqlite_url)


async def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        await migrate(f"sqlite:///{tmp_path}/file/x.db")


async def test_a_file_that_is_no_database_is_explained(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("not a database, not at all, whatever its name says" * 50)
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        await migrate(f"sqlite:///{tmp_path}/x.db")


async def _run(code: str, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(sys.executable, "-c", code, *arguments)


async def test_a_start_at_head_does_without_alembic(sqlite_url: str) -> None:
    code = "import asyncio, sys; from core.storage.migrate import migrate; asyncio.run(migrate(sys.argv[1]))"
    process = await _run(f"{code}; sys.exit('alembic' in sys.modules)", sqlite_url)
    assert await process.wait() == 0


async def test_a_program_killed_in_mid_migration_leaves_what_there_was(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    code = """
import asyncio, os, sys
from alembic import command
from core.storage.migrate import migrate
upgrade = command.upgrade
command.upgrade = lambda *arguments: (upgrade(*arguments), os.kill(os.getpid(), 9))
asyncio.run(migrate(sys.argv[1]))
"""
    process = await _run(code, url)
    assert await process.wait() == -9
    assert await schema_state(url) == "empty"
    await migrate(url)
    assert await schema_state(url) == "head"
