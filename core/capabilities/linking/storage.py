"""Linking accounts: a code that works once, agreement on both sides, and the way back."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from core.capabilities.linking.tables import links
from core.dialogue.merging import merge, part
from core.storage.engine import AnyRow, Change
from core.storage.store import Repository

_LINK = select(
    links.c.id, links.c.user_id, links.c.other_user_id, links.c.agreed, links.c.other_agreed
)


@dataclass(frozen=True, slots=True)
class Linking:
    """Two people's accounts on the way to one: who gave the code, who entered it (None: nobody
    yet), who has agreed.
    """

    id: str
    giver: int
    other: int | None
    agreed: bool
    other_agreed: bool


class LinkCodes(Repository):
    """Links that are not made yet. A code is kept only as its hash."""

    async def by_code(self, code: str, now: datetime) -> Linking | None:
        """The link of a code that is still good and that nobody has entered."""
        this = links.c.code_hash == _hashed(code)
        found = _LINK.where(this, links.c.other_user_id.is_(None), links.c.expires_at > now)
        return _linking(await self._store.first(found))

    async def get(self, link: str, now: datetime) -> Linking | None:
        """A link that is still to be agreed on."""
        found = _LINK.where(links.c.id == link, links.c.expires_at > now)
        return _linking(await self._store.first(found))

    def give(self, link: str, user_id: int, code: str, expires_at: datetime) -> Change:
        """A new code, in place of the person's earlier ones."""
        row = {"id": link, "user_id": user_id, "code_hash": _hashed(code), "expires_at": expires_at}

        def change(connection: Connection) -> None:
            connection.execute(delete(links).where(links.c.user_id == user_id))
            connection.execute(insert(links), row)

        return change

    def take(self, link: str, user_id: int) -> Change:
        """The code was entered by somebody; it is spent."""
        free = (links.c.id == link, links.c.other_user_id.is_(None), links.c.user_id != user_id)

        def change(connection: Connection) -> None:
            connection.execute(update(links).where(*free).values(other_user_id=user_id))

        return change

    def agree(self, link: str, user_id: int, now: datetime) -> Change:
        """One side agrees. Once both have, the two are one person: the one who gave the code, with
        the other's things.
        """

        this = (links.c.id == link, links.c.expires_at > now, links.c.other_user_id.is_not(None))

        def change(connection: Connection) -> None:
            _write_agreed(connection, this, user_id)
            both = _agreed_by_both(connection, this)
            if both and both.other is not None:
                connection.execute(delete(links).where(links.c.id == link))
                merge(connection, both.giver, both.other)

        return change

    def drop(self, link: str, user_id: int) -> Change:
        """One side does not want it."""
        mine = or_(links.c.user_id == user_id, links.c.other_user_id == user_id)

        def change(connection: Connection) -> None:
            connection.execute(delete(links).where(links.c.id == link, mine))

        return change

    def part(self, platform: str, platform_user_id: str, now: datetime) -> Change:
        """An account leaves the person it belongs to, with a copy of the lists."""

        def change(connection: Connection) -> None:
            part(connection, platform, platform_user_id, now)

        return change


_Conditions = tuple[ColumnElement[bool], ...]


def _write_agreed(connection: Connection, this: _Conditions, user_id: int) -> None:
    """Write that the user agrees, on whichever side of the link they are."""
    link = update(links).where(*this)
    connection.execute(link.where(links.c.user_id == user_id).values(agreed=True))
    connection.execute(link.where(links.c.other_user_id == user_id).values(other_agreed=True))


def _agreed_by_both(connection: Connection, this: _Conditions) -> Linking | None:
    both = _LINK.where(*this, links.c.agreed, links.c.other_agreed)
    return _linking(connection.execute(both).first())


def _hashed(code: str) -> str:
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


def _linking(row: AnyRow | None) -> Linking | None:
    return Linking(*row) if row else None
