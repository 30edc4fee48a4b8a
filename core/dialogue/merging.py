"""Two people become one, and one account leaves a person: what was marked goes along either way."""

from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    Table,
    and_,
    delete,
    exists,
    insert,
    literal,
    select,
    union_all,
    update,
)

from core.dialogue.tables.users import identities, users
from core.films.wishes.lasting import combined
from core.films.wishes.wish import Wish
from core.library.tables import favourites, marks
from core.storage.base import metadata

_PERSONAL = ("language", "region", "standing")


def merge(connection: Connection, kept: int, gone: int) -> None:
    """Everything of one person's becomes another's. Of a title that both marked, what was said last
    holds.
    """
    _settle_marks(connection, kept, gone)
    for table in metadata.tables.values():
        for key in table.foreign_keys:
            if key.column.table is users:
                _move(connection, table, key.parent, kept, gone)
    _settle_person(connection, kept, gone)
    connection.execute(delete(users).where(users.c.id == gone))


def part(connection: Connection, platform: str, platform_user_id: str, now: datetime) -> None:
    """An account becomes a person of its own, with a copy of what was marked."""
    this = (identities.c.platform == platform, identities.c.platform_user_id == platform_user_id)
    old = connection.scalar(select(identities.c.user_id).where(*this))
    person = connection.execute(
        select(*(users.c[name] for name in _PERSONAL)).where(users.c.id == old)
    ).one()
    new = connection.scalar(
        insert(users).returning(users.c.id), {**person._mapping, "created_at": now}
    )
    connection.execute(update(identities).where(*this).values(user_id=new))
    for table in (marks, favourites):
        rest = [column for column in table.c if column.name != "user_id"]
        copied = select(literal(new), *rest).where(table.c.user_id == old)
        connection.execute(
            insert(table).from_select(["user_id", *(column.name for column in rest)], copied)
        )


def _settle_marks(connection: Connection, kept: int, gone: int) -> None:
    """Of titles that both marked, the older word is taken away."""
    ours, theirs = _last_words(connection, kept), _last_words(connection, gone)
    for title_id in ours.keys() & theirs.keys():
        loser = gone if ours[title_id] >= theirs[title_id] else kept
        for table in (marks, favourites):
            connection.execute(
                delete(table).where(table.c.user_id == loser, table.c.title_id == title_id)
            )


def _last_words(connection: Connection, user_id: int) -> dict[int, datetime]:
    """When a person last said something of each title they marked."""
    said = union_all(
        select(marks.c.title_id, marks.c.updated_at).where(marks.c.user_id == user_id),
        select(favourites.c.title_id, favourites.c.created_at).where(
            favourites.c.user_id == user_id
        ),
    )
    last: dict[int, datetime] = {}
    for title_id, at in connection.execute(said):
        last[title_id] = max(at, last.get(title_id, at))
    return last


def _move(connection: Connection, table: Table, owner: Column[int], kept: int, gone: int) -> None:
    """A table's rows of one person become the other's; those that are there already stay behind,
    and go with their owner.
    """
    move = update(table).where(owner == gone).values({owner.name: kept})
    if owner.primary_key:
        there = table.alias()
        same = [there.c[key.name] == key for key in table.primary_key if key is not owner]
        move = move.where(~exists().where(and_(there.c[owner.name] == kept, *same)))
    connection.execute(move)


def _settle_person(connection: Connection, kept: int, gone: int) -> None:
    """What the one had not chosen is as the other had it; what stood beside the wishes of either
    still does.
    """
    columns = [users.c[name] for name in _PERSONAL]
    ours, theirs = (
        connection.execute(select(*columns).where(users.c.id == one)).one() for one in (kept, gone)
    )
    chosen = {name: getattr(ours, name) or getattr(theirs, name) for name in ("language", "region")}
    standing = combined(Wish.from_dict(ours.standing or {}), Wish.from_dict(theirs.standing or {}))
    chosen["standing"] = standing.to_dict() or None
    connection.execute(update(users).where(users.c.id == kept).values(chosen))
