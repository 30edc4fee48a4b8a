"""The state of the program: small JSON values by key."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, select

from core.storage.engine import Change
from core.storage.operations import state
from core.storage.sqltext import upserting
from core.storage.store import Repository

_GET = select(state.c.value).where(state.c.key == bindparam("key"))


class State(Repository):
    """Values by key. Do not store anything about users here."""

    async def get(self, key: str) -> Any:
        """The value of a key, or None."""
        row = await self._store.first(_GET, {"key": key})
        return row[0] if row else None

    def put(self, key: str, value: object) -> Change:
        """Save a value, replacing an older one."""
        row = {"key": key, "value": value, "updated_at": datetime.now(UTC)}

        return upserting(state, row, "key", update=("value", "updated_at"))
