"""How users rated titles."""

from sqlalchemy import CheckConstraint, Column, Float, Index, Table

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
