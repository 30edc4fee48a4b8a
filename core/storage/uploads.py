"""Pictures a platform has already: by what they show, the id to send them again with."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select

from core.storage.engine import Change
from core.storage.operations import pictures
from core.storage.sqltext import upsert
from core.storage.store import Repository


class PictureIds(Repository):
    """Uploaded pictures, by platform (with the account that uploaded them) and key."""

    async def known(self, platform: str, keys: Sequence[str]) -> dict[str, str]:
        """The file ids of those that were uploaded, by key."""
        statement = select(pictures.c.key, pictures.c.file_id).where(
            pictures.c.platform == platform, pictures.c.key.in_(keys)
        )
        return {row[0]: row[1] for row in await self._store.rows(statement)}

    def put(self, platform: str, key: str, file_id: str) -> Change:
        """Remember an upload, in place of an older one."""
        row = {"platform": platform, "key": key, "file_id": file_id}

        def change(connection: Connection) -> None:
            connection.execute(
                upsert(connection, pictures, "platform", "key", update=("file_id",)), row
            )

        return change

    def drop(self, platform: str, key: str) -> Change:
        """Forget an upload that the platform no longer knows."""

        def change(connection: Connection) -> None:
            connection.execute(
                delete(pictures).where(pictures.c.platform == platform, pictures.c.key == key)
            )

        return change
