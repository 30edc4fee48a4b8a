"""A database as an earlier version left it: made, filled, read, and put back as it was.

This module knows tables and SQL, and nothing of the program.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    JSON,
    Connection,
    Date,
    DateTime,
    Engine,
    MetaData,
    Table,
    create_engine,
    func,
    insert,
    inspect,
    make_url,
    select,
    text,
)

Row = dict[str, Any]
Rows = dict[str, list[Row]]
State = dict[str, dict[str, Any]]

_TITLE = ("id", "kind", "imdb_id", "tmdb_id", "original_title", "year")
_COUNTED = ("titles", "users")  # their ids come from a sequence on PostgreSQL


def engine(url: str) -> Engine:
    """An engine of our own, beside the program's."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(parsed)


def build(url: str, recorded: Mapping[str, Any]) -> None:
    """Make the tables of the recorded revision and fill them, as if recorded a moment ago.

    Of the catalogue's titles only what identifies them is there: the program imports the rest.
    """
    age = datetime.now(UTC) - datetime.fromisoformat(recorded["recorded_at"])
    titles = [dict(zip(_TITLE, row, strict=True)) for row in recorded["titles"]]
    rows = {"titles": titles} | recorded["rows"]
    own = engine(url)
    with own.begin() as connection:
        _upgrade(connection, recorded["revision"])
        tables = Tables(connection, rows)
        tables.fill(connection, {name: tables.typed(name, rows[name], age) for name in rows})
        _continue_sequences(connection)
    own.dispose()


def _upgrade(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _continue_sequences(connection: Connection) -> None:
    """Rows were given their ids: the next ids come after them."""
    if connection.dialect.name != "postgresql":
        return
    for name in _COUNTED:
        sequence = func.pg_get_serial_sequence(name, "id")
        highest = text(f"(SELECT max(id) FROM {name})")
        connection.execute(select(func.setval(sequence, highest)))


def peoples_tables(connection: Connection) -> list[str]:
    """The tables that refer to users, directly or not, and those of chats and updates."""
    names = {"users", "chats", "inbox"}
    inspector = inspect(connection)
    referred = {
        name: {key["referred_table"] for key in inspector.get_foreign_keys(name)}
        for name in inspector.get_table_names()
    }
    while more := {name for name, others in referred.items() if others & names} - names:
        names |= more
    return sorted(names)


class Tables:
    """Some tables as the database has them, those that others refer to first."""

    def __init__(self, connection: Connection, names: Iterable[str]) -> None:
        names = set(names)
        metadata = MetaData()
        metadata.reflect(connection, only=sorted(names))
        self._tables = [table for table in metadata.sorted_tables if table.name in names]
        for table in self._tables:
            _null_is_sql_null(table)

    def rows(self, connection: Connection) -> Rows:
        """All of their rows."""
        return {table.name: _rows(connection, table) for table in self._tables}

    def fill(self, connection: Connection, rows: Rows) -> None:
        """Insert rows."""
        for table in self._tables:
            if rows[table.name]:
                connection.execute(insert(table), rows[table.name])

    def put_back(self, connection: Connection, rows: Rows) -> None:
        """Make these rows all there is."""
        for table in reversed(self._tables):
            connection.execute(table.delete())
        self.fill(connection, rows)

    def typed(self, name: str, rows: Iterable[Row], age: timedelta) -> list[Row]:
        """Rows from JSON, their moments moved on by ``age``."""
        table = next(table for table in self._tables if table.name == name)
        return [{key: _typed(table, key, row[key], age) for key in row} for row in rows]


def _null_is_sql_null(table: Table) -> None:
    for column in table.c:
        if isinstance(column.type, JSON):
            column.type.none_as_null = True


def _rows(connection: Connection, table: Table) -> list[Row]:
    return [dict(row) for row in connection.execute(select(table)).mappings()]


def _typed(table: Table, key: str, value: Any, age: timedelta) -> Any:
    kind = table.c[key].type
    if value is None:
        return None
    if isinstance(kind, DateTime):
        moment = datetime.fromisoformat(value) + age
        return moment if kind.timezone else moment.replace(tzinfo=None)
    return date.fromisoformat(value) if isinstance(kind, Date) else value


# What is kept of people, in terms that a later schema can be asked for too.


def state(connection: Connection) -> State:
    """What is kept of each account ("telegram:ann"), and the links that accounts wait for.

    ``same_as`` names the first account of the same person.
    """
    accounts, first = _accounts(connection)
    people = _people(connection)
    kept = {
        account: {"same_as": first[user_id]} | people[user_id]
        for account, user_id in accounts.items()
    }
    return kept | _links(connection, first)


def _accounts(connection: Connection) -> tuple[dict[str, int], dict[int, str]]:
    """The person of each account, and the first account of each person."""
    found = connection.execute(
        text("SELECT platform, platform_user_id, user_id FROM identities ORDER BY 1, 2")
    )
    accounts = {f"{platform}:{name}": user_id for platform, name, user_id in found}
    first: dict[int, str] = {}
    for account, user_id in accounts.items():
        first.setdefault(user_id, account)
    return accounts, first


def _people(connection: Connection) -> dict[int, Row]:
    found = connection.execute(text("SELECT id, language, region, standing FROM users"))
    people: dict[int, Row] = {
        user_id: {
            "language": language,
            "region": region,
            "standing": json.loads(standing) if isinstance(standing, str) else standing,
            "marks": [],
            "favourites": [],
            "undone": 0,
        }
        for user_id, language, region, standing in found
    }
    marks = text("SELECT user_id, title_id, status FROM marks ORDER BY title_id")
    for user_id, title_id, status in connection.execute(marks):
        people[user_id]["marks"].append([title_id, status])
    favourites = text("SELECT user_id, title_id FROM favourites ORDER BY title_id")
    for user_id, title_id in connection.execute(favourites):
        people[user_id]["favourites"].append(title_id)
    undone = text("SELECT user_id FROM mark_changes WHERE undone_at IS NOT NULL")
    for user_id in connection.execute(undone).scalars():
        people[user_id]["undone"] += 1
    return people


def _links(connection: Connection, first: Mapping[int, str]) -> State:
    found = connection.execute(
        text("SELECT user_id, other_user_id, agreed, other_agreed FROM links ORDER BY id")
    )
    return {
        f"link of {first[giver]}": {
            "with": first.get(other),
            "agreed": bool(agreed),
            "other_agreed": bool(other_agreed),
        }
        for giver, other, agreed, other_agreed in found
    }
