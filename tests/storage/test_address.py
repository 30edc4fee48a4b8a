"""Addresses of databases: what is read from them, and that no secret in them is ever shown."""

from pathlib import Path

import pytest

from core.errors import ConfigurationError
from core.storage.address import hide_secrets, parse_url, secrets_in, shown, sqlite_path, sqlite_url
from core.storage.store import open_store


@pytest.mark.parametrize(
    ("url", "password", "host", "database"),
    [
        ("postgresql://ana:plain@host/films", "plain", "host", "films"),
        ("postgres://ana:hun%40ter2@host:6000/films", "hun@ter2", "host", "films"),
        ("postgresql://ana:hun@ter2@host/films", "hun@ter2", "host", "films"),
        ("postgresql://ana:h@un@ter2@[::1]:5432/films", "h@un@ter2", "::1", "films"),
        ("postgresql://ana:hun:ter2@host/films", "hun:ter2", "host", "films"),
        ("postgresql+psycopg://host/films", None, "host", "films"),
        ("postgresql:///films", None, None, "films"),
        ("postgresql://host/my%20films", None, "host", "my films"),
    ],
)
def test_a_server_is_found_whatever_its_password_has(
    url: str, password: str | None, host: str | None, database: str
) -> None:
    parsed = parse_url(url)
    assert (parsed.password, parsed.host, parsed.database) == (password, host, database)
    assert parsed.drivername == "postgresql+psycopg"


def test_parameters_are_kept() -> None:
    url = "postgresql://host:5432/films?password=a@b&host=/run/one&host=/run/two"
    parsed = parse_url(url)
    assert parsed.host == "host"
    assert parsed.query == {"password": "a@b", "host": ("/run/one", "/run/two")}


BROKEN = [
    "postgresql://ana:hun/ter2@host/films",
    "postgresql://ana:hun?ter2@host/films",
    "postgresql://ana:hun?te=r2@host/films",
    "postgresql://ana:hun#ter2@host/films",
    "postgresql://ana:12/ter2@host/films",
    "postgresql://ana:12#ter2@host/films",
    "postgresql://ana:hun@te/r2@host/films",
    "postgresql://ana:hun@te?r=2@host/films",
    "postgresql://ana:hun[ter2@host/films",
    "postgresql://ana:hun\u2100ter2@host/films",
    "postgresql://ana@host:hunter2/films",
    "ana:hunter2@host/films",
    "hunter2://host/films",
    "mysql://ana:hunter2@host/films",
    "sqlite://ana:hunter2@host/films",
]


@pytest.mark.parametrize("url", BROKEN)
def test_what_cannot_be_read_is_refused_without_a_word_of_it(url: str) -> None:
    with pytest.raises(ConfigurationError, match="DATABASE_URL must") as caught:
        parse_url(url)
    assert not any(part in str(caught.value) for part in ("hun", "te/", "ter2", "r2"))
    assert caught.value.__suppress_context__


SECRET_URLS = [
    "postgresql://ana:hunter2@127.0.0.1:1/films",
    "postgresql://ana:hun@ter2@127.0.0.1:1/films",
    "postgresql://ana:hun%40ter2@127.0.0.1:1/films",
    "postgresql://127.0.0.1:1/films?user=ana&password=hunter2",
    "postgresql://127.0.0.1:1/films?user=ana&password=hun@ter2",
    "postgresql://127.0.0.1:1/films?user=ana&passfile=hunter2",
    "postgresql://127.0.0.1:1/films?user=ana&sslpassword=hunter2",
    "postgresql:///films?host=127.0.0.1&port=1&password=hunter2",
    "postgresql://127.0.0.1:1/films?hunter=2&password=hunter2",
]


@pytest.mark.parametrize("url", SECRET_URLS)
async def test_a_server_out_of_reach_is_told_without_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot be opened") as caught:
        async with open_store(url):
            pass
    for part in ("hunter2", "hun@", "ter2", "%40"):
        assert part not in str(caught.value)


def test_an_address_is_shown_so_that_it_can_be_told_from_others() -> None:
    url = parse_url("postgres://ana:hun@ter2@host:6000/films?sslmode=require&password=x")
    assert shown(url) == "postgresql://ana:***@host:6000/films"
    assert shown(parse_url("sqlite:////data/my%20films.db")) == "/data/my films.db"


def test_a_driver_s_error_is_told_without_secrets() -> None:
    url = parse_url("postgresql://ana:hun@ter2@host/films?passfile=/run/pgpass")
    told = hide_secrets('no "hun@ter2" in /run/pgpass for ana', url)
    assert told == 'no "***" in *** for ana'


def test_secrets_are_known_as_written_and_as_meant() -> None:
    assert secrets_in("postgresql://ana:p%40ss@host/x?sslpassword=a+b&sslmode=no") == {
        "p%40ss",
        "p@ss",
        "a+b",
        "a b",
    }
    assert secrets_in("postgresql://ana:p@ss@host/x") == {"p@ss"}
    assert secrets_in("") == frozenset()


@pytest.mark.parametrize("name", ["a?b=c", "100%", "%41", "a#b", "two words", "a&b;c", "élan@:x"])
def test_a_file_is_found_whatever_its_path_has(name: str) -> None:
    path = Path("/data") / name / "films.db"
    assert sqlite_path(parse_url(sqlite_url(path))) == path
    relative = Path(name) / "films.db"
    assert sqlite_path(parse_url(sqlite_url(relative))) == relative
