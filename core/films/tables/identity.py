"""Which titles are one: ids that lead to another title now, and titles that TMDB has twice."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table

from core.storage.declarations import Follows, Told, declare
from core.storage.engine import metadata, owner

# ``old_id`` was a title's id once, and is nobody's any more; ``title_id`` is the title it means
# now, which is never itself an ``old_id``.
title_forwards = Table(
    "title_forwards",
    metadata,
    Column("old_id", Integer, primary_key=True, autoincrement=False),
    Column("title_id", Integer, ForeignKey("titles.id"), nullable=False, index=True),
    CheckConstraint("old_id <> title_id", name="elsewhere"),
    info=declare(Follows("title_id")),
)

# Both are entries of TMDB and name one IMDb id, which ``original_id`` holds.
duplicate_titles = Table(
    "duplicate_titles",
    metadata,
    owner("titles", primary_key=True),
    Column(
        "original_id",
        Integer,
        ForeignKey("titles.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    CheckConstraint("title_id <> original_id", name="another"),
    info=declare(Told(expire=False), Follows("original_id")),
)
