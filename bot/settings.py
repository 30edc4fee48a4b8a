"""The settings of the program, read once from the environment and ``.env``."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.environment import DEFAULT_HTTP_PORT, places, port, value_in
from core.errors import ConfigurationError
from core.storage.address import read_url, secrets_in, sqlite_url


def _web(url: str) -> str:
    return _schemed(url, "http", "https")


def _socket(url: str) -> str:
    return _schemed(url, "ws", "wss")


def _schemed(url: str, *schemes: str) -> str:
    scheme, host = _scheme_and_host(url)
    if scheme not in schemes or not host:
        wanted = " or ".join(f"{scheme}://" for scheme in schemes)
        raise ValueError(f"must be a URL that begins with {wanted}")
    return url.rstrip("/")


def _scheme_and_host(url: str) -> tuple[str, str | None]:
    """Both empty for what is no URL."""
    try:
        parts = urlsplit(url)
    except ValueError:  # the error may contain a part of a password
        return "", None
    return parts.scheme, parts.hostname


def _redis(url: SecretStr) -> SecretStr:
    _schemed(url.get_secret_value(), "redis", "rediss")
    return url


def _database(url: SecretStr) -> SecretStr:
    read_url(url.get_secret_value())
    return url


def _split(value: object) -> object:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _admins(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        platform, _, number = name.partition(":")
        if platform not in ("telegram", "discord") or not number.isdigit():
            raise ValueError("must be a list such as telegram:12345, discord:67890")
    return names


def _chat(value: object) -> int | str:
    name = str(value).strip()
    if re.fullmatch(r"-?[0-9]{1,16}", name):
        return int(name)
    if re.fullmatch(r"@[A-Za-z]\w{3,31}", name, re.ASCII):
        return name
    raise ValueError("must be the number of a chat, such as -1001234567890, or @name")


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _language(value: str) -> str:
    code = value.lower().replace("_", "-").split("-")[0]
    return _letters(code, "a language's two letters, such as en or fr")


def _region(value: str) -> str:
    return _letters(value.upper(), "a country's two letters, such as US or FR")


def _letters(code: str, what: str) -> str:
    if not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise ValueError(f"must be {what}")
    return code


def _count(value: object) -> int:
    number = str(value)
    if not number.isdecimal() or not int(number):
        raise ValueError("must be a whole number from 1")
    return int(number)


WebUrl = Annotated[str, AfterValidator(_web)]
Count = Annotated[int, BeforeValidator(_count)]
Level = Literal["debug", "info", "warning", "error"]


class Settings(BaseSettings):
    """The settings. Every field is also a variable (``TMDB_TOKEN``) and a file
    (``TMDB_TOKEN_FILE``). The docstrings of the fields become ``docs/settings.md`` and
    ``.env.example`` (``python -m tools.settings --write``).
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, use_attribute_docstrings=True
    )

    telegram_token: SecretStr | None = None
    """The bot's token, from @BotFather. Setting it starts the bot on Telegram."""

    telegram_api_url: WebUrl | None = None
    """A self-hosted Bot API server, instead of https://api.telegram.org."""

    telegram_webhook_url: WebUrl | None = None
    """The public https address that Telegram calls. If unset, the bot polls for updates."""

    telegram_webhook_secret: SecretStr | None = None
    """The secret Telegram sends with each call. If unset, it is derived from the token."""

    telegram_storage_chat: Annotated[int | str, BeforeValidator(_chat)] | None = None
    """A private group or channel of yours, such as -1001234567890 or @name, to which the bot
    uploads pictures. In inline mode, Telegram shows drawn posters only once they are uploaded; if
    unset, results have a picture only if it was sent before or comes from TMDB."""

    discord_token: SecretStr | None = None
    """The bot's token, from the developer portal. Setting it starts the bot on Discord."""

    discord_api_url: WebUrl | None = None
    """A REST proxy, instead of https://discord.com/api."""

    discord_gateway_url: Annotated[str, AfterValidator(_socket)] | None = None
    """Your own gateway (ws:// or wss://), instead of the one Discord names."""

    discord_shards: Annotated[int, Field(ge=1, le=1_000)] | None = None
    """How many gateway connections to open. If unset, one; from 2,500 servers on, Discord
    requires one for every thousand or so."""

    data_dir: Annotated[Path, AfterValidator(Path.expanduser)] = Path("data")
    """The folder for the database, the copies kept of it and the terminal's history."""

    database_url: Annotated[SecretStr, AfterValidator(_database)] | None = None
    """postgresql://user:password@host:5432/name, or sqlite:///path/to/file. If unset, SQLite in
    DATA_DIR."""

    redis_url: Annotated[SecretStr, AfterValidator(_redis)] | None = None
    """redis://host:6379. This version does not use it yet."""

    tmdb_token: SecretStr | None = None
    """A TMDB API read access token. Adds every film and series on TMDB, with posters, trailers,
    trends and where to watch."""

    tmdb_url: WebUrl | None = None
    """A TMDB proxy, instead of https://api.themoviedb.org/3."""

    omdb_key: SecretStr | None = None
    """An OMDb key. Adds current ratings from IMDb, Rotten Tomatoes and Metacritic."""

    omdb_url: WebUrl | None = None
    """An OMDb proxy, instead of https://www.omdbapi.com."""

    llm_api_key: SecretStr | None = None
    """The key of a language model with an OpenAI-compatible API (docs/models.md). Your own server
    may not need one."""

    llm_base_url: WebUrl | None = None
    """The address of the API, instead of https://api.openai.com/v1. For Ollama:
    http://127.0.0.1:11434/v1."""

    llm_model: str | None = None
    """The name of the model. If unset, gpt-4.1-mini."""

    llm_when: Annotated[Literal["never", "uncertain", "always"], BeforeValidator(_lower)] = (
        "uncertain"
    )
    """When to ask the model: uncertain (only when the built-in rules are not certain), always or
    never."""

    llm_daily_per_person: Count = 100
    """How many sentences a day the model reads for one person. After that, the built-in rules read
    them."""

    llm_daily_per_group: Count = 300
    """How many a day in one group, for all its members together."""

    llm_daily_in_all: Count = 5_000
    """How many a day in total."""

    messages_per_minute: Count = 60
    """How many messages and taps a minute the bot answers one person. The rest is dropped, and the
    person told so once."""

    default_language: Annotated[str, AfterValidator(_language)] = "en"
    """The language to answer in when neither the person nor the platform says: en or fr."""

    default_region: Annotated[str, AfterValidator(_region)] = "US"
    """The country to assume, for age ratings and streaming services."""

    admins: Annotated[tuple[str, ...], BeforeValidator(_split), AfterValidator(_admins)] = ()
    """Who runs the bot, such as telegram:12345, discord:67890."""

    log_level: Annotated[Level, BeforeValidator(_lower)] | None = None
    """debug, info, warning or error. If unset, info for `run` and warning for other commands."""

    log_format: Annotated[Literal["console", "json"], BeforeValidator(_lower)] = "console"
    """console or json."""

    http_port: Annotated[int, BeforeValidator(port)] = DEFAULT_HTTP_PORT
    """The port for webhooks and health checks."""

    @classmethod
    def read(cls, **given: Any) -> Self:
        """Read the settings. Raises ConfigurationError that says which variable is wrong, where it
        is set and how to fix it.
        """
        try:
            return cls(**given)
        except ValidationError as error:
            raise ConfigurationError("\n".join(_faults(error))) from None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *args: Any,
        **kwargs: Any,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Values given in code take precedence, then the environment, then ``.env``."""
        return init_settings, *(
            Place(settings_cls, name, variables) for name, variables in places()
        )

    @property
    def database(self) -> str:
        """The URL of the database. The default is SQLite in the data directory."""
        if self.database_url:
            return self.database_url.get_secret_value()
        return sqlite_url(self.data_dir / "unwatched.db")

    @property
    def has_model(self) -> bool:
        """Whether a language model is set: a key, or the address of a server."""
        return bool(self.llm_api_key or self.llm_base_url)

    @property
    def model_is_asked(self) -> bool:
        """Whether the model is asked at all."""
        return self.has_model and self.llm_when != "never"

    def secrets(self) -> frozenset[str]:
        """Every value that must not appear in a log, including passwords in URLs."""
        secret = {
            name: value.get_secret_value() for name, value in self if isinstance(value, SecretStr)
        }
        urls = [secret.pop(name, "") for name in ("database_url", "redis_url")]
        return frozenset(secret.values()).union(*map(secrets_in, urls))


class Place(PydanticBaseSettingsSource):
    """One place that settings come from. If NAME is not set there, NAME_FILE is read."""

    def __init__(
        self, settings_cls: type[BaseSettings], name: str, variables: Mapping[str, str]
    ) -> None:
        super().__init__(settings_cls)
        self._name, self._variables = name, variables

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        """The value of one field, or None."""
        value = value_in(self._name, self._variables, field_name.upper())
        return value, field_name, False

    def __call__(self) -> dict[str, object]:
        """The fields that are set in this place."""
        fields = self.settings_cls.model_fields
        values = {name: self.get_field_value(field, name)[0] for name, field in fields.items()}
        return {name: value for name, value in values.items() if value}


def variables() -> frozenset[str]:
    """The names of all variables, including NAME_FILE."""
    names = [name.upper() for name in Settings.model_fields]
    return frozenset([*names, *(f"{name}_FILE" for name in names)])


def _faults(error: ValidationError) -> Iterator[str]:
    for fault in error.errors(include_url=False, include_input=False):
        variable = str(fault["loc"][0]).upper()
        yield (
            f"{variable}{_where_set(variable)}: {_reason(fault['msg'])}. Correct it, or leave it "
            "empty for the default. See docs/settings.md."
        )


def _where_set(variable: str) -> str:
    """The place where a variable is set, in brackets."""
    for name, found in places():
        if {variable, f"{variable}_FILE"} & found.keys():
            return f" ({name})"
    return ""


def _reason(message: str) -> str:
    return message.removeprefix("Value error, ").replace("Input should", "must").rstrip(".")
