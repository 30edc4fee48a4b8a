"""Dialogues as they go on: a session for each stretch of talk with somebody somewhere."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection

from core.chat import ChatRef
from core.memory import Line, Session
from core.movies.wish import Wish
from core.storage.engine import Change, Reader
from core.storage.statements import sql
from core.storage.tables import Json

SILENCE = timedelta(hours=6)
LONGEST = 100

_CURRENT = sql(
    """SELECT s.id, s.lines, s.wish, s.shelf, s.shelf_index, s.title_id, s.language, t.runtime, t.year
    FROM sessions s LEFT JOIN titles t ON t.id = s.title_id
    WHERE s.user_id = :user_id AND s.platform = :platform AND s.chat_id = :chat_id AND s.updated_at > :since
    ORDER BY s.updated_at DESC LIMIT 1""",
    moments="since",
).columns(lines=Json, wish=Json)
_SAVE = sql(
    """INSERT INTO sessions (id, user_id, platform, chat_id, lines, wish, shelf, shelf_index, title_id, language,
                             started_at, updated_at, closed_at)
    SELECT :id, u.id, :platform, :chat_id, :lines, :wish, :shelf, :shelf_index,
           (SELECT t.id FROM titles t WHERE t.id = :title_id), :language, :now, :now, :closed_at
    FROM users u WHERE u.id = :user_id
    ON CONFLICT (id) DO UPDATE SET lines = excluded.lines, wish = excluded.wish, shelf = excluded.shelf,
        shelf_index = excluded.shelf_index, title_id = excluded.title_id, language = excluded.language,
        updated_at = excluded.updated_at, closed_at = excluded.closed_at
    WHERE sessions.user_id = excluded.user_id""",
    moments="now closed_at",
    json="lines wish",
)
_CLOSE_OTHERS = sql(
    """UPDATE sessions SET closed_at = updated_at
    WHERE user_id = :user_id AND platform = :platform AND chat_id = :chat_id AND id <> :id AND closed_at IS NULL"""
)


class Sessions:
    """Chat sessions: one is open per person and chat, and none is ever thrown away."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def current(self, user_id: int, chat: ChatRef, now: datetime) -> Session | None:
        """The open session; None after six hours of silence. One that grew full goes on as a new one, with no lines yet."""
        key = {"user_id": user_id, "platform": chat.platform, "chat_id": chat.id, "since": now - SILENCE}
        row = await self._reader.first(_CURRENT, key)
        if row is None:
            return None
        full = len(row.lines) >= LONGEST
        return Session(
            id=secrets.token_urlsafe(6) if full else row.id,
            lines=() if full else tuple(Line(role, content) for role, content in row.lines),
            wish=Wish.from_dict(row.wish) if row.wish is not None else None,
            shelf=row.shelf,
            index=row.shelf_index,
            title_id=row.title_id,
            language=row.language,
            runtime=row.runtime,
            year=row.year,
        )

    def save(self, user_id: int, chat: ChatRef, session: Session, now: datetime) -> Change:
        """Write a session as it stands, closed once it is full, and close whichever was open before it."""
        key = {"id": session.id, "user_id": user_id, "platform": chat.platform, "chat_id": chat.id}
        values = {
            "lines": [[line.role, line.content] for line in session.lines],
            "wish": session.wish.to_dict() if session.wish is not None else None,
            "shelf": session.shelf,
            "shelf_index": session.index,
            "title_id": session.title_id,
            "language": session.language,
            "now": now,
            "closed_at": now if len(session.lines) >= LONGEST else None,
        }

        def change(connection: Connection) -> None:
            connection.execute(_CLOSE_OTHERS, key)
            connection.execute(_SAVE, key | values)

        return change
