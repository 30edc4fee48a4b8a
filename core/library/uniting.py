"""What people said of titles, and never want, when two users or two titles become one.

Of two marks by one user the newer holds. A favourite of either title is one, as long as the mark
that holds is "seen". The changes of both titles form one history, so that each can be undone.
"""

from datetime import datetime

from sqlalchemy import Connection

from core.dialogue.user import JsonObject
from core.films.wishes.conditions import combined
from core.films.wishes.wish import Wish
from core.library.journal import unite_changes
from core.storage.engine import Moment
from core.storage.sqltext import statement

_LAST_WORDS = statement(
    """SELECT title_id, MAX(at) AS at FROM (
        SELECT title_id, updated_at AS at FROM marks WHERE user_id = :user_id
        UNION ALL SELECT title_id, created_at FROM favourites WHERE user_id = :user_id
    ) AS said GROUP BY title_id"""
).columns(at=Moment)
_TAKE_AWAY = (
    statement("DELETE FROM marks WHERE user_id = :user_id AND title_id = :title_id"),
    statement("DELETE FROM favourites WHERE user_id = :user_id AND title_id = :title_id"),
)
_DROP_OLDER_MARK = statement(
    """DELETE FROM marks WHERE title_id = :loser AND EXISTS (
        SELECT 1 FROM marks AS other WHERE other.title_id = :winner
        AND other.user_id = marks.user_id AND other.updated_at >= marks.updated_at)"""
)
_FAVOUR_ONLY_SEEN = statement(
    """DELETE FROM favourites WHERE title_id IN (:kept, :gone) AND user_id NOT IN (
        SELECT user_id FROM marks WHERE title_id IN (:kept, :gone) AND status = 'seen')"""
)


def last_word_holds(connection: Connection, kept: int, gone: int) -> None:
    """Of a title that both users marked, take away what was said first."""
    ours, theirs = _last_words(connection, kept), _last_words(connection, gone)
    for title_id in ours.keys() & theirs.keys():
        loser = gone if ours[title_id] >= theirs[title_id] else kept
        for taking in _TAKE_AWAY:
            connection.execute(taking, {"user_id": loser, "title_id": title_id})


def one_history(connection: Connection, kept: int, gone: int) -> None:
    """Leave each user one mark of two titles, and the changes of both as those of one."""
    unite_changes(connection, kept, gone)
    for loser, winner in ((gone, kept), (kept, gone)):
        connection.execute(_DROP_OLDER_MARK, {"loser": loser, "winner": winner})
    connection.execute(_FAVOUR_ONLY_SEEN, {"kept": kept, "gone": gone})


def both_limits(one: JsonObject | None, other: JsonObject | None) -> JsonObject | None:
    """What two users never want, as what one does."""
    limits = combined(Wish.from_dict(one or {}), Wish.from_dict(other or {}))
    return limits.to_dict() or None


def _last_words(connection: Connection, user_id: int) -> dict[int, datetime]:
    """When a user last said something of each title they marked."""
    return dict(connection.execute(_LAST_WORDS, {"user_id": user_id}).all())
