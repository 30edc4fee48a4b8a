"""What reaches the logs, and what must not."""

import io
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
import structlog

from bot import logs
from bot.settings import Settings

SECRET = 'a "quoted" sécret\\'
TELEGRAM = "123456789:AAF-abcdefghijklmnopqrstuvwxyz012345"
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def stream() -> io.StringIO:
    out = io.StringIO()
    logs.set_up(
        Settings.read(log_format="json", omdb_key=SECRET, redis_url="redis://:redispass@host"),
        stream=out,
    )
    return out


@pytest.fixture
def told(stream: io.StringIO) -> Lines:
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_secret_in_message_arguments_and_extra(told: Lines) -> None:
    logging.getLogger("x").warning("key %s", SECRET, extra={"headers": {"key": [SECRET, 7]}})
    line = told()[0]
    assert line["event"] == "key [redacted]"
    assert line["headers"] == {"key": ["[redacted]", 7]}
    assert (line["level"], line["logger"]) == ("warning", "x")


def test_a_secret_in_exception_text(told: Lines, stream: io.StringIO) -> None:
    try:
        raise ValueError(f"cannot use {SECRET} at redis://:redispass@host")
    except ValueError:
        structlog.get_logger("y").exception("no", reason=KeyError(SECRET))
    assert "ValueError: cannot use [redacted]" in told()[0]["exception"]
    assert "sécret" not in stream.getvalue()
    assert "redispass" not in stream.getvalue()


@pytest.mark.parametrize(
    "token",
    [
        "MTA1NjQ4NzI3MTg3NDU2MjA0OA.GhJkLm.abcdefghijklmnopqrstuvwxyz0123456789ab",
        "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiIxMjM0NTYifQ.abcDEF123_-xyz",
        "sk-proj-abcdefghijklmnop1234",
    ],
)
def test_what_looks_like_a_token_is_masked_even_if_nobody_configured_it(
    told: Lines, token: str
) -> None:
    logging.getLogger("z").info("GET https://host/%s/getMe?x=1", token)
    assert token not in told()[0]["event"]
    assert told()[0]["event"].endswith("/getMe?x=1")


def test_a_telegram_token_within_a_url(told: Lines) -> None:
    logging.getLogger("httpx").warning("POST https://api.telegram.org/bot%s/getMe failed", TELEGRAM)
    assert told()[0]["event"] == "POST https://api.telegram.org/bot[redacted]/getMe failed"


@pytest.mark.parametrize(
    "text",
    [
        "?apikey=abc123&t=Heat",
        "Authorization: Bearer abc123",
        "postgresql://ana:abc123@host/name",
        "postgresql://ana:p@abc123@host/name",
        "postgresql://host/name?user=ana&sslpassword=abc123",
        "postgresql://host/name?user=ana&passfile=abc123",
    ],
)
def test_credentials_by_their_place(told: Lines, text: str) -> None:
    logging.getLogger("z").info(text)
    assert "abc123" not in told()[0]["event"]


def test_a_password_among_the_parameters_of_a_url() -> None:
    out = io.StringIO()
    url = "postgresql://host/name?user=ana&password=a+long+one"
    logs.set_up(Settings.read(log_format="json", database_url=url), stream=out)
    logging.getLogger("z").warning("refused: a long one, a+long+one")
    assert json.loads(out.getvalue())["event"] == "refused: [redacted], [redacted]"


def test_libraries_that_log_whole_urls_are_quiet(told: Lines) -> None:
    logging.getLogger("httpx").info(
        "HTTP Request: POST https://api.telegram.org/bot%s/getMe", TELEGRAM
    )
    logging.getLogger("httpcore.connection").info("connect")
    assert told() == []


def test_the_level_set_by_the_operator_wins() -> None:
    out = io.StringIO()
    logs.set_up(Settings.read(log_level="ERROR"), "debug", out)
    logging.getLogger("x").warning("hidden")
    logging.getLogger("x").error("shown")
    assert "hidden" not in out.getvalue()
    assert "shown" in out.getvalue()
