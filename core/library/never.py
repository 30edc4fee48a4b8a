"""What is never suggested to a user, as SQL conditions on titles."""

from core.storage.sqltext import Sql, sql

# The titles that somebody marked a duplicate of.
_ORIGINALS = (
    "SELECT duplicate_titles.original_id FROM duplicate_titles"
    " JOIN marks ON marks.title_id = duplicate_titles.title_id"
)


def unmarked(user_id: int) -> Sql:
    """The invariant: what a user has seen, saved or turned down is never suggested to them, nor
    what they marked a duplicate of.
    """
    return sql(
        "NOT EXISTS (SELECT 1 FROM marks WHERE marks.user_id = ? AND marks.title_id = titles.id)"
        f" AND titles.id NOT IN ({_ORIGINALS} WHERE marks.user_id = ?)",
        user_id,
        user_id,
    )


def unseen_by(platform: str, chat_id: str) -> Sql:
    """Nobody who takes part in that chat has seen it, nor a duplicate of it."""
    seen_there = sql(
        "marks.status = 'seen' AND marks.user_id IN (SELECT chat_people.user_id FROM chat_people"
        " WHERE chat_people.platform = ? AND chat_people.chat_id = ?)",
        platform,
        chat_id,
    )
    return sql(
        "NOT EXISTS (SELECT 1 FROM marks WHERE marks.title_id = titles.id AND ?)"
        f" AND titles.id NOT IN ({_ORIGINALS} WHERE ?)",
        seen_there,
        seen_there,
    )
