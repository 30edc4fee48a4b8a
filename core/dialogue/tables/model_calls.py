"""How often a model was asked on a day: for each person, for each group, and for all together."""

from sqlalchemy import Column, Date, Integer, String, Table

from core.storage.declarations import Owned, Total, declare
from core.storage.engine import metadata, owner

model_calls = Table(
    "model_calls",
    metadata,
    owner("users", primary_key=True),
    Column("day", Date, primary_key=True),
    Column("calls", Integer, nullable=False),
    sqlite_with_rowid=False,
    info=declare(Owned(), unite=Total("calls")),
)

# Of groups, and with no platform and no chat of everybody. A private chat is its person's, and
# counted with them.
shared_model_calls = Table(
    "shared_model_calls",
    metadata,
    Column("platform", String, primary_key=True),
    Column("chat_id", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("calls", Integer, nullable=False),
    sqlite_with_rowid=False,
)
