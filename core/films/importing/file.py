"""Catalogue files: JSON Lines, one title per line, plain or gzipped; checked as a whole, imported
as a whole.
"""

import asyncio
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path

from pydantic import ValidationError

from core.errors import CatalogueFileError
from core.films.importing.entry import Entry
from core.films.importing.rows import Clash, Progress, catalogue_work
from core.films.taxonomy.themes import theme_names
from core.films.titles.loading import ImportReport
from core.storage.store import Change, Store

__all__ = ["ImportReport", "Parsed", "Progress", "import_file", "read_catalogue", "write_parsed"]

_LONGEST_LINE = 256 * 1024
_LARGEST_FILE = 2 * 1024**3  # of text, however small it was packed
_MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class Parsed:
    """The titles of a file, in order, and the line each stands on."""

    entries: list[Entry]
    lines: list[int]


def read_catalogue(path: Path, *, vocabulary_only: bool = False) -> Parsed:
    """The titles of a file, in order. Raises CatalogueFileError that names every bad line, or says
    why it can't be read.

    With ``vocabulary_only`` every theme must be of the vocabulary; else files may bring themes of
    their own.
    """
    reading = _Reading(vocabulary_only)
    try:
        with _opened(path) as stream:
            for number, line in enumerate(_lines(stream, reading), 1):
                reading.take(number, line)
    except (OSError, EOFError, zlib.error) as error:
        raise CatalogueFileError(str(path), [f"the file cannot be read: {error}"]) from error
    if reading.faults:
        raise CatalogueFileError(str(path), reading.faults)
    return Parsed(reading.entries, reading.lines)


class _Reading:
    """What has been read of a file: entries, faults, and the line each title was first seen on."""

    def __init__(self, vocabulary_only: bool) -> None:
        self.entries: list[Entry] = []
        self.faults: list[str] = []
        self.lines: list[int] = []
        self._vocabulary_only = vocabulary_only
        self._seen: dict[tuple[object, ...], int] = {}

    def take(self, number: int, line: bytes) -> None:
        """Read one line; blank ones mean nothing."""
        if not line.strip():
            return
        try:
            entry = Entry.model_validate_json(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError as error:
            self.faults.append(
                f"line {number}: not UTF-8 text ({error.reason} at byte {error.start})"
            )
        except ValidationError as error:
            self.faults.extend(f"line {number}: {fault}" for fault in _said(error))
        else:
            self.faults.extend(
                f"line {number}: {fault}" for fault in self._against_the_rest(entry, number)
            )
            self.entries.append(entry)
            self.lines.append(number)

    def _against_the_rest(self, entry: Entry, number: int) -> Iterator[str]:
        for key in entry.keys:
            first = self._seen.setdefault(key, number)
            if first != number:
                yield f"the same title as on line {first}"
                break
        if self._vocabulary_only:
            yield from (
                f"there is no theme {theme!r}"
                for theme in entry.themes
                if theme not in theme_names()
            )


def _said(error: ValidationError) -> Iterator[str]:
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        place = ".".join(str(part) for part in fault["loc"])
        message = fault["msg"].removeprefix("Value error, ")
        yield f"{place}: {message}" if place else message


@contextmanager
def _opened(path: Path) -> Iterator[BufferedIOBase]:
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        if not packed:
            yield file
            return
        with gzip.GzipFile(fileobj=file) as stream:
            yield stream


def _lines(stream: BufferedIOBase, reading: _Reading) -> Iterator[bytes]:
    """Lines of at most the longest length, until the file ends or is not worth reading further."""
    number, size = 0, 0
    while len(reading.faults) < _MOST_FAULTS and (line := stream.readline(_LONGEST_LINE + 1)):
        number, size = number + 1, size + len(line)
        if len(line) > _LONGEST_LINE or size > _LARGEST_FILE:
            limit = (
                f"longer than {_LONGEST_LINE:,} bytes"
                if len(line) > _LONGEST_LINE
                else f"past {_LARGEST_FILE:,} bytes"
            )
            reading.faults.append(f"line {number}: {limit}, the rest is not read")
            return
        yield line


async def import_file(store: Store, path: Path, progress: Progress | None = None) -> ImportReport:
    """Import a file wholly or, raising CatalogueFileError, not at all; again, and nothing changes.

    ``progress`` is told how many titles are written of how many, possibly from another thread.
    """
    parsed = await asyncio.to_thread(read_catalogue, path)
    return await write_parsed(store, parsed, path, progress)


async def write_parsed(
    store: Store, parsed: Parsed, path: Path, progress: Progress | None, *more: Change
) -> ImportReport:
    """Write what was read of a file and, in the same transaction, ``more``."""
    try:
        return await store.write(catalogue_work(parsed.entries, path.name, progress, more))
    except Clash as clash:
        raise CatalogueFileError(
            str(path), [f"line {parsed.lines[clash.entry]}: {clash}"]
        ) from clash
