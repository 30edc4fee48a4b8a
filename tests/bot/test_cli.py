"""The command line as operators and scripts call it: what is printed, where, and the exit code."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from tests.bot.conftest import Bot, Chat, Screen, environment

CONTRACT = (
    "run",
    "chat",
    "ask",
    "parse",
    "import",
    "migrate",
    "doctor",
    "health",
    "backup",
    "restore",
)


def objects(out: bytes | str) -> list[dict[str, Any]]:
    text = out.decode() if isinstance(out, bytes) else out
    return [json.loads(line) for line in text.splitlines()]


def test_help_names_every_command(capsys: Screen) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert all(f"\n    {command} " in shown for command in CONTRACT)


@pytest.mark.parametrize(
    "words",
    [[], ["dance"], ["ask"], ["parse", "--understander", "tarot", "x"], ["backup"], ["import"]],
)
def test_wrong_usage(words: list[str], capsys: Screen) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert "usage: unwatched" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ask", "hello", "--lang", "tlh"], "--lang must be one of: en, fr."),
        (["ask", "hello", "--user", " \u200b"], "--user needs a name"),
        (["parse", "x", "--previous", "{"], "--previous must be a request"),
        (["parse", "x", "--previous", "[1]"], "--previous must be a request"),
        (["parse", "x", "--previous", '{"moods": []}'], "a wish has no field 'moods'"),
        (["parse", "x", "--understander", "llm"], "no model"),
        (["run"], "python -m bot chat"),
        (["restore", "nowhere"], "no backup at nowhere"),
        (["backup", "copy.db"], "no database"),
    ],
)
def test_what_the_operator_must_mend(
    words: list[str], said: str, data: Path, capsys: Screen
) -> None:
    if words[0] == "backup":
        (data / "unwatched.db").unlink()
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert said in err
    assert out == ""


def test_a_wrong_setting(monkeypatch: pytest.MonkeyPatch, capsys: Screen) -> None:
    monkeypatch.setenv("HTTP_PORT", "x")
    assert main(["ask", "hello"]) == 2
    assert "HTTP_PORT (in the environment): must be a whole number" in capsys.readouterr().err


def test_a_data_directory_that_cannot_be_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Screen
) -> None:
    (folder / "file").write_text("in the way")
    monkeypatch.setenv("DATA_DIR", "file/data")
    assert main(["ask", "hello"]) == 2
    assert "The data directory file/data cannot be created" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["a?b", "a#b", "100%", "%41", "two words"])
def test_a_data_directory_holds_the_database_whatever_its_name(
    name: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: Screen
) -> None:
    data.rename(data.parent / name)
    monkeypatch.setenv("DATA_DIR", str(data.parent / name))
    assert main(["ask", "I loved Alien"]) == 0
    assert main(["backup", "copy.db"]) == 0
    assert main(["restore", "copy.db"]) == 0
    assert main(["doctor"]) == 0
    assert [entry.name for entry in data.parent.iterdir() if entry.is_dir()] == [name]
    assert {entry.name[:12] for entry in data.parent.iterdir()} == {name, "copy.db"}
    assert any((data.parent / name).glob("unwatched.db.*.backup"))


@pytest.mark.parametrize("words", [["ask", "hello"], ["migrate"], ["doctor"]], ids=lambda w: w[0])
@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ana:hun@ter2@127.0.0.1:1/films",
        "postgresql://127.0.0.1:1/films?user=ana&password=hun@ter2",
        "postgresql://ana:hun/ter2@127.0.0.1:1/films",
        "ana:hun@ter2@127.0.0.1/films",
    ],
)
def test_no_password_is_printed(
    url: str, words: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Screen
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(words) in (1, 2)
    out, err = capsys.readouterr()
    assert "DATABASE_URL" in out + err
    assert "hun" not in out + err
    assert "ter2" not in out + err


def test_a_database_newer_than_the_program(data: Path, capsys: Screen) -> None:
    with sqlite3.connect(data / "unwatched.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert main(["ask", "hello"]) == 2
    assert "newer version of this program" in capsys.readouterr().err


def test_ask_prints_replies_then_the_end(data: Path, capsys: Screen) -> None:
    assert main(["ask", "a", "crime", "film", "--user", "ana", "--lang", "en", "--json"]) == 0
    *replies, end = objects(capsys.readouterr().out)
    assert {reply["type"] for reply in replies} == {"reply"}
    assert any(reply["card"] for reply in replies)
    assert end["type"] == "end"
    assert end["understander"] == "offline"
    assert end["ms"] > 0
    assert end["language"] == "en"
    assert end["reading"] == {"intent": "recommend", "wish": {"genres": ["crime"], "kind": "movie"}}


def test_ask_in_plain_lines(data: Path, capsys: Screen) -> None:
    assert main(["ask", "un film policier", "--lang", "fr"]) == 0
    shown = capsys.readouterr().out
    assert "[1] Vu" in shown
    assert "\x1b" not in shown


def test_the_first_start_makes_everything(bot: Bot, folder: Path) -> None:
    done = bot("ask", "hello", "--json")
    assert done.returncode == 0
    assert (done.stderr, objects(done.stdout)[-1]["type"]) == (b"", "end")
    assert (folder / "data" / "unwatched.db").exists()


def test_the_same_on_postgresql(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: Screen
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres_url.replace("postgresql+psycopg://", "postgres://"))
    assert main(["ask", "a crime film", "--lang", "en"]) == 0
    assert "[1] Seen" in capsys.readouterr().out
    assert main(["doctor"]) == 0
    assert (
        "pass  database: the PostgreSQL database has the schema of this version"
        in capsys.readouterr().out
    )
    assert main(["backup", "copy.db"]) == 2
    assert "pg_dump" in capsys.readouterr().err


def test_a_piped_dialogue_keeps_its_order(bot: Bot, data: Path) -> None:
    done = bot("chat", "--json", "--lang", "en", stdin=b"a crime film\n:2\n:99\n/help\n")
    answers = _answers(objects(done.stdout))
    assert [end["understander"] for _, end in answers] == ["offline", "tap", "tap", "command"]
    assert [(end["reading"] or {}).get("intent") for _, end in answers] == [
        "recommend",
        None,
        None,
        "help",
    ]
    (first, _), (second, _), (third, _), _ = answers
    later = first[-1]["card"]["title"]
    assert later in second[0]["text"]
    assert second[-1]["card"]["title"] != later
    assert (third[0]["show"], third[0]["text"]) == ("toast", "There is no button 99 here.")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe\x80 film",
        b"a" * 20_000,
        "🎬🍿🎬".encode(),
        "\u202efilm\u200b\x1b[2J\x07".encode(),
        b"\x00",
        b"a" * 1_200_000,
    ],
    ids=[
        "empty",
        "broken UTF-8",
        "20,000 characters",
        "emoji",
        "control and bidi",
        "NUL",
        "over a million characters",
    ],
)
def test_odd_input_gets_one_answer_and_nothing_breaks(
    line: bytes, data: Path, chat: Chat, capsys: Screen
) -> None:
    assert chat(line + b"\n", "--json") == 0
    out, err = capsys.readouterr()
    answers = _answers(objects(out))
    assert len(answers) == 1
    assert any(reply["text"] for reply in answers[0][0])
    assert err == ""


def test_no_button_yet_in_french(data: Path, chat: Chat, capsys: Screen) -> None:
    assert chat(b":1\n", "--lang", "fr") == 0
    assert "bouton" in capsys.readouterr().out


def test_no_input_at_all(data: Path, chat: Chat, capsys: Screen) -> None:
    assert chat(b"") == 0
    assert capsys.readouterr().out == ""


def test_nobody_reads_to_the_end(data: Path, folder: Path) -> None:
    command = f"yes /help | {sys.executable} -m bot chat | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        capture_output=True,
        env=environment(),
        timeout=180,
        check=False,
    )
    assert done.stdout
    assert b"Error" not in done.stderr


def test_parse_answers_each_line_in_order(data: Path, bot: Bot) -> None:
    done = bot("parse", "--json", stdin=b"a comedy\n\nun film d'horreur\n\xff\xfe\nanother one\n")
    readings = objects(done.stdout)
    assert [reading["intent"] for reading in readings] == [
        "recommend",
        "unclear",
        "recommend",
        "unclear",
        "more",
    ]
    assert readings[0]["wish"] == {"genres": ["comedy"]}
    assert readings[2]["wish"]["genres"] == ["horror"]
    assert (done.returncode, done.stderr) == (0, b"")


def test_parse_one_sentence_for_a_person_to_read(data: Path, capsys: Screen) -> None:
    assert main(["parse", "a", "comedy"]) == 0
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) > 1
    assert json.loads(shown) == {"intent": "recommend", "wish": {"genres": ["comedy"]}}


def test_parse_a_follow_up(data: Path, capsys: Screen) -> None:
    assert main(["parse", "no horror", "--json", "--previous", '{"genres": ["comedy"]}']) == 0
    reading = json.loads(capsys.readouterr().out)
    assert reading == {"intent": "refine", "wish": {"genres": ["comedy"], "not_genres": ["horror"]}}


def test_import_says_what_it_did_and_twice_changes_nothing(
    data: Path, folder: Path, capsys: Screen
) -> None:
    (folder / "mine.jsonl").write_text(
        '{"kind": "movie", "original_title": "Our Holiday", "genres": ["family"]}\n'
    )
    assert main(["import", "mine.jsonl"]) == 0
    assert main(["import", "mine.jsonl"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "mine.jsonl: 1 added, 0 updated, 0 unchanged.",
        "mine.jsonl: 0 added, 0 updated, 1 unchanged.",
    ]


def test_import_of_a_bad_file(data: Path, folder: Path, capsys: Screen) -> None:
    (folder / "bad.jsonl").write_text(
        '{"kind": "movie", "original_title": "Good", "genres": ["drama"]}\n{"kind": "opera"}\n'
    )
    assert main(["import", "bad.jsonl"]) == 1
    shown = capsys.readouterr().err
    assert "bad.jsonl: nothing was imported" in shown
    assert "line 2: kind" in shown


def test_import_of_no_file(data: Path, capsys: Screen) -> None:
    assert main(["import", "nowhere.jsonl"]) == 1
    assert "nowhere.jsonl" in capsys.readouterr().err


def test_backup_and_restore(data: Path, folder: Path, capsys: Screen) -> None:
    assert main(["ask", "I loved Alien", "--user", "ana"]) == 0
    assert main(["backup", "copy.db"]) == 0
    assert main(["ask", "/forget"]) == 0
    (data / "unwatched.db").unlink()
    assert main(["restore", "copy.db"]) == 0
    capsys.readouterr()
    assert main(["ask", "my favourites", "--user", "ana"]) == 0
    assert "Alien" in capsys.readouterr().out


def test_restore_of_something_else(data: Path, folder: Path, capsys: Screen) -> None:
    (folder / "holiday.jpg").write_bytes(b"not a database" * 100)
    before = (data / "unwatched.db").read_bytes()
    assert main(["restore", "holiday.jpg"]) == 2
    err = capsys.readouterr().err
    assert err == "The backup holiday.jpg is not a SQLite database. Nothing was changed.\n"
    assert (data / "unwatched.db").read_bytes() == before


def test_migrate(folder: Path, capsys: Screen) -> None:
    assert main(["migrate"]) == 0
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "The database now has the schema of this version.",
        "The database already has the schema of this version.",
    ]


def _answers(lines: list[dict[str, Any]]) -> list[tuple[list[dict[str, Any]], dict[str, Any]]]:
    """The replies to each message, and the end that follows them."""

    def parted() -> Iterator[tuple[list[dict[str, Any]], dict[str, Any]]]:
        replies: list[dict[str, Any]] = []
        for line in lines:
            if line["type"] == "end":
                yield replies, line
                replies = []
            else:
                replies.append(line)

    return list(parted())
