"""The files the server holds: uploaded, sent by people, or fetched from addresses a test
declared.
"""

from itertools import count

from tests.botapi.chats import Json
from tests.botapi.errors import bad
from tests.botapi.parameters import Upload
from tests.botapi.pictures import check_photo

LARGEST = 50 * 1024 * 1024


class Files:
    """File ids and what they stand for; ``web`` is what lies at the addresses that can be
    fetched.
    """

    def __init__(self) -> None:
        self.web: dict[str, bytes] = {}
        self._held: dict[str, bytes] = {}
        self._fetched: dict[str, str] = {}
        self._numbers = count(1)

    def hold(self, content: bytes) -> str:
        """Keeps a file and gives its id."""
        file_id = f"AgACAgQAAxkDAAI{next(self._numbers):08d}"
        self._held[file_id] = content
        return file_id

    def content(self, file_id: str) -> bytes:
        """What the file holds; raises Refused for an id that was never given out."""
        if file_id not in self._held:
            raise bad(
                "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"
            )
        return self._held[file_id]

    def described(self, file_id: str) -> Json:
        """The File of getFile."""
        if file_id not in self._held:
            raise bad("invalid file_id")
        return {**self._file(file_id), "file_path": f"files/{file_id}"}

    def photo(self, given: Upload | str | None) -> list[Json]:
        """The sizes of a photo given as an upload, an address or a file id."""
        file_id = self._taken(given, "photo")
        width, height = check_photo(self.content(file_id))
        return [{**self._file(file_id), "width": width, "height": height}]

    def document(self, given: Upload | str | None) -> Json:
        """A document given as an upload, an address or a file id."""
        file_id = self._taken(given, "document")
        if len(self.content(file_id)) > LARGEST:
            raise bad("file is too big")
        return {
            **self._file(file_id),
            "file_name": given.name if isinstance(given, Upload) else "file",
        }

    def _file(self, file_id: str) -> Json:
        return {
            "file_id": file_id,
            "file_unique_id": f"AQAD{file_id[-8:]}",
            "file_size": len(self.content(file_id)),
        }

    def _taken(self, given: Upload | str | None, kind: str) -> str:
        if not given:
            raise bad(f"there is no {kind} in the request")
        if isinstance(given, Upload):
            return self._received(given)
        return self._from_web(given) if given.startswith(("http://", "https://")) else given

    def _received(self, upload: Upload) -> str:
        if not upload.content:
            raise bad("file must be non-empty")
        return self.hold(upload.content)

    def _from_web(self, url: str) -> str:
        """What lies there, fetched once."""
        if "." not in url.removeprefix("https://").removeprefix("http://").partition("/")[0]:
            raise bad("wrong file identifier/HTTP URL specified")
        if url not in self.web:
            raise bad("failed to get HTTP URL content")
        if url not in self._fetched:
            self._fetched[url] = self.hold(self.web[url])
        return self._fetched[url]
