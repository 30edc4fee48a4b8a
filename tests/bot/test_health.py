"""The health check of a container: it asks the running program, and nobody else."""

import asyncio
import json
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from adapters.shared.health import Pulse
from adapters.shared.service import Service
from bot.app import App, open_app
from bot.cli import main
from bot.health import serves_nothing
from bot.run import Platform, serve
from bot.settings import Settings
from tests.bot.conftest import ROOT, Screen, environment

Running = Callable[[], AbstractAsyncContextManager[Pulse]]
_CHECK = re.compile(r'^HEALTHCHECK .*CMD (\["python", .*\])$', re.MULTILINE)


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> int:
    """A free port, set as HTTP_PORT."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        found = int(listening.getsockname()[1])
    monkeypatch.setenv("HTTP_PORT", str(found))
    return found


@pytest.fixture
def running(data: Path, port: int) -> Running:
    """The program serving one platform, until the block ends; the platform's pulse."""

    @asynccontextmanager
    async def serving() -> AsyncIterator[Pulse]:
        begun, stop = asyncio.get_running_loop().create_future(), asyncio.Event()

        async def wire(app: App, service: Service, stop: asyncio.Event) -> None:
            begun.set_result(service.pulse)
            await stop.wait()

        async with open_app(Settings.read()) as app:
            task = asyncio.create_task(serve(app, [Platform("Wire", "", wire)], stop))
            yield await begun
            stop.set()
            await task

    return serving


async def _check() -> subprocess.CompletedProcess[bytes]:
    """The check as the Dockerfile gives it, in a process of its own."""
    found = _CHECK.search((ROOT / "Dockerfile").read_text("utf-8"))
    assert found
    command = [sys.executable, *json.loads(found[1])[1:]]
    return await asyncio.to_thread(
        subprocess.run, command, env=environment(), capture_output=True, check=False, timeout=30
    )


async def test_it_follows_whether_the_platforms_are_served(running: Running) -> None:
    async with running() as pulse:
        starting = await _check()
        assert starting.returncode == 1
        assert b"answered 503" in starting.stderr
        pulse.beat()
        serving = await _check()
        assert (serving.returncode, serving.stderr) == (0, b"")
        pulse.stop("the token was refused")
        refused = await _check()
        assert refused.returncode == 1
        assert b"the token was refused" in refused.stderr
    assert (await _check()).returncode == 1


def test_a_program_that_is_not_there(port: int, capsys: Screen) -> None:
    assert main(["health"]) == 1
    assert f"Nothing is listening on port {port} (HTTP_PORT)." in capsys.readouterr().err


def test_a_program_that_speaks_something_else(port: int) -> None:
    with socket.create_server(("127.0.0.1", port)) as listening:
        asking = subprocess.Popen(
            [sys.executable, "-m", "bot", "health"], env=environment(), stderr=subprocess.PIPE
        )
        with listening.accept()[0] as other:
            other.sendall(b"SSH-2.0-other\r\n")
        assert b"No answer from port" in asking.communicate(timeout=30)[1]
        assert asking.returncode == 1


@pytest.mark.parametrize("value", ["0", "x", "70000"])
def test_a_port_that_is_none(value: str, monkeypatch: pytest.MonkeyPatch, capsys: Screen) -> None:
    monkeypatch.setenv("HTTP_PORT", value)
    assert main(["health"]) == 2
    assert "HTTP_PORT: must be a whole number from 1 to 65535" in capsys.readouterr().err


def test_the_port_is_found_where_the_settings_are(
    folder: Path, port: int, monkeypatch: pytest.MonkeyPatch, capsys: Screen
) -> None:
    monkeypatch.delenv("HTTP_PORT")
    (folder / "port").write_text(f"{port}\n")
    (folder / ".env").write_text("HTTP_PORT_FILE=port\n")
    assert Settings.read().http_port == port
    assert main(["health"]) == 1
    assert f"port {port} " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "alone"),
    [
        ("python -m bot run", False),
        ("/sbin/docker-init -- python -m bot run", False),
        ("python -m bot chat", True),
        ("/sbin/docker-init -- python -m bot chat --user ana", True),
        ("/opt/unwatched/bin/python /opt/unwatched/bin/unwatched chat", True),
        ("python -m bot run --else-chat", True),
        ("/sbin/init splash", False),
        ("", False),
    ],
)
def test_a_container_that_only_talks_in_a_terminal_has_nobody_to_ask(
    command: str, alone: bool
) -> None:
    assert serves_nothing(command.split()) is alone


def test_it_loads_nothing_heavy(port: int) -> None:
    code = "import sys; from bot.cli import main; main(['health']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, check=True, timeout=30
    )
    loaded = set(done.stdout.decode().split())
    assert "bot.health" in loaded
    assert not loaded & {
        "pydantic",
        "sqlalchemy",
        "httpx",
        "openai",
        "uvicorn",
        "numpy",
        "telegram",
    }
