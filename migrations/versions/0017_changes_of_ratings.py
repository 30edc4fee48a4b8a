"""Changes of marks say where their words come from, and ratings are taken back like marks."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_MARK_CHANGES = """
INSERT INTO mark_changes (user_id, id, title_id, origin, "before", "after", favourite_before,
    favourite_after, at, undone_at)
SELECT user_id, id, title_id, user_id || ':' || title_id, "before", "after", favourite_before,
    favourite_after, at, undone_at
FROM old_mark_changes
"""
# What is kept without a change, such as the copies of an account that was parted, gets one.
_MARKS = """
INSERT INTO mark_changes (user_id, id, title_id, origin, "before", "after", favourite_before,
    favourite_after, at, undone_at)
SELECT m.user_id, 'kept-' || m.title_id, m.title_id, m.user_id || ':' || m.title_id, NULL,
    m.status, FALSE, f.title_id IS NOT NULL, m.updated_at, NULL
FROM marks m LEFT JOIN favourites f ON f.user_id = m.user_id AND f.title_id = m.title_id
WHERE NOT EXISTS (SELECT 1 FROM mark_changes c
    WHERE c.user_id = m.user_id AND c.title_id = m.title_id)
"""
_RATINGS = """
INSERT INTO rating_changes (user_id, id, title_id, origin, "before", "after", at, undone_at)
SELECT user_id, 'kept-' || title_id, title_id, user_id || ':' || title_id, NULL, rating, rated_at,
    NULL
FROM ratings
"""


def upgrade() -> None:
    """Create both tables anew with what is known, and let every mark and rating have a change."""
    op.execute("CREATE TABLE old_mark_changes AS SELECT * FROM mark_changes")
    op.drop_table("mark_changes")
    _create(
        "mark_changes",
        sa.Column("before", sa.String()),
        sa.Column("after", sa.String()),
        sa.Column("favourite_before", sa.Boolean(), nullable=False),
        sa.Column("favourite_after", sa.Boolean(), nullable=False),
    )
    _create("rating_changes", sa.Column("before", sa.Float()), sa.Column("after", sa.Float()))
    for filling in (_MARK_CHANGES, _MARKS, _RATINGS):
        op.execute(filling)
    op.drop_table("old_mark_changes")


def _create(name: str, *said: sa.Column[str] | sa.Column[bool] | sa.Column[float]) -> None:
    op.create_table(
        name,
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        *said,
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["title_id"], ["titles.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "id", "title_id", "origin"),
    )
    op.create_index(f"ix_{name}_title_id", name, ["title_id"])
    op.create_index(f"ix_{name}_user_id_at", name, ["user_id", "at"])
