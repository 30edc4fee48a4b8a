"""Programs that began at once on a new SQLite file could fail with "database is locked": going over
to WAL waits for nobody.
"""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

from core.storage.address import parse_url
from core.storage.migrate import prepare_file

FILES, STARTS = 100, 6


def test_many_go_over_to_wal_at_once(tmp_path: Path) -> None:
    together = Barrier(STARTS)

    def start(file: Path) -> str:
        together.wait()
        prepare_file(parse_url(f"sqlite:///{file}"))
        with closing(sqlite3.connect(file)) as connection:
            return str(connection.execute("PRAGMA journal_mode").fetchone()[0])

    with ThreadPoolExecutor(STARTS) as starts:
        for number in range(FILES):
            assert list(starts.map(start, [tmp_path / f"{number}.db"] * STARTS)) == ["wal"] * STARTS
