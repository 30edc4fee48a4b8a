"""Dialogues as they go on: a session for each stretch of talk with somebody somewhere."""

import secrets
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import Connection

from core.dialogue.message import ChatRef, UserRef
from core.dialogue.session import Expectation, Line, Session
from core.dialogue.user import User
from core.dialogue.users import user_of
from core.storage.base import Json
from core.storage.engine import AnyRow, Change
from core.storage.forwards import held
from core.storage.sqltext import statement
from core.storage.store import Repository

SILENCE = timedelta(hours=6)
LONGEST = 100

_MET = statement(
    """SELECT u.id AS user_id, u.language AS speaks, u.region, u.standing, i.name,
              s.id, s.lines, s.wish, s.shelf, s.shelf_index, s.title_id, s.language, s.expects,
              t.runtime, t.year
    FROM identities i JOIN users u ON u.id = i.user_id
    LEFT JOIN sessions s ON s.user_id = u.id AND s.platform = :chat_platform
        AND s.chat_id = :chat_id AND s.updated_at > :since
    LEFT JOIN titles t ON t.id = s.title_id
    WHERE i.platform = :platform AND i.platform_user_id = :id
    ORDER BY s.updated_at DESC LIMIT 1""",
    moments="since",
).columns(standing=Json, lines=Json, wish=Json, expects=Json)
_SAVE = statement(
    """INSERT INTO sessions (id, user_id, platform, chat_id, lines, wish, shelf, shelf_index,
        title_id, language, expects,
                             started_at, updated_at, closed_at)
    SELECT :id, u.id, :platform, :chat_id, :lines, :wish, :shelf, :shelf_index,
           CAST(:title_id AS INTEGER), :language, :expects, :now, :now, :closed_at
    FROM users u WHERE u.id = :user_id
    ON CONFLICT (id) DO UPDATE SET lines = excluded.lines, wish = excluded.wish,
        shelf = excluded.shelf,
        shelf_index = excluded.shelf_index, title_id = excluded.title_id,
        language = excluded.language,
        expects = excluded.expects,
        updated_at = excluded.updated_at, closed_at = excluded.closed_at
    WHERE sessions.user_id = excluded.user_id""",
    moments="now closed_at",
    json="lines wish expects",
)
_CLOSE_OTHERS = statement(
    """UPDATE sessions SET closed_at = updated_at
    WHERE user_id = :user_id AND platform = :platform AND chat_id = :chat_id AND id <> :id
        AND closed_at IS NULL"""
)


class Sessions(Repository):
    """Chat sessions: one is open per person and chat, and none is ever thrown away."""

    async def met(
        self, user: UserRef, chat: ChatRef, now: datetime
    ) -> tuple[User, Session | None] | None:
        """Somebody we have met, and the session that is open with them in a chat: none after six
        hours of silence.

        A session that grew full goes on as a new one, with no lines yet.
        """
        here = {"chat_platform": chat.platform, "chat_id": chat.id, "since": now - SILENCE}
        row = await self._store.first(_MET, {"platform": user.platform, "id": user.id} | here)
        if row is None:
            return None
        known = user_of(row.user_id, row.speaks, row.region, row.standing, row.name)
        return known, _session(row) if row.id is not None else None

    def save(self, user_id: int, chat: ChatRef, session: Session, now: datetime) -> Change:
        """Write a session as it stands, closed once it is full, and close whichever was open before
        it.
        """
        key = {"id": session.id, "user_id": user_id, "platform": chat.platform, "chat_id": chat.id}
        values = {
            "lines": [[line.role, line.content] for line in session.lines],
            "wish": session.wish,
            "shelf": session.shelf,
            "shelf_index": session.index,
            "language": session.language,
            "expects": session.expects and asdict(session.expects),
            "now": now,
            "closed_at": now if len(session.lines) >= LONGEST else None,
        }

        def change(connection: Connection) -> None:
            title_id = session.title_id and held(connection, session.title_id)
            connection.execute(_CLOSE_OTHERS, key)
            connection.execute(_SAVE, key | values | {"title_id": title_id})

        return change


def _session(row: AnyRow) -> Session:
    full = len(row.lines) >= LONGEST
    return Session(
        id=secrets.token_urlsafe(6) if full else row.id,
        lines=() if full else tuple(Line(role, content) for role, content in row.lines),
        wish=row.wish,
        shelf=row.shelf,
        index=row.shelf_index,
        title_id=row.title_id,
        language=row.language,
        runtime=row.runtime,
        year=row.year,
        expects=Expectation(**row.expects) if row.expects else None,
    )
