"""A database whose columns are not those of this version, whatever revision it says it has."""

import json

import pytest

from bot.cli import main
from core.storage.drift import Drift, read_drift
from core.storage.store import open_store
from tests.bot.conftest import Screen
from tests.storage.shop import sql


@pytest.fixture(autouse=True)
def chosen(database_url: str, folder: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program uses the test's database, on each dialect in turn."""
    monkeypatch.setenv("DATABASE_URL", database_url)


async def _alter(url: str, *statements: str) -> None:
    async with open_store(url) as store:
        await store.apply(*map(sql, statements))


async def test_a_database_at_head_does_not_differ(database_url: str) -> None:
    assert await read_drift(database_url) == Drift()


async def test_what_differs_is_named(database_url: str) -> None:
    await _alter(
        database_url,
        "ALTER TABLE shelves DROP COLUMN never",
        "DROP TABLE leases",
        "CREATE TABLE notes (id INTEGER, text VARCHAR)",
        "ALTER TABLE users ADD COLUMN nickname VARCHAR",
    )
    drift = await read_drift(database_url)
    assert drift.missing == ("table leases", "column shelves.never")
    assert drift.unexpected == ("table notes", "column users.nickname")


@pytest.fixture
async def lacking(database_url: str) -> None:
    await _alter(database_url, "ALTER TABLE shelves DROP COLUMN never")


@pytest.mark.parametrize("words", [["ask", "hello"], ["migrate"]], ids=["ask", "migrate"])
def test_a_start_is_refused_where_a_column_is_missing(
    words: list[str], lacking: None, capsys: Screen
) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert "it lacks column shelves.never. " in err
    assert "python -m bot restore PATH" in err
    assert out == ""


def test_the_doctor_fails_where_a_column_is_missing(lacking: None, capsys: Screen) -> None:
    assert main(["doctor", "--json"]) == 1
    check = _database_check(capsys)
    assert check["verdict"] == "fail"
    assert "it lacks column shelves.never" in check["says"]
    assert "python -m bot restore PATH" in check["fix"]


@pytest.fixture
async def extended(database_url: str) -> None:
    await _alter(database_url, "CREATE TABLE notes (id INTEGER)")


def test_what_an_operator_added_is_told_and_does_no_harm(extended: None, capsys: Screen) -> None:
    assert main(["ask", "hello"]) == 0
    capsys.readouterr()
    assert main(["doctor", "--json"]) == 0
    check = _database_check(capsys)
    assert check["verdict"] == "pass"
    assert check["says"].endswith("; unused: table notes")


def _database_check(capsys: Screen) -> dict[str, str]:
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    return next(check for check in lines if check["name"] == "database")
