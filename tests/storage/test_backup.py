"""Backups of a database in use, and back."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import ConfigurationError, SchemaError
from core.storage.backup import backup, restore
from core.storage.copies import kept_copies
from core.storage.migrate import schema_state
from core.storage.state import State
from core.storage.store import open_store


async def _set(url: str, value: str) -> None:
    async with open_store(url) as store:
        await store.apply(store.of(State).put("said", value))


async def _said(url: str) -> object:
    async with open_store(url) as store:
        return await store.of(State).get("said")


async def test_what_was_backed_up_comes_back(sqlite_url: str, tmp_path: Path) -> None:
    await _set(sqlite_url, "before")
    await backup(sqlite_url, tmp_path / "copy.db")
    await _set(sqlite_url, "after")
    kept = await restore(sqlite_url, tmp_path / "copy.db")
    assert await _said(sqlite_url) == "before"
    assert kept
    await restore(sqlite_url, kept)
    assert await _said(sqlite_url) == "after"


async def test_a_backup_is_one_file_and_sound_while_others_write(
    sqlite_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    async with open_store(sqlite_url) as store:

        async def write() -> None:
            for number in range(100):
                await store.apply(
                    store.of(State).put("said", number), store.of(State).put("again", number)
                )

        writing = asyncio.create_task(write())
        for _ in range(3):
            await backup(sqlite_url, folder / "copy.db")
        await writing
    assert [entry.name for entry in folder.iterdir()] == ["copy.db"]
    with closing(sqlite3.connect(folder / "copy.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        values = copy.execute(
            "SELECT count(DISTINCT value) FROM state WHERE key IN ('said', 'again')"
        ).fetchone()
    assert values in ((0,), (1,))


async def test_a_running_program_sees_what_was_restored(sqlite_url: str, tmp_path: Path) -> None:
    await _set(sqlite_url, "before")
    await backup(sqlite_url, tmp_path / "copy.db")
    async with open_store(sqlite_url) as store:
        await store.apply(store.of(State).put("said", "after"))
        await restore(sqlite_url, tmp_path / "copy.db")
        assert await store.of(State).get("said") == "before"
        await store.apply(store.of(State).put("said", "since"))
        assert await store.of(State).get("said") == "since"


async def test_a_backup_can_be_restored_to_where_there_is_nothing(
    sqlite_url: str, tmp_path: Path
) -> None:
    await _set(sqlite_url, "kept")
    await backup(sqlite_url, tmp_path / "copy.db")
    elsewhere = f"sqlite:///{tmp_path}/new/unwatched.db"
    assert await restore(elsewhere, tmp_path / "copy.db") is None
    assert await schema_state(elsewhere) == "head"
    assert await _said(elsewhere) == "kept"


def _make_another(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as other:
        for statement in statements:
            other.execute(statement)
        other.commit()


async def _put_files(url: str, folder: Path) -> None:
    """What an operator may take for a backup."""
    await backup(url, folder / "copy.db")
    whole = (folder / "copy.db").read_bytes()
    (folder / "half.db").write_bytes(whole[: len(whole) // 2])
    (folder / "header.db").write_bytes(whole[:100])
    (folder / "few.db").write_bytes(whole[:10])
    (folder / "empty.db").write_bytes(b"")
    (folder / "text.db").write_text("this is not a database " * 100)
    _make_another(folder / "other.db", "CREATE TABLE other (id)")
    alembic = "CREATE TABLE alembic_version (version_num)"
    theirs = "INSERT INTO alembic_version VALUES ('3f2a91bc77d0')"
    _make_another(folder / "alembic.db", alembic, theirs)
    _make_another(folder / "number.db", alembic, "INSERT INTO alembic_version VALUES ('9999')")
    titles = ("CREATE TABLE titles (id)", "CREATE TABLE title_names (id)")
    _make_another(folder / "titles.db", alembic, theirs, *titles)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("half.db", "is damaged: "),
        ("header.db", "is damaged: "),
        ("few.db", "is not a SQLite database"),
        ("empty.db", "is empty"),
        ("text.db", "is not a SQLite database"),
        ("other.db", "is not an Unwatched database"),
        ("alembic.db", "is not an Unwatched database"),
        ("number.db", "is not an Unwatched database"),
        ("titles.db", "is not an Unwatched database"),
        ("missing.db", "There is no backup at"),
    ],
)
async def test_what_is_no_sound_backup_is_named_and_changes_nothing(
    name: str, said: str, sqlite_url: str, tmp_path: Path
) -> None:
    await _set(sqlite_url, "kept")
    await _put_files(sqlite_url, tmp_path)
    before = (tmp_path / "unwatched.db").read_bytes()
    with pytest.raises(ConfigurationError, match=said) as caught:
        await restore(sqlite_url, tmp_path / name)
    assert name in str(caught.value)
    assert (tmp_path / "unwatched.db").read_bytes() == before
    assert kept_copies(tmp_path / "unwatched.db") == []
    assert await _said(sqlite_url) == "kept"


async def test_a_newer_backup_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    await backup(sqlite_url, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        copy.execute("UPDATE alembic_version SET version_num = '9999'")
        copy.commit()
    with pytest.raises(SchemaError, match="newer"):
        await restore(sqlite_url, tmp_path / "copy.db")


async def test_backing_up_nothing_or_to_nowhere_is_explained(
    sqlite_url: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError, match="no database"):
        await backup(f"sqlite:///{tmp_path}/nothing.db", tmp_path / "copy.db")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        await backup(sqlite_url, tmp_path / "no" / "folder" / "copy.db")


async def test_postgresql_has_tools_of_its_own(tmp_path: Path) -> None:
    url = "postgresql://localhost/x"
    with pytest.raises(ConfigurationError, match="pg_dump"):
        await backup(url, tmp_path / "copy")
    with pytest.raises(ConfigurationError, match="pg_restore"):
        await restore(url, tmp_path / "copy")
