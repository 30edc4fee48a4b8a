"""The ids that platforms gave to uploaded pictures, to send them again without uploading."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select

from core.storage.engine import Change
from core.storage.operations import pictures
from core.storage.sqltext import upsert
from core.storage.store import Repository


class PictureIds(Repository):
    """Uploaded pictures, by platform (including the account) and key."""

    async def known(self, platform: str, keys: Sequence[str]) -> dict[str, str]:
        """The file ids of the pictures that are uploaded, by key."""
        statement = select(pictures.c.key, pictures.c.file_id).where(
            pictures.c.platform == platform, pictures.c.key.in_(keys)
        )
        return {row[0]: row[1] for row in await self._store.rows(statement)}

    def put(self, platform: str, key: str, file_id: str) -> Change:
        """Save an upload, replacing an older one."""
        row = {"platform": platform, "key": key, "file_id": file_id}

        def change(connection: Connection) -> None:
            connection.execute(
                upsert(connection, pictures, "platform", "key", update=("file_id",)), row
            )

        return change

    def drop(self, platform: str, key: str) -> Change:
        """Delete an upload that the platform no longer has."""

        def change(connection: Connection) -> None:
            connection.execute(
                delete(pictures).where(pictures.c.platform == platform, pictures.c.key == key)
            )

        return change
