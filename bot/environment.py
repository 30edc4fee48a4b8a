"""Reads the environment and ``.env``. This module imports very little, so that the health check
starts quickly.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from dotenv import dotenv_values

from core.errors import ConfigurationError

ENV_FILE = Path(".env")
DEFAULT_HTTP_PORT = 8080


def places() -> Iterator[tuple[str, dict[str, str]]]:
    """The places to look for settings, the most important first: a description, and the variables
    set there.
    """
    yield "in the environment", _filled(os.environ)
    if ENV_FILE.exists():
        try:
            yield "in .env", _filled(dotenv_values(ENV_FILE, interpolate=False))
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(
                f".env: cannot be read ({_reason(error)}). It must be a text file that this "
                "user can read."
            ) from None


def value_in(place: str, variables: Mapping[str, str], name: str) -> str | None:
    """The value of a variable in one place, or the content of the file that NAME_FILE names. Raises
    ConfigurationError if both are set or the file cannot be read.
    """
    value, path = variables.get(name), variables.get(f"{name}_FILE")
    if value and path:
        raise ConfigurationError(
            f"{name} and {name}_FILE are both set ({place}): keep one of them."
        )
    return _content(path, f"{name}_FILE ({place})") if path else value


def _content(path: str, variable: str) -> str:
    try:
        return Path(path).expanduser().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{variable}: cannot read {path} ({_reason(error)})."
            " It must be a text file that this user can read."
        ) from None


def http_port() -> int:
    """The port for HTTP, read without the other settings."""
    found = (value_in(place, variables, "HTTP_PORT") for place, variables in places())
    value = next(filter(None, found), None)
    try:
        return port(value) if value else DEFAULT_HTTP_PORT
    except ValueError as error:
        raise ConfigurationError(f"HTTP_PORT: {error}.") from None


def port(value: object) -> int:
    """Convert the value of a port setting. Raises ValueError if it is not a port."""
    if not str(value).isdecimal() or not 1 <= int(str(value)) <= 65535:
        raise ValueError("must be a whole number from 1 to 65535")
    return int(str(value))


def _filled(variables: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text for name, value in variables.items() if (text := (value or "").strip())}


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return (error.strerror or str(error)).lower()
