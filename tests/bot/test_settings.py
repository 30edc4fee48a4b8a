"""What an operator writes, and what the program makes of it."""

from pathlib import Path

import pytest
from dotenv import dotenv_values
from pydantic import ValidationError

from bot.settings import Settings, variables
from core.errors import ConfigurationError

ROOT = Path(__file__).parents[2]


def test_nothing_is_set(folder: Path) -> None:
    settings = Settings.read()
    assert settings.data_dir == Path("data")
    assert settings.database == "sqlite:///data/unwatched.db"
    assert settings.telegram_token is None
    assert (settings.default_language, settings.default_region, settings.http_port) == (
        "en",
        "US",
        8080,
    )


@pytest.mark.parametrize(
    ("given", "chat"),
    [("-1001234567890", -1001234567890), (" 12345 ", 12345), ("@post_er", "@post_er")],
)
def test_a_chat_is_a_number_or_a_name(given: str, chat: int | str) -> None:
    assert Settings.read(telegram_storage_chat=given).telegram_storage_chat == chat


@pytest.mark.parametrize("given", ["posters", "@x", "https://t.me/+abc", "-", "1" * 17])
def test_what_is_no_chat(given: str) -> None:
    with pytest.raises(ConfigurationError, match="TELEGRAM_STORAGE_CHAT: must be the number"):
        Settings.read(telegram_storage_chat=given)


def test_empty_means_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMDB_TOKEN", "")
    monkeypatch.setenv("HTTP_PORT", "  ")
    settings = Settings.read()
    assert settings.tmdb_token is None
    assert settings.http_port == 8080


def test_the_environment_beats_the_env_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text(
        "DEFAULT_LANGUAGE=fr\nDEFAULT_REGION=be\nLLM_MODEL=small # a comment\n"
    )
    monkeypatch.setenv("DEFAULT_LANGUAGE", "en_GB.UTF-8")
    settings = Settings.read()
    assert (settings.default_language, settings.default_region, settings.llm_model) == (
        "en",
        "BE",
        "small",
    )


def test_a_secret_from_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "token").write_text("tmdb-secret\n")
    monkeypatch.setenv("TMDB_TOKEN_FILE", str(folder / "token"))
    settings = Settings.read()
    assert settings.tmdb_token is not None
    assert settings.tmdb_token.get_secret_value() == "tmdb-secret"
    assert "tmdb-secret" not in repr(settings)


def test_a_name_in_the_environment_beats_a_file_named_in_the_env_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".env").write_text("LLM_MODEL_FILE=nowhere\n")
    monkeypatch.setenv("LLM_MODEL", "small")
    with pytest.raises(ConfigurationError, match="LLM_MODEL_FILE"):
        Settings.read()
    (folder / "nowhere").write_text("large")
    assert Settings.read().llm_model == "small"


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("HTTP_PORT", "eighty", "a whole number from 1 to 65535"),
        ("HTTP_PORT", "70000", "a whole number from 1 to 65535"),
        ("DATABASE_URL", "mysql://user:hidden@host/name", "postgresql:// or sqlite:///"),
        ("DATABASE_URL", "sqlite://unwatched.db", "three slashes"),
        ("DATABASE_URL", "postgresql://host:port/name", "port"),
        ("LOG_LEVEL", "loud", "'debug', 'info'"),
        ("LOG_FORMAT", "xml", "'console' or 'json'"),
        ("DEFAULT_LANGUAGE", "klingon", "two letters"),
        ("DEFAULT_REGION", "France", "two letters"),
        ("ADMINS", "ana", "telegram:12345"),
        ("TMDB_URL", "ftp://films", "http:// or https://"),
        ("DISCORD_GATEWAY_URL", "https://gateway", "ws:// or wss://"),
        ("REDIS_URL", "localhost", "redis://"),
        ("OMDB_KEY_FILE", "/no/such/file", "cannot read /no/such/file"),
    ],
)
def test_a_wrong_value_says_what_where_and_how(
    variable: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigurationError) as caught:
        Settings.read()
    message = str(caught.value)
    assert message.startswith(f"{variable} (in the environment): ")
    assert said in message
    assert "hidden" not in message


def test_a_wrong_value_in_the_env_file_is_said_to_be_there(folder: Path) -> None:
    (folder / ".env").write_text("HTTP_PORT=x\n")
    with pytest.raises(ConfigurationError, match=r"HTTP_PORT \(in \.env\)"):
        Settings.read()


def test_every_fault_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PORT", "x")
    monkeypatch.setenv("LOG_LEVEL", "y")
    with pytest.raises(ConfigurationError, match=r"(?s)LOG_LEVEL.*\n.*HTTP_PORT"):
        Settings.read()


def test_both_a_name_and_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMDB_KEY", "a")
    monkeypatch.setenv("OMDB_KEY_FILE", "b")
    with pytest.raises(ConfigurationError, match="keep one of them"):
        Settings.read()


def test_an_env_file_that_is_not_text(folder: Path) -> None:
    (folder / ".env").write_bytes(b"OMDB_KEY=\xff\xfe\n")
    with pytest.raises(ConfigurationError, match="not UTF-8"):
        Settings.read()


def test_the_secrets_are_known_and_passwords_within_urls_too() -> None:
    settings = Settings.read(
        database_url="postgresql://ana:p%40ss@host/name", omdb_key="omdb-secret"
    )
    assert settings.secrets() == {"p%40ss", "p@ss", "omdb-secret"}


def test_nobody_changes_the_settings() -> None:
    with pytest.raises(ValidationError):
        Settings.read().http_port = 1


def test_the_example_file_names_every_variable_with_a_line_on_what_it_does() -> None:
    example = dotenv_values(ROOT / ".env.example")
    assert set(example) == {name for name in variables() if not name.endswith("_FILE")}
    assert not any(example.values())
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    assert all(
        lines[number - 1].startswith("# ")
        for number, line in enumerate(lines)
        if "=" in line and line[0] != "#"
    )
