"""Linking accounts: a code that works once, agreement on both sides, and the way back."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from core.capabilities.linking.tables import links
from core.dialogue.merging import merge, part
from core.dialogue.turn import ChatRef
from core.dialogue.user import JsonObject
from core.storage.engine import AnyRow, Change
from core.storage.store import Repository

_LINK = select(
    links.c.id,
    links.c.user_id,
    links.c.other_user_id,
    links.c.agreed,
    links.c.other_agreed,
    links.c.expires_at,
    links.c.chat,
    links.c.other_chat,
)


@dataclass(frozen=True, slots=True)
class Side:
    """Where one side of a link is told what becomes of it, and in which language."""

    chat: ChatRef
    language: str

    def packed(self) -> JsonObject:
        """The side as JSON."""
        return {"platform": self.chat.platform, "id": self.chat.id, "language": self.language}

    @classmethod
    def unpacked(cls, kept: Mapping[str, str]) -> Self:
        """A side from such JSON. Linking is spoken of in private chats only."""
        return cls(ChatRef(kept["platform"], kept["id"]), kept["language"])


@dataclass(frozen=True, slots=True)
class Linking:
    """Two users' accounts on the way to one: who gave the code, who entered it (None: nobody yet),
    who has agreed, and where each is told of it.
    """

    id: str
    giver: int
    other: int | None
    agreed: bool
    other_agreed: bool
    expires_at: datetime
    side: Side | None
    other_side: Side | None

    def opposite(self, user_id: int) -> Side | None:
        """The other side, as one of the two sees it."""
        return self.other_side if user_id == self.giver else self.side


class LinkCodes(Repository):
    """Links that are not made yet. A code is kept only as its hash."""

    async def by_code(self, code: str) -> Linking | None:
        """The link of a code, still good or expired."""
        return _linking(await self._store.first(_LINK.where(links.c.code_hash == _hashed(code))))

    async def get(self, link: str, now: datetime) -> Linking | None:
        """A link that is still to be agreed on."""
        found = _LINK.where(links.c.id == link, links.c.expires_at > now)
        return _linking(await self._store.first(found))

    def give(self, link: str, user_id: int, code: str, expires_at: datetime, side: Side) -> Change:
        """A new code, in place of the user's earlier ones."""
        row = {
            "id": link,
            "user_id": user_id,
            "code_hash": _hashed(code),
            "expires_at": expires_at,
            "chat": side.packed(),
        }

        def change(connection: Connection) -> None:
            connection.execute(delete(links).where(links.c.user_id == user_id))
            connection.execute(insert(links), row)

        return change

    def take(self, link: str, user_id: int, side: Side) -> Change:
        """The code was entered by somebody; it is spent."""
        free = (links.c.id == link, links.c.other_user_id.is_(None), links.c.user_id != user_id)
        taken = {"other_user_id": user_id, "other_chat": side.packed()}

        def change(connection: Connection) -> None:
            connection.execute(update(links).where(*free).values(taken))

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
    if row is None:
        return None
    return Linking(
        row.id,
        row.user_id,
        row.other_user_id,
        row.agreed,
        row.other_agreed,
        row.expires_at,
        _side(row.chat),
        _side(row.other_chat),
    )


def _side(kept: Mapping[str, str] | None) -> Side | None:
    return Side.unpacked(kept) if kept else None
