"""The model as an operator meets it: settings, parse, the doctor."""

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import Settings
from core.errors import ConfigurationError
from tests.bot.conftest import Chat, Screen
from tests.wires.models import ModelWire, Said, completion, failure, reading

Env = pytest.MonkeyPatch
GOOD = reading(intent="recommend", wish={"themes": ["cosy"]}, written_in="en")


@pytest.fixture(autouse=True)
def set_up(model: ModelWire, data: Path, monkeypatch: Env) -> None:
    """A folder with a database, and a model's server in the settings."""
    monkeypatch.setenv("LLM_BASE_URL", model.url)
    monkeypatch.setenv("LLM_API_KEY", "sk-secret-secret-secret")
    model.will_say(GOOD)


def _doctor(capsys: Screen) -> tuple[int, list[dict[str, str]]]:
    code = main(["doctor", "--json"])
    out = capsys.readouterr().out
    assert "sk-secret" not in out
    return code, [check for check in map(json.loads, out.splitlines()) if check["name"] == "model"]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (["--understander", "llm", "a comedy"], 1),
        (["--understander", "offline", "a glorp for my aunt"], 0),
        (["a comedy"], 0),
        (["a glorp for my aunt"], 1),
        (["--understander", "auto", "/help"], 0),
        (["--understander", "llm", ""], 0),
    ],
)
def test_parse_asks_who_it_is_told_to(
    model: ModelWire, capsys: Screen, words: list[str], asked: int
) -> None:
    assert main(["parse", "--json", *words]) == 0
    assert json.loads(capsys.readouterr().out)["intent"]
    assert len(model.asked) == asked


def test_parse_hears_the_wish_in_progress(model: ModelWire, capsys: Screen) -> None:
    model.will_say(reading(intent="refine", wish={"genres": ["comedy"], "themes": ["dark"]}))
    assert (
        main(
            [
                "parse",
                "--understander",
                "llm",
                "--previous",
                '{"genres": ["comedy"]}',
                "--json",
                "darker",
            ]
        )
        == 0
    )
    assert json.loads(capsys.readouterr().out) == {
        "intent": "refine",
        "wish": {"genres": ["comedy"], "themes": ["dark"]},
    }


def test_parse_says_when_the_model_gave_nothing(model: ModelWire, capsys: Screen) -> None:
    model.will_say(failure(401))
    assert main(["parse", "--understander", "llm", "a comedy"]) == 1
    said = capsys.readouterr().err
    assert "refuses the key (401)" in said
    assert "sk-secret" not in said


def test_a_dialogue_goes_on_whatever_the_model_does(
    model: ModelWire, chat: Chat, capsys: Screen
) -> None:
    model.will_say(GOOD, failure(500))
    assert chat(b"a glorp for my aunt\na comedy, glorp-wise\nshorter\n", "--json") == 0
    ends = [
        line
        for line in map(json.loads, capsys.readouterr().out.splitlines())
        if line["type"] == "end"
    ]
    assert [end["understander"] for end in ends] == ["llm", "offline", "offline"]
    assert model.headers[0]["authorization"] == "Bearer sk-secret-secret-secret"


def test_a_fault_is_logged_without_a_word_of_the_dialogue(
    model: ModelWire, chat: Chat, capsys: Screen
) -> None:
    model.will_say(
        failure(401, "invalid_api_key", "Incorrect API key provided: sk-secret-secret-secret")
    )
    assert chat(b"a glorp for my aunt\n") == 0
    logged = capsys.readouterr().err
    assert "refuses the key" in logged
    assert "sk-secret" not in logged
    assert "glorp" not in logged


def test_the_doctor_has_a_sentence_read(model: ModelWire, capsys: Screen) -> None:
    code, (check,) = _doctor(capsys)
    assert (code, check["verdict"]) == (0, "pass")
    assert "a JSON schema" in check["says"]
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    ("said", "says", "fix"),
    [
        (failure(401), "refuses the key", "Copy LLM_API_KEY again"),
        (failure(429, "insufficient_quota"), "no credit", "Add credit"),
        (failure(429), "asks for a pause", "Wait a little"),
        (failure(404, "model_not_found"), "no such model", "It offers: small, large."),
        (failure(500), "failed", "log or status page"),
        (failure(400), "refuses the request", "a chat model"),
        (completion("Sure, a comedy!"), "no reading", "a more capable model"),
    ],
)
def test_the_doctor_says_what_to_do(
    model: ModelWire, capsys: Screen, said: Said, says: str, fix: str
) -> None:
    model.will_say(said)
    code, (check,) = _doctor(capsys)
    assert (code, check["verdict"]) == (1, "fail")
    assert says in check["says"]
    assert fix in check["fix"]


def test_the_doctor_finds_nobody_there(monkeypatch: Env, capsys: Screen) -> None:
    monkeypatch.setenv("LLM_BASE_URL", "http://127.0.0.1:1/v1")
    code, (check,) = _doctor(capsys)
    assert code == 1
    assert "LLM_BASE_URL" in check["fix"]


def test_the_doctor_leaves_a_model_alone_that_is_never_asked(
    model: ModelWire, monkeypatch: Env, capsys: Screen
) -> None:
    monkeypatch.setenv("LLM_WHEN", "never")
    code, (check,) = _doctor(capsys)
    assert (code, check["verdict"], model.asked) == (0, "pass", [])


def test_a_model_without_an_address_is_pointed_out(monkeypatch: Env, capsys: Screen) -> None:
    monkeypatch.delenv("LLM_BASE_URL")
    monkeypatch.delenv("LLM_API_KEY")
    assert _doctor(capsys) == (0, [])
    monkeypatch.setenv("LLM_MODEL", "small")
    code, (check,) = _doctor(capsys)
    assert (code, check["verdict"]) == (0, "warn")


def test_the_model_asked_is_the_one_that_is_set(model: ModelWire, monkeypatch: Env) -> None:
    monkeypatch.setenv("LLM_MODEL", "tiny")
    assert main(["parse", "--understander", "llm", "a comedy"]) == 0
    assert model.asked[0]["model"] == "tiny"


@pytest.mark.parametrize(
    ("name", "value"),
    [("LLM_WHEN", "sometimes"), ("LLM_DAILY_PER_PERSON", "0"), ("LLM_DAILY_IN_ALL", "many")],
)
def test_odd_settings_are_explained(monkeypatch: Env, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=name):
        Settings.read()
