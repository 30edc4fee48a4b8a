"""What the doctor finds."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from tests.bot.conftest import Screen

Examine = Callable[[], tuple[int, dict[str, list[dict[str, str]]]]]


@pytest.fixture
def examine(capsys: Screen) -> Examine:
    """Runs the doctor; the exit code, and what was found by the name of the check."""

    def run() -> tuple[int, dict[str, list[dict[str, str]]]]:
        code = main(["doctor", "--json"])
        found: dict[str, list[dict[str, str]]] = {}
        for line in capsys.readouterr().out.splitlines():
            check = json.loads(line)
            found.setdefault(check["name"], []).append(check)
        return code, found

    return run


def test_all_is_well(data: Path, examine: Examine) -> None:
    code, found = examine()
    assert code == 0
    assert {check["verdict"] for checks in found.values() for check in checks} == {"pass"}
    assert set(found) == {
        "python",
        "sqlite",
        "settings",
        "language",
        "data directory",
        "disk space",
        "database",
        "catalogue",
        "jobs",
        "outbox",
    }


def test_before_the_first_start(examine: Examine, folder: Path) -> None:
    code, found = examine()
    assert code == 0
    assert found["database"][0]["verdict"] == "warn"
    assert "first start" in found["database"][0]["fix"]
    assert not (folder / "data").exists()


def test_a_misspelt_setting(folder: Path, examine: Examine) -> None:
    (folder / ".env").write_text("TELEGRAM_TOKN=1\nFAVOURITE_COLOUR=blue\n")
    (folder / ".env").chmod(0o600)
    code, found = examine()
    assert code == 0
    assert [(check["says"], check["fix"]) for check in found["settings"]] == [
        (
            "FAVOURITE_COLOUR in .env is not a setting of this program",
            "Remove it. docs/settings.md lists every variable.",
        ),
        ("TELEGRAM_TOKN in .env is not a setting of this program", "Did you mean TELEGRAM_TOKEN?"),
    ]


def test_a_wrong_setting_is_a_failure_and_the_machine_is_still_looked_at(
    examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PORT", "x")
    code, found = examine()
    assert code == 1
    assert found["settings"][0]["verdict"] == "fail"
    assert "HTTP_PORT" in found["settings"][0]["says"]
    assert found["python"][0]["verdict"] == "pass"


def test_secrets_that_others_can_read(folder: Path, examine: Examine) -> None:
    (folder / ".env").write_text("OMDB_KEY=1234abcd\n")
    (folder / ".env").chmod(0o644)
    assert "chmod 600 .env" in [check["fix"] for check in examine()[1]["settings"]]


def test_a_token_that_was_copied_badly_and_is_not_shown(
    examine: Examine, monkeypatch: pytest.MonkeyPatch, capsys: Screen
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "half-a-token")
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:6379")
    code, found = examine()
    assert code == 0
    assert [check["says"] for check in found["tokens"]] == ["TELEGRAM_TOKEN does not look valid"]
    assert [check["verdict"] for check in found["services"]] == ["warn"]
    assert "cannot be reached" in found["telegram"][0]["says"]
    assert "half-a-token" not in json.dumps(found)


def test_a_data_directory_that_is_a_file(folder: Path, examine: Examine) -> None:
    (folder / "data").write_text("in the way")
    code, found = examine()
    assert code == 1
    assert found["data directory"][0]["verdict"] == "fail"
    assert "DATA_DIR" in found["data directory"][0]["fix"]


def test_a_server_that_does_not_answer(examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "DATABASE_URL", "postgresql://ana:hidden@127.0.0.1:1/films?connect_timeout=2"
    )
    code, found = examine()
    assert code == 1
    assert found["database"][0]["verdict"] == "fail"
    assert "hidden" not in json.dumps(found)


def test_a_newer_database(data: Path, examine: Examine) -> None:
    with sqlite3.connect(data / "unwatched.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    code, found = examine()
    assert code == 1
    assert "restore" in found["database"][0]["fix"]


def test_lines_for_people(data: Path, capsys: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEFAULT_LANGUAGE", "xx")
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("pass  python: Python 3.")
    at = lines.index("warn  language: the bot does not speak DEFAULT_LANGUAGE xx and uses English")
    assert lines[at + 1] == "      Set DEFAULT_LANGUAGE to one of: en, fr."
