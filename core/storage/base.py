"""What all tables share: the metadata, with its naming convention, and column types."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, MetaData, TypeDecorator
from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A point in time with its time zone, stored in UTC. SQLite has no time zones of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC. Raises ValueError for a naive time, whose meaning would depend on the
        machine.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC, whatever the time zone of the session."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# JSON, not JSONB, which refuses NUL characters and lone surrogates, and people may send those.
Json = JSON(none_as_null=True)


def owner(
    table: str, *, primary_key: bool = False, nullable: bool = False, index: bool = False
) -> Column[Any]:
    """A column ``<table singular>_id`` whose row is deleted with its owner: ``owner("users")`` is
    ``user_id``.
    """
    name = {"people": "person"}.get(table, table.removesuffix("s"))
    target = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(
        f"{name}_id", Integer, target, primary_key=primary_key, nullable=nullable, index=index
    )
