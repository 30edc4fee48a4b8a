"""How users rated titles."""

from sqlalchemy import CheckConstraint, Column, Float, Index, String, Table

from core.library.uniting import either_stands
from core.storage.declarations import Keeps, Newest, Owned, declare
from core.storage.engine import Moment, metadata, owner

ratings = Table(
    "ratings",
    metadata,
    owner("users", primary_key=True),
    owner("titles", primary_key=True),
    Column("rating", Float, nullable=False),
    Column("rated_at", Moment, nullable=False),
    CheckConstraint("rating BETWEEN 0 AND 10", name="rating"),
    Index("ix_ratings_user_id_rating", "user_id", "rating"),
    Index("ix_ratings_title_id", "title_id"),
    info=declare(Owned(copied=True), Keeps(), unite=Newest("rated_at")),
)

# A row for each title that a change touched, and each origin of what had been said of that title;
# ``before`` and ``after`` are ratings, null for none.
rating_changes = Table(
    "rating_changes",
    metadata,
    owner("users", primary_key=True),
    Column("id", String, primary_key=True),
    owner("titles", primary_key=True),
    Column("origin", String, primary_key=True),
    Column("before", Float),
    Column("after", Float),
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment),
    Index("ix_rating_changes_user_id_at", "user_id", "at"),
    Index("ix_rating_changes_title_id", "title_id"),
    info=declare(Owned(copied=True), Keeps(), unite={"user_id": either_stands("rating_changes")}),
)
