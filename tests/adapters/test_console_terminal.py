"""The terminal dialogue on a real (pseudo) terminal."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from select import select

import pytest

pty = pytest.importorskip("pty")

ROOT = Path(__file__).parents[2]
_STEERING = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_WAIT = 30.0


class Screen:
    """A child process at a terminal: type, and wait to see."""

    def __init__(self, folder: Path) -> None:
        self._screen, inside = pty.openpty()
        quiet = {"PROMPT_TOOLKIT_NO_CPR": "1"}  # nobody answers where the cursor is
        env = {
            **os.environ,
            **quiet,
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "DATA_DIR": str(folder),
            "COLUMNS": "80",
        }
        command = [sys.executable, "-m", "bot", "chat", "--user", "ana", "--lang", "en"]
        self._process = subprocess.Popen(
            command,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            cwd=folder,
            env=env,
            start_new_session=True,
        )
        os.close(inside)
        self._raw, self._seen = b"", 0

    def type(self, keys: str) -> None:
        os.write(self._screen, keys.encode())

    def sees(self, text: str) -> str:
        """What was shown after what was seen last, until the text appeared."""
        deadline = time.monotonic() + _WAIT
        while (at := (shown := self._shown()).find(text, self._seen)) < 0:
            assert time.monotonic() < deadline, f"{text!r} not in:\n{shown[self._seen :]}"
            self._read()
        before, self._seen = self._seen, at + len(text)
        return shown[before : self._seen]

    def _shown(self) -> str:
        return _STEERING.sub(b"", self._raw).decode("utf-8", "replace")

    def exit_code(self) -> int:
        return self._process.wait(_WAIT)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._screen)

    def _read(self) -> None:
        if select([self._screen], [], [], 0.1)[0]:
            try:
                self._raw += os.read(self._screen, 65536)
            except OSError:  # the child has closed its end
                time.sleep(0.01)


@pytest.fixture
def screen(tmp_path: Path, library_template: Path) -> Iterator[Screen]:
    shutil.copy(library_template, tmp_path / "unwatched.db")
    screen = Screen(tmp_path)
    yield screen
    screen.close()


def test_a_dialogue_with_line_editing(screen: Screen, tmp_path: Path) -> None:
    screen.sees("Ctrl-D to leave")
    screen.sees("›")
    screen.type("a crime film\r")
    assert "╭" in screen.sees("[6]")
    screen.sees("›")
    screen.type("2\r")
    screen.sees("Saved for later")
    screen.sees("›")
    screen.type("half a sentence\x03")
    screen.sees("›")
    screen.type(":99\r")
    screen.sees("There is no button 99 here.")
    screen.sees("›")
    screen.type("\x04")
    screen.sees("Bye")
    assert screen.exit_code() == 0
    typed = (tmp_path / "history").read_text()
    assert "a crime film" in typed
    assert (tmp_path / "history").stat().st_mode & 0o777 == 0o600
