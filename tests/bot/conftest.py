"""A folder of its own for each test, an environment that sets nothing, and the program as an
operator runs it.
"""

import io
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import variables
from tests.wires.models import ModelWire, model_wire

ROOT = Path(__file__).parents[2]
Bot = Callable[..., "subprocess.CompletedProcess[bytes]"]
Chat = Callable[..., int]
Screen = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook = hook
    logging.captureWarnings(capture=False)


@pytest.fixture
def data(folder: Path, library_template: Path) -> Path:
    """A data directory of the test's own, in which the program was started before."""
    (folder / "data").mkdir()
    shutil.copy(library_template, folder / "data" / "unwatched.db")
    return folder / "data"


@pytest.fixture
def model() -> Iterator[ModelWire]:
    """A model's server."""
    with model_wire() as running:
        yield running


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Chat:
    """``chat`` in this process, with bytes on standard input; its exit code."""

    def run(stdin: bytes, *words: str) -> int:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        return main(["chat", *words])

    return run


@pytest.fixture
def bot(folder: Path) -> Bot:
    """Runs ``python -m bot`` in a process of its own in the test's folder, with bytes on standard
    input.
    """

    def run(*words: str, stdin: bytes = b"", **env: str) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-m", "bot", *words]
        return subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            env=environment() | env,
            check=False,
            timeout=180,
        )

    return run


def environment() -> dict[str, str]:
    """This process's environment, with the program on Python's path."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}
