"""Two users become one, and one account leaves a user: what was marked goes along either way."""

from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select, update

from core.dialogue.tables.users import identities, users
from core.storage.declarations import united_value
from core.storage.uniting import copy_rows, unite_rows

# What a user chose, which is empty until then.
_CHOSEN = tuple(column for column in users.c if column.nullable)
_Choices = Row[*tuple[object, ...]]


def merge(connection: Connection, kept: int, gone: int) -> None:
    """Everything of one user becomes another's, as each table declares."""
    unite_rows(connection, users, kept, gone)
    united = _united(_chosen(connection, kept), _chosen(connection, gone))
    connection.execute(update(users).where(users.c.id == kept).values(united))
    connection.execute(delete(users).where(users.c.id == gone))


def _united(ours: _Choices, theirs: _Choices) -> dict[str, object]:
    """What two users chose, as the choices of one."""
    return {
        column.name: united_value(column, ours[place], theirs[place])
        for place, column in enumerate(_CHOSEN)
    }


def part(connection: Connection, platform: str, platform_user_id: str, now: datetime) -> None:
    """An account becomes a user of its own, with a copy of what its tables declare to be copied."""
    this = (identities.c.platform == platform, identities.c.platform_user_id == platform_user_id)
    old = connection.execute(select(identities.c.user_id).where(*this)).scalar_one()
    new = _new_user(connection, _chosen(connection, old), now)
    connection.execute(update(identities).where(*this).values(user_id=new))
    copy_rows(connection, users, old, new)


def _new_user(connection: Connection, chosen: _Choices, now: datetime) -> int:
    row = {**chosen._mapping, "created_at": now}
    new: int = connection.execute(insert(users).returning(users.c.id), row).scalar_one()
    return new


def _chosen(connection: Connection, user_id: int) -> _Choices:
    return connection.execute(select(*_CHOSEN).where(users.c.id == user_id)).one()
