"""What was opened is closed: a watch over connections, threads and tasks that are left behind."""

import asyncio
import gc
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_OURS = tuple(str(Path(__file__).parents[1] / room) for room in ("adapters", "bot", "core"))


@contextmanager
def check_nothing_left_open() -> Iterator[None]:
    """Fails where something opened inside is let go without being closed, or goes on afterwards.

    To be entered inside a loop, whose own pool of threads is left out: the loop ends it.
    """
    threads = _threads()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
        gc.collect()
    assert [str(one.message) for one in caught if one.category is ResourceWarning] == []
    assert [task for task in asyncio.all_tasks() if _is_ours(task)] == []
    assert _threads() - threads == set()


def _threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not thread.name.startswith("asyncio_")}


def _is_ours(task: asyncio.Task[Any]) -> bool:
    """Whether the program began it; servers that stand in for a platform share its loop."""
    code = getattr(task.get_coro(), "cr_code", None)
    return code is not None and code.co_filename.startswith(_OURS)
