"""Databases as earlier versions of the program left them, with a person and marks in them."""

from collections.abc import Callable
from datetime import datetime

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import JSON, Column, Connection, inspect, text

from core.storage.address import parse_url
from core.storage.engine import metadata
from core.storage.migrate import prepare_file, run_steps
from core.storage.schema import migration_engine
from tests.storage.shop import NOON

Build = Callable[[Connection], None]

_USER = "INSERT INTO users (language, created_at) VALUES ('en', :now)"
_IDENTITY = (
    "INSERT INTO identities (platform, platform_user_id, user_id)"
    " SELECT 'test', 'ann', id FROM users"
)
_TITLE = (
    "INSERT INTO titles (kind, imdb_id, original_title, adult)"
    " VALUES ('movie', :imdb_id, :imdb_id, false)"
)
_MARK = (
    "INSERT INTO marks (user_id, title_id, status, updated_at)"
    " SELECT users.id, titles.id, 'seen', :now FROM users, titles"
)


def build(url: str, steps: Build, seen: tuple[str, ...]) -> bool:
    """Make the database by ``steps``. Where it has marks, Ann has seen the films of those IMDb ids;
    returns whether it has.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        prepare_file(parsed)
    engine = migration_engine(parsed)
    with engine.begin() as connection:
        steps(connection)
        _put_titles(connection, seen)
        has_marks = inspect(connection).has_table("marks")
        if has_marks:
            _put_marks(connection, NOON)
    engine.dispose()
    return has_marks


def at(revision: str) -> Build:
    """The schema of one revision."""
    return lambda connection: run_steps(connection, revision)


def at_0009_as_it_first_landed(connection: Connection) -> None:
    """Step 0009 before it was edited: it did not add ``shelves.never``."""
    run_steps(connection, "0008")
    op = Operations(MigrationContext.configure(connection))
    op.add_column("users", Column("standing", JSON()))
    op.drop_column("users", "family_limit")
    connection.execute(text("UPDATE alembic_version SET version_num = '0009'"))


def differences(connection: Connection) -> list[object]:
    """Where the database is not what the tables say: tables, columns, types, indexes."""

    def ours(name: str | None, kind: str, _: object) -> bool:
        search = (
            "title_search",
            "overview_search",
            "ix_title_names_trigram",
            "ix_title_texts_overview",
            "alembic_version",
        )
        return kind not in ("table", "index") or not str(name).startswith(search)

    context = MigrationContext.configure(
        connection, opts={"include_name": ours, "compare_type": True}
    )
    return list(compare_metadata(context, metadata))


def _put_titles(connection: Connection, imdb_ids: tuple[str, ...]) -> None:
    for imdb_id in imdb_ids:
        connection.execute(text(_TITLE), {"imdb_id": imdb_id})


def _put_marks(connection: Connection, now: datetime) -> None:
    connection.execute(text(_USER), {"now": now})
    connection.execute(text(_IDENTITY))
    connection.execute(text(_MARK), {"now": now})
