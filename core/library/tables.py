"""What people said of titles: the marks as they stand, favourites, and the journal that undo
reads.
"""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, String, Table

from core.dialogue.tables.users import users
from core.library.uniting import both_limits, either_stands, unite_titles, unite_users
from core.storage.declarations import Keeps, Owned, declare, unite_values
from core.storage.engine import Moment, metadata, owner

# A mark and its being a favourite mean something only together.
_SAID = {"user_id": unite_users, "title_id": unite_titles}

# What somebody never wants stands in the row of the user, whose room knows no film.
unite_values(users.c.standing, both_limits)

marks = Table(
    "marks",
    metadata,
    owner("users", primary_key=True),
    owner("titles", primary_key=True),
    Column("status", String, nullable=False),
    Column("updated_at", Moment, nullable=False),
    CheckConstraint("status IN ('seen', 'later', 'not_interested')", name="status"),
    Index("ix_marks_user_id_status", "user_id", "status", "updated_at"),
    Index("ix_marks_title_id", "title_id"),
    sqlite_with_rowid=False,
    info=declare(Owned(copied=True), Keeps(), unite=_SAID),
)

favourites = Table(
    "favourites",
    metadata,
    owner("users", primary_key=True),
    owner("titles", primary_key=True),
    Column("created_at", Moment, nullable=False),
    Index("ix_favourites_user_id_created_at", "user_id", "created_at"),
    Index("ix_favourites_title_id", "title_id"),
    sqlite_with_rowid=False,
    info=declare(Owned(copied=True), Keeps(), unite=_SAID),
)

# A row for each title that a change touched, and each origin of what had been said of that title;
# ``before`` and ``after`` are statuses, null for none.
mark_changes = Table(
    "mark_changes",
    metadata,
    owner("users", primary_key=True),
    Column("id", String, primary_key=True),
    owner("titles", primary_key=True),
    Column("origin", String, primary_key=True),
    Column("before", String),
    Column("after", String),
    Column("favourite_before", Boolean, nullable=False),
    Column("favourite_after", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment),
    Index("ix_mark_changes_user_id_at", "user_id", "at"),
    Index("ix_mark_changes_title_id", "title_id"),
    info=declare(Owned(copied=True), Keeps(), unite={"user_id": either_stands("mark_changes")}),
)
