"""Database URLs: parsing them, making them for files, and showing them without secrets."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, quote, unquote, unquote_plus, urlsplit

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from core.errors import ConfigurationError

# Parameters of libpq that contain a password or the path to one.
_SECRET = frozenset({"password", "passfile", "sslpassword"})
_HIDDEN = "***"
_POSTGRESQL = frozenset({"postgres", "postgresql", "postgresql+psycopg"})
_SQLITE = frozenset({"sqlite", "sqlite+pysqlite", "sqlite+aiosqlite"})
_FAMILY = (
    "must begin with postgresql:// or sqlite:///, as in"
    " postgresql://user:password@host:5432/name or sqlite:///data/unwatched.db"
)
_FILE = "must have three slashes before a file's path: sqlite:///data/unwatched.db"
_FORM = (
    "must be postgresql://user:password@host:5432/name, with a port from 1 to 65535 or none;"
    " within user and password, @ is written %40, / is %2F, ? is %3F, # is %23 and : is %3A"
)
_ADDRESS_WITHIN = re.compile(r"@[^&]*/")


def parse_url(url: str) -> URL:
    """Parse a URL and set the driver this program uses. Raises ConfigurationError if the URL is not
    valid.
    """
    try:
        return read_url(url)
    except ValueError as error:
        raise ConfigurationError(f"DATABASE_URL {error}.") from None


def read_url(url: str) -> URL:
    """Parse a URL. Raises ValueError that says what is wrong and contains no part of the URL."""
    scheme, _, rest = url.partition("://")
    if scheme in _POSTGRESQL:
        return _postgresql(url)
    if scheme not in _SQLITE:
        raise ValueError(_FAMILY)
    if not rest.startswith("/"):
        raise ValueError(_FILE)
    return _sqlite(url)


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file. Special characters in the path are escaped."""
    return f"sqlite:///{quote(str(path))}"


def sqlite_path(url: URL) -> Path:
    """The file of a SQLite URL."""
    return Path(url.database or "")


def shown(url: URL) -> str:
    """The address to show to people: a path, or a server without password and parameters."""
    if url.get_backend_name() == "sqlite":
        return str(sqlite_path(url))
    return url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def hide_secrets(text: str, url: URL) -> str:
    """Mask the secrets of a URL in a text, such as an error of the driver."""
    for secret in sorted(_secrets(url), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", _HIDDEN, text)
    return text


def secrets_in(url: str) -> frozenset[str]:
    """Every secret in the URL of any service, both encoded and decoded."""
    parts = urlsplit(url)
    written = _secret_parameters(parts.query)
    password = parts.password or ""
    meant = [unquote(password), *map(unquote_plus, written)]
    return frozenset(filter(None, [password, *written, *meant]))


def _secret_parameters(query: str) -> list[str]:
    pairs = (pair.partition("=") for pair in query.split("&"))
    return [value for name, _, value in pairs if name in _SECRET]


def _sqlite(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError(_FILE) from None
    if not parsed.database or parsed.database == ":memory:":
        raise ValueError("must name a file for SQLite: sqlite:///data/unwatched.db")
    return parsed.set(drivername="sqlite+pysqlite")


def _postgresql(url: str) -> URL:
    """Parse the URL without SQLAlchemy, which ends a password at the first ``@`` instead of the
    last and would show the rest in errors as the host.
    """
    try:
        parts = urlsplit(url)
        parsed = _of_parts(parts)
    except ValueError:  # the error may contain a part of the password
        raise ValueError(_FORM) from None
    if parsed.port == 0 or _has_stray_password(parts):
        raise ValueError(_FORM)
    return parsed


def _of_parts(parts: SplitResult) -> URL:
    return URL.create(
        "postgresql+psycopg",
        _unquoted(parts.username),
        _unquoted(parts.password),
        parts.hostname,
        parts.port,
        _unquoted(parts.path[1:]),
        _parameters(parts),
    )


def _unquoted(part: str | None) -> str | None:
    return unquote(part or "") or None


def _parameters(parts: SplitResult) -> dict[str, tuple[str, ...] | str]:
    if not parts.query:
        return {}
    values = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    return {name: found[0] if len(found) == 1 else tuple(found) for name, found in values.items()}


def _has_stray_password(parts: SplitResult) -> bool:
    """Whether an unescaped ``/``, ``?`` or ``#`` ended the password early, so that its rest comes
    after the host.
    """
    behind = "@" in parts.path or _ADDRESS_WITHIN.search(parts.query)
    return bool(behind or parts.fragment)


def _secrets(url: URL) -> Iterator[str]:
    if url.password:
        yield str(url.password)
    for name in _SECRET & url.query.keys():
        yield from filter(None, _each(url.query[name]))


def _each(value: str | Iterable[str]) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value
