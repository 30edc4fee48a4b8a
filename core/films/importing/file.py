"""Catalogue files: JSON Lines, one title per line, plain or gzipped. A file is checked as a whole
and imported as a whole.
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
from core.films.taxonomy.taxonomy import theme_names
from core.films.titles.titles import ImportReport
from core.storage.engine import Change
from core.storage.store import Store

__all__ = ["ImportReport", "Parsed", "Progress", "import_file", "read_catalogue", "write_parsed"]

# Far beyond any honest file: they bound the memory and time a broken one takes.
_LONGEST_LINE = 256 * 1024  # bytes
_LARGEST_FILE = 2 * 1024**3  # bytes of text, unpacked
_MOST_FAULTS = 200
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Parsed:
    """The titles of a file, in order, and the line each is on."""

    entries: list[Entry]
    lines: list[int]


def read_catalogue(path: Path, *, vocabulary_only: bool = False) -> Parsed:
    """The titles of a file, in order. With ``vocabulary_only`` every theme has to be in the
    vocabulary.

    Raises CatalogueFileError, which names every bad line or says why the file cannot be read.
    """
    parser = _Parser(vocabulary_only)
    _parse(path, parser)
    if parser.faults:
        raise CatalogueFileError(str(path), parser.faults)
    return Parsed(parser.entries, parser.lines)


class _Parser:
    """What was read of a file: entries, faults, and the line each title was first seen on."""

    def __init__(self, vocabulary_only: bool) -> None:
        self.entries: list[Entry] = []
        self.faults: list[str] = []
        self.lines: list[int] = []
        self._vocabulary_only = vocabulary_only
        self._seen: dict[tuple[object, ...], int] = {}

    def take(self, number: int, line: bytes) -> None:
        """Read one line; blank ones are skipped."""
        if not line.strip():
            return
        try:
            entry = _entry(number, line)
        except UnicodeDecodeError as error:
            self.fault(number, f"not UTF-8 text ({error.reason} at byte {error.start})")
        except ValidationError as error:
            self.fault(number, *_described(error))
        else:
            self._add(number, entry)

    def fault(self, number: int, *faults: str) -> None:
        """Note what is wrong with a line."""
        self.faults += [f"line {number}: {fault}" for fault in faults]

    def _add(self, number: int, entry: Entry) -> None:
        self.fault(number, *self._faults_of(entry, number))
        self.entries.append(entry)
        self.lines.append(number)

    def _faults_of(self, entry: Entry, number: int) -> Iterator[str]:
        """What is wrong with an entry beside the others."""
        first = self._first_seen(entry, number)
        if first != number:
            yield f"the same title as on line {first}"
        if self._vocabulary_only:
            yield from _unknown_themes(entry)

    def _first_seen(self, entry: Entry, number: int) -> int:
        for key in entry.keys:
            first = self._seen.setdefault(key, number)
            if first != number:
                return first
        return number


def _parse(path: Path, parser: _Parser) -> None:
    try:
        _take_lines(path, parser)
    except (OSError, EOFError, zlib.error) as error:
        raise CatalogueFileError(str(path), [f"the file cannot be read: {error}"]) from error


def _take_lines(path: Path, parser: _Parser) -> None:
    with _opened(path) as stream:
        for number, line in enumerate(_lines(stream, parser), 1):
            parser.take(number, line)


def _unknown_themes(entry: Entry) -> Iterator[str]:
    for theme in entry.themes:
        if theme not in theme_names():
            yield f"there is no theme {theme!r}"


def _entry(number: int, line: bytes) -> Entry:
    """The entry of a line. Raises UnicodeDecodeError, ValidationError."""
    encoding = "utf-8-sig" if number == 1 else "utf-8"
    return Entry.model_validate_json(line.decode(encoding))


def _described(error: ValidationError) -> Iterator[str]:
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        place = ".".join(map(str, fault["loc"]))
        message = fault["msg"].removeprefix("Value error, ")
        yield f"{place}: {message}" if place else message


@contextmanager
def _opened(path: Path) -> Iterator[BufferedIOBase]:
    with path.open("rb") as file:
        if not _is_packed(file):
            yield file
            return
        with gzip.GzipFile(fileobj=file) as stream:
            yield stream


def _is_packed(file: BufferedIOBase) -> bool:
    start = file.read(len(_GZIP))
    file.seek(0)
    return start == _GZIP


def _lines(stream: BufferedIOBase, parser: _Parser) -> Iterator[bytes]:
    """The lines, until the file ends, is too large or has too many faults."""
    number, size = 0, 0
    while len(parser.faults) < _MOST_FAULTS and (line := stream.readline(_LONGEST_LINE + 1)):
        number, size = number + 1, size + len(line)
        excess = _excess(line, size)
        if excess:
            parser.fault(number, f"{excess}, the rest is not read")
            return
        yield line


def _excess(line: bytes, size: int) -> str:
    """The limit that a line or the file exceeds; empty for none."""
    if len(line) > _LONGEST_LINE:
        return f"longer than {_LONGEST_LINE:,} bytes"
    return f"past {_LARGEST_FILE:,} bytes" if size > _LARGEST_FILE else ""


async def import_file(store: Store, path: Path, progress: Progress | None = None) -> ImportReport:
    """Import a file as a whole. Importing it again changes nothing. Raises CatalogueFileError, and
    then nothing is written.

    ``progress`` is called with the number of titles written and the number of all, possibly in
    another thread.
    """
    parsed = await asyncio.to_thread(read_catalogue, path)
    return await write_parsed(store, parsed, path, progress)


async def write_parsed(
    store: Store, parsed: Parsed, path: Path, progress: Progress | None, *more: Change
) -> ImportReport:
    """Write the titles of a file and, in the same transaction, further changes. Raises
    CatalogueFileError.
    """
    try:
        return await store.write(catalogue_work(parsed.entries, path.name, progress, more))
    except Clash as clash:
        fault = f"line {parsed.lines[clash.entry]}: {clash}"
        raise CatalogueFileError(str(path), [fault]) from clash
