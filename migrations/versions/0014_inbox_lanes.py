"""Updates of one chat are in order in the inbox: their lane, their position in it, and who
answers there.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the columns and the table, and give what waits its lane."""
    op.create_table(
        "inbox_lanes",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "lane"),
    )
    for column in (
        sa.Column("lane", sa.String(), server_default="", nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("set_aside", sa.Boolean(), server_default=sa.false(), nullable=False),
    ):
        op.add_column("inbox", column)
    op.drop_index("ix_inbox_state", "inbox")
    op.create_index("ix_inbox_lane", "inbox", ["platform", "state", "lane", "position"])
    _fill()


def _fill() -> None:
    names = ("platform", "update_id", "state", "lane", "position")
    inbox = sa.table("inbox", sa.column("payload", sa.JSON), *map(sa.column, names))
    waiting = sa.select(inbox.c.platform, inbox.c.update_id, inbox.c.payload)
    connection = op.get_bind()
    for platform, update_id, payload in connection.execute(
        waiting.where(inbox.c.state == "received")
    ).all():
        this = inbox.c.platform == platform, inbox.c.update_id == update_id
        lane = _lane(platform, payload) or update_id
        connection.execute(sa.update(inbox).where(*this).values(lane=lane, position=int(update_id)))


def _lane(platform: str, payload: dict[str, Any]) -> str:
    """The chat of an update as Telegram tells it, or of an event as we keep Discord's."""
    if platform == "discord":
        return str(payload["chat"][0])
    told: dict[str, Any] = next(
        (value for name, value in payload.items() if name != "update_id"), {}
    )
    chat = told.get("chat") or told.get("message", {}).get("chat") or told.get("from") or {}
    return str(chat.get("id", ""))
