"""Pictures by their first bytes: what kind, how large, and whether Telegram takes it as a photo."""

import struct

from tests.botapi.errors import bad

LARGEST = 10 * 1024 * 1024


def check_photo(content: bytes) -> tuple[int, int]:
    """Width and height of a photo; raises Refused for what Telegram would not take."""
    if len(content) > LARGEST:
        raise bad("file is too big")
    size = size_of(content)
    if not size:
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10000 or max(size) > 20 * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return size


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG, None where it is neither."""
    size = None
    if (
        content.startswith(b"\x89PNG\r\n\x1a\n")
        and content[12:16] == b"IHDR"
        and len(content) >= 24
    ):
        size = struct.unpack(">II", content[16:24])
    if content.startswith(b"\xff\xd8\xff"):
        size = _jpeg_size(content)
    return size if size and min(size) > 0 else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Reads segment after segment up to the one that starts a frame."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
