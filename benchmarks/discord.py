"""Measures the bot on Discord over a local wire: acknowledgements under load, autocomplete, double
clicks, drops, memory.

``python -m benchmarks.discord [--people 100] [--rounds 5] [--drops 50] [--model SECONDS]``: the bot
is a process of its own, on the embedded catalogue and SQLite; the gateway, the REST server, the
people and the model, if any, are this one.
"""

import argparse
import asyncio
import os
import random
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.machine import described
from benchmarks.sentences import REQUESTS
from tests.botapi import BotApi, serve_botapi
from tests.discordapi import DiscordApi, Person, serve_discordapi
from tests.discordapi.exchanges import Exchange
from tests.wires.models import model_wire, reading

_PATIENCE, _REST = 60.0, 2.0
_BETWEEN = 0.05  # seconds between the commands of others
_TYPED = (
    "h",
    "he",
    "hea",
    "heat",
    "god",
    "the god",
    "incepton",
    "amelie",
    "ali",
    "psy",
    "star w",
    "toy stroy",
    "1917",
    "",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.discord", description=__doc__)
    parser.add_argument("--people", type=int, default=100, help="people who give a command at once")
    parser.add_argument("--rounds", type=int, default=5, help="how often they do")
    parser.add_argument("--drops", type=int, default=50, help="connections cut")
    parser.add_argument(
        "--model",
        type=float,
        default=0,
        help="seconds a model takes that reads every sentence (0: none does)",
    )
    options = parser.parse_args()
    with model_wire() as model:
        if options.model:
            said = reading(intent="recommend", wish={"genres": ["comedy"]}, written_in="en")
            model.will_say(replace(said, after=options.model))
            os.environ |= {"LLM_BASE_URL": model.url, "LLM_WHEN": "always"}
        asyncio.run(_measure(options))


async def _measure(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="unwatched-discord-") as folder:
        async with (
            serve_discordapi() as api,
            serve_botapi() as other,
            _bot(api, other, Path(folder)) as pid,
        ):
            await api.until_ready(_PATIENCE)
            people = [api.person(f"P{number}") for number in range(options.people)]
            print(f"Measured on {described()}: {options.people} people.\n")
            await asyncio.sleep(_REST)
            print(f"memory idle, Telegram and Discord in one process: {_resident(pid):.0f} MB")
            await _commands(people, options.rounds)
            await _busy(people, [api.person(f"Q{number}") for number in range(options.people)])
            await _typing(people)
            await _drops(api, api.person("Dora"), options.drops)
            print(
                f"memory: {_resident(pid):.0f} MB; unknown or second acknowledgements: {len(api.exchanges.refusals)}"
            )


@asynccontextmanager
async def _bot(api: DiscordApi, other: BotApi, folder: Path) -> AsyncIterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    given = {
        "DISCORD_TOKEN": api.token,
        "DISCORD_API_URL": api.url,
        "DISCORD_GATEWAY_URL": api.gateway_url,
    }
    given |= {"TELEGRAM_TOKEN": other.token, "TELEGRAM_API_URL": other.url}
    quiet = {
        "DATA_DIR": str(folder),
        "HTTP_PORT": str(port),
        "LOG_LEVEL": "error",
        "DATABASE_URL": "",
    }
    command = (sys.executable, "-m", "bot", "run")
    process = await asyncio.create_subprocess_exec(*command, env={**os.environ, **given, **quiet})
    try:
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


async def _commands(people: Sequence[Person], rounds: int) -> None:
    """Everybody asks at once, round after round: from the command to its acknowledgement, and to
    the card.
    """
    chance = random.Random(5)
    lags: list[float] = []
    answered: list[float] = []

    async def ask(person: Person) -> None:
        start = time.perf_counter()
        exchange = await person.commands("movie", text=chance.choice(REQUESTS), within=_PATIENCE)
        lags.append(exchange.lag)
        await _filled(exchange)
        answered.append(time.perf_counter() - start)

    for _ in range(rounds):
        await asyncio.gather(*map(ask, people))
    print(
        f"{len(people)} commands at once: acknowledged {_spread(lags)}, answered {_spread(answered)}"
    )


async def _busy(people: Sequence[Person], others: Sequence[Person]) -> None:
    """Others give a command each, one after the other: first with nothing else to do, then while
    everybody waits for an answer, and asks again as soon as it is there.
    """
    idle = await _lags(others)
    asking = [asyncio.create_task(_asking(person, seed)) for seed, person in enumerate(people)]
    try:
        await asyncio.sleep(_REST)
        loaded = await _lags(others)
    finally:
        for task in asking:
            task.cancel()
        await asyncio.wait(asking)
    ratio = np.percentile(loaded, 95) / np.percentile(idle, 95)
    print(
        f"commands of others: acknowledged {_spread(idle)}; with {len(people)} in flight"
        f" {_spread(loaded)} ({ratio:.1f} times)"
    )


async def _lags(people: Sequence[Person]) -> list[float]:
    """How long the acknowledgements of a command each take, twenty a second."""
    chance = random.Random(6)
    lags = []
    for person in people:
        asked = await person.commands("movie", text=chance.choice(REQUESTS), within=_PATIENCE)
        lags.append(asked.lag)
        await asyncio.sleep(_BETWEEN)
    return lags


async def _asking(person: Person, seed: int) -> None:
    chance = random.Random(seed)
    while True:
        text = chance.choice(REQUESTS)
        await _filled(await person.commands("movie", text=text, within=_PATIENCE))


async def _filled(exchange: Exchange) -> None:
    deadline = time.monotonic() + _PATIENCE
    while exchange.original is None or exchange.original.loading:
        assert time.monotonic() < deadline, exchange.channel.transcript
        await exchange.channel.pulse.wait(1)


async def _typing(people: Sequence[Person]) -> None:
    """One title after the other is typed."""
    times: list[float] = []
    for number, typed in enumerate(_TYPED * 10):
        start = time.perf_counter()
        await people[number % len(people)].types("title", title=typed)
        times.append(time.perf_counter() - start)
    print(f"autocomplete: {_spread(times)}")


async def _drops(api: DiscordApi, person: Person, drops: int) -> None:
    """The connection is cut again and again, each time just before a command."""
    lags = []
    for _ in range(drops):
        await api.gateway.drop()
        lags.append((await person.commands("help", within=_PATIENCE)).lag)
    print(f"{drops} connections cut: {len(lags)} commands heard, acknowledged {_spread(lags)}")


def _spread(seconds: Sequence[float]) -> str:
    p50, p95 = np.percentile(seconds, (50, 95)) * 1_000
    return f"p50 {p50:.0f} ms, p95 {p95:.0f} ms"


def _resident(pid: int) -> float:
    line = next(
        line
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("VmRSS")
    )
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
