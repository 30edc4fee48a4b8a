"""The environment and ``.env``: where the values of settings are found. It imports next to nothing,
so that the health check starts quickly.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from dotenv import dotenv_values

from core.errors import ConfigurationError

ENV_FILE = Path(".env")
DEFAULT_HTTP_PORT = 8080


def places() -> Iterator[tuple[str, dict[str, str]]]:
    """Where settings are looked for, first come first served: a name for people, and the variables
    set there.
    """
    yield "in the environment", _filled(os.environ)
    if ENV_FILE.exists():
        try:
            yield "in .env", _filled(dotenv_values(ENV_FILE, interpolate=False))
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(
                f".env: cannot be read ({_reason(error)}). Make it a text file this user may read."
            ) from None


def value_in(place: str, variables: Mapping[str, str], name: str) -> str | None:
    """The value a place gives to a variable, or the content of the file its NAME_FILE names. Raises
    ConfigurationError when both are set or the file cannot be read.
    """
    value, path = variables.get(name), variables.get(f"{name}_FILE")
    if value and path:
        raise ConfigurationError(
            f"{name} and {name}_FILE are both set ({place}): keep one of them."
        )
    if not path:
        return value
    try:
        return Path(path).expanduser().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{name}_FILE ({place}): cannot read {path} ({_reason(error)})."
            " Make it a text file this user may read."
        ) from None


def http_port() -> int:
    """Where the program serves HTTP, read without the other settings."""
    found = (value_in(place, variables, "HTTP_PORT") for place, variables in places())
    value = next(filter(None, found), None)
    try:
        return port(value) if value else DEFAULT_HTTP_PORT
    except ValueError as error:
        raise ConfigurationError(f"HTTP_PORT: {error}.") from None


def port(value: object) -> int:
    """A port as an operator writes it. Raises ValueError that says what it must be."""
    if not str(value).isdecimal() or not 1 <= int(str(value)) <= 65535:
        raise ValueError("must be a whole number from 1 to 65535")
    return int(str(value))


def _filled(variables: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text for name, value in variables.items() if (text := (value or "").strip())}


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return (error.strerror or str(error)).lower()
