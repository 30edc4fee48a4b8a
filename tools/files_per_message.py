"""``python -m tools.files_per_message`` counts the files of core/ that one message passes through.

Each message is said in a terminal dialogue to the whole program, on a fresh database with the
embedded catalogue and without keys. A file counts when one of its functions is called, in any
thread; what runs only because a module is imported does not.
"""

import argparse
import asyncio
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from adapters.console.adapter import dialogue
from adapters.console.faces import Plain
from bot.app import open_app
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
MESSAGES = ("a 90s heist comedy under two hours", "thanks")
_WARMING_UP = "hello"
_IMPORTING = "<module>"


class FilesEntered(threading.local):
    """Which files below a folder are entered, whatever the thread."""

    def __init__(self, folder: Path, entered: set[Path]) -> None:
        self._folder = f"{folder}/"
        self._entered = entered
        self._imports = 0  # under way in this thread, one within the other

    def trace(self, frame: FrameType, event: str, _: object) -> None:
        """Take note of a call, as ``sys.setprofile`` tells of it."""
        if event not in ("call", "return"):
            return
        if frame.f_code.co_name == _IMPORTING:
            self._imports += 1 if event == "call" else -1
        elif not self._imports and frame.f_code.co_filename.startswith(self._folder):
            self._entered.add(Path(frame.f_code.co_filename))


@contextmanager
def files_entered(folder: Path) -> Iterator[set[Path]]:
    """The files below a folder that are entered while inside, by this thread and by those that
    begin inside.
    """
    entered = set[Path]()
    files = FilesEntered(folder, entered)
    threading.setprofile(files.trace)
    sys.setprofile(files.trace)
    try:
        yield entered
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


async def files_per_message(messages: Sequence[str], data: Path) -> Mapping[str, Sequence[str]]:
    """The files of core/ that each message enters, by message, with the database in ``data``, made
    if it is not there.
    """
    found = {}
    settings = Settings(
        data_dir=data,
        database_url=None,
        tmdb_token=None,
        omdb_key=None,
        llm_api_key=None,
        llm_base_url=None,
        default_language="en",
    )
    with files_entered(ROOT / "core") as entered:
        async with open_app(settings) as app:
            talk = dialogue(app.conversation, Plain(lambda _: None), "ann", None, "en")
            await talk.say(_WARMING_UP)
            for message in messages:
                entered.clear()
                await talk.say(message)
                found[message] = sorted(str(file.relative_to(ROOT)) for file in entered)
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the files of each message, and how many they are."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.files_per_message",
        description="Count the files of core/ that one message passes through.",
    )
    parser.add_argument("messages", nargs="*", default=MESSAGES, metavar="MESSAGE")
    parser.add_argument("--count", action="store_true", help="print the numbers alone")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(files_per_message(chosen.messages, Path(folder)))
    print(report(found, names=not chosen.count))


def report(found: Mapping[str, Sequence[str]], *, names: bool = True) -> str:
    """How many files each message enters, and which."""
    lines = list[str]()
    for message, files in found.items():
        lines.append(f"{len(files)} files: {message}")
        if names:
            lines += (f"    {file}" for file in files)
    return "\n".join(lines)


if __name__ == "__main__":
    main()
