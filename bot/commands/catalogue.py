"""``import``: loads catalogue files into the database."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app import open_database
from bot.commands.start import configured, write
from core.films.importing.file import ImportReport, Progress, import_file

if TYPE_CHECKING:
    from rich.progress import Progress as Bars


async def import_files(options: Namespace) -> int:
    """Import the files in order and print what each changed."""
    async with open_database(configured()) as store:
        for path in map(Path, options.files):
            with _bar(path.name) as progress:
                report = await import_file(store, path, progress)
            write(f"{path}: {_told(report)}.")
    return 0


def _told(report: ImportReport) -> str:
    return f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged"


@contextmanager
def _bar(name: str) -> Iterator[Progress | None]:
    """A progress bar, if standard error is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with _bars() as bars:
        task = bars.add_task(name, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


def _bars() -> "Bars":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Bars(*columns, console=Console(stderr=True), transient=True)
