"""The files the server holds: uploaded, sent by people, or fetched from addresses a test declared."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.botapi.chats import Json
from tests.botapi.errors import bad
from tests.botapi.parameters import Upload
from tests.botapi.pictures import check_photo

_UNKNOWN = "wrong remote file identifier specified: Wrong string length"


@dataclass
class Files:
    """File ids and what they stand for; ``web`` is what lies at the addresses that can be fetched."""

    web: dict[str, bytes] = field(default_factory=dict)
    _held: dict[str, bytes] = field(default_factory=dict)
    _numbers: Any = field(default_factory=lambda: count(1))

    def hold(self, content: bytes, kind: str) -> str:
        """Keeps a file and gives its id."""
        file_id = f"AgACAgQAAxk{kind}{next(self._numbers):08d}"
        self._held[file_id] = content
        return file_id

    def content(self, file_id: str) -> bytes:
        if file_id not in self._held:
            raise bad(_UNKNOWN)
        return self._held[file_id]

    def photo(self, given: Upload | str | None) -> list[Json]:
        """The sizes of a photo given as an upload, an address or a file id."""
        file_id = self._taken(given, "photo")
        content = self.content(file_id)
        width, height = check_photo(content)
        return [{**_file(file_id, content), "width": width, "height": height}]

    def document(self, given: Upload | str | None) -> Json:
        name = given.name if isinstance(given, Upload) else "file"
        file_id = self._taken(given, "document")
        return {**_file(file_id, self.content(file_id)), "file_name": name}

    def _taken(self, given: Upload | str | None, kind: str) -> str:
        if not given:
            raise bad(f"there is no {kind} in the request")
        if isinstance(given, Upload):
            return self.hold(_not_empty(given.content), kind)
        return self.hold(self._fetched(given), kind) if given.startswith(("http://", "https://")) else given

    def _fetched(self, url: str) -> bytes:
        if url not in self.web:
            raise bad("failed to get HTTP URL content")
        return self.web[url]


def _not_empty(content: bytes) -> bytes:
    if not content:
        raise bad("file must be non-empty")
    return content


def _file(file_id: str, content: bytes) -> Json:
    return {"file_id": file_id, "file_unique_id": f"u{file_id[-8:]}", "file_size": len(content)}
