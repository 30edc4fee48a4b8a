"""Updates that platforms handed over, and which copy of the program answers in which lane."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    Table,
    false,
)

from core.storage.engine import Json, Moment, metadata

# An update is received, then has its answer, then is done once that is delivered. What was said
# and where leaves with it: nothing of a person stays here to be forgotten.
# One that could not be answered is set aside until the program starts again. Where the platform
# refuses every form of the answer, it is done too, and ``error`` says why. Of what a sender says
# over the limit, the first is answered with a word about that; the rest is done at once.
inbox = Table(
    "inbox",
    metadata,
    Column("platform", String, primary_key=True),
    Column("update_id", String, primary_key=True),
    Column("payload", Json, nullable=False),
    Column("state", String, nullable=False, server_default="received"),
    Column("received_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("answer", Json),
    Column("lane", String, nullable=False, server_default=""),
    Column("position", BigInteger, nullable=False, server_default="0"),
    Column("set_aside", Boolean, nullable=False, server_default=false()),
    Column("error", String),
    Column("over_limit", Boolean, nullable=False, server_default=false()),
    CheckConstraint("state IN ('received', 'done')", name="state"),
    Index("ix_inbox_lane", "platform", "state", "lane", "position"),
)

# A lane has a row while somebody answers in it.
inbox_lanes = Table(
    "inbox_lanes",
    metadata,
    Column("platform", String, primary_key=True),
    Column("lane", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("until", Moment, nullable=False),
)

# Who said how much since when, for as long as that minute lasts.
inbox_senders = Table(
    "inbox_senders",
    metadata,
    Column("platform", String, primary_key=True),
    Column("sender", String, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("messages", Integer, nullable=False),
)
