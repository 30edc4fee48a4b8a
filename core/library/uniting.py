"""What people said of titles, and never want, when two users or two titles become one.

Of two marks by one user the newer holds. A favourite of either title is one, as long as the mark
that holds is "seen". The changes of both stay as they are, as each knows the origin of its words
(see core.library.journal).
"""

from collections.abc import Callable

from sqlalchemy import Connection, text

from core.dialogue.user import JsonObject
from core.films.wishes.conditions import combined
from core.films.wishes.wish import Wish

# Of the columns of a mark one is united, and the other is what both marks have in common.
_DROP_OLDER_MARK = """DELETE FROM marks WHERE {united} = :loser AND EXISTS (
    SELECT 1 FROM marks AS other WHERE other.{united} = :winner
    AND other.{common} = marks.{common} AND other.updated_at >= marks.updated_at)"""
_FAVOUR_ONLY_SEEN = """DELETE FROM favourites WHERE {united} IN (:kept, :gone) AND {common} IN (
    SELECT {common} FROM marks WHERE {united} IN (:kept, :gone) AND status <> 'seen')"""
# Both users have a change once an account was parted with copies of all changes.
_STAND_AGAIN = """UPDATE {changes} SET undone_at = NULL WHERE user_id = :kept AND EXISTS (
    SELECT 1 FROM {changes} AS other WHERE other.user_id = :gone AND other.id = {changes}.id
    AND other.title_id = {changes}.title_id AND other.origin = {changes}.origin
    AND other.undone_at IS NULL)"""


def unite_users(connection: Connection, kept: int, gone: int) -> None:
    """Leave one mark of each title that both users marked."""
    _unite(connection, kept, gone, united="user_id", common="title_id")


def unite_titles(connection: Connection, kept: int, gone: int) -> None:
    """Leave each user one mark of two titles."""
    _unite(connection, kept, gone, united="title_id", common="user_id")


def either_stands(changes: str) -> Callable[[Connection, int, int], None]:
    """The rule for a table of changes: what either user did not take back stands."""
    again = text(_STAND_AGAIN.format(changes=changes))

    def unite(connection: Connection, kept: int, gone: int) -> None:
        connection.execute(again, {"kept": kept, "gone": gone})

    return unite


def both_limits(one: JsonObject | None, other: JsonObject | None) -> JsonObject | None:
    """What two users never want, as what one does."""
    limits = combined(Wish.from_dict(one or {}), Wish.from_dict(other or {}))
    return limits.to_dict() or None


def _unite(connection: Connection, kept: int, gone: int, **columns: str) -> None:
    older = text(_DROP_OLDER_MARK.format(**columns))
    for loser, winner in ((gone, kept), (kept, gone)):
        connection.execute(older, {"loser": loser, "winner": winner})
    unseen = text(_FAVOUR_ONLY_SEEN.format(**columns))
    connection.execute(unseen, {"kept": kept, "gone": gone})
