"""Accounts about to become one person: a code given on one side and entered on the other, until
both have agreed.
"""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, false

from core.storage.declarations import Follows, Owned, declare
from core.storage.engine import Moment, metadata, owner

links = Table(
    "links",
    metadata,
    Column("id", String, primary_key=True),
    owner("users", index=True),
    Column("other_user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), index=True),
    Column("code_hash", String, nullable=False, unique=True),
    Column("agreed", Boolean, nullable=False, server_default=false()),
    Column("other_agreed", Boolean, nullable=False, server_default=false()),
    Column("expires_at", Moment, nullable=False),
    # Where each side is told what becomes of the link: platform, id, language.
    Column("chat", JSON),
    Column("other_chat", JSON),
    info=declare(Owned(), Follows("other_user_id")),
)
