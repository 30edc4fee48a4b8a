"""The ids that platforms gave to uploaded pictures, to send them again without uploading."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from core.storage.engine import Change, executing
from core.storage.operations import pictures
from core.storage.sqltext import upserting
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

        return upserting(pictures, row, "platform", "key", update=("file_id",))

    def drop(self, platform: str, key: str) -> Change:
        """Delete an upload that the platform no longer has."""

        upload = (pictures.c.platform == platform, pictures.c.key == key)
        return executing(delete(pictures).where(*upload))
