"""What every table shares: the metadata with its naming of constraints, and the column types."""

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
    """A point in time: aware on the way in, kept in UTC, aware on the way out. SQLite itself knows
    no time zones.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC. Raises ValueError for a naive time, which would mean something else on every
        machine.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """As UTC, whatever the session's zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Plain JSON and not JSONB, which refuses what people may send: NUL characters and lone surrogates.
Json = JSON(none_as_null=True)


def owner(
    table: str, *, primary_key: bool = False, nullable: bool = False, index: bool = False
) -> Column[Any]:
    """A column ``<table singular>_id`` that goes with its owner: ``owner("users")`` is ``user_id``,
    deleted with the user.
    """
    name = {"people": "person"}.get(table, table.removesuffix("s"))
    target = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(
        f"{name}_id", Integer, target, primary_key=primary_key, nullable=nullable, index=index
    )
