"""A backup that could not be written left a thread behind, which then called a loop that was
closed.
"""

import asyncio
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import ConfigurationError
from core.storage.backup import backup

_TIMES = 50


@pytest.fixture
def hurried_threads() -> Iterator[None]:
    """Threads take turns as often as they can, as they do by chance on a busy machine."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hurried_threads")
def test_no_thread_outlives_the_loop(sqlite_url: str, tmp_path: Path) -> None:
    before = threading.enumerate()
    for _ in range(_TIMES):
        with pytest.raises(ConfigurationError, match="cannot be written"):
            asyncio.run(backup(sqlite_url, tmp_path / "no" / "folder" / "copy.db"))
        assert threading.enumerate() == before
