"""Measures the bot on Telegram over a local wire: taps with 200 chats active, messages at a steady
rate, and twice as much as Telegram takes overall.

``python -m benchmarks.telegram [--chats 200] [--taps 20] [--messages 20] [--flood 300] [--seconds
30]``: the bot
is a process of its own, on the embedded catalogue and SQLite; the Bot API server and its people are
this one.
"""

import argparse
import asyncio
import os
import random
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.machine import described
from benchmarks.sentences import REQUESTS
from tests.botapi import BotApi, Person, Post, serve_botapi

_PATIENCE = 60.0
_OVERALL = 30  # messages a second that Telegram takes from a bot
_SETTLED = 3.0  # seconds until as many turns are in flight as there will be
_TAPS, _BETWEEN = 100, 0.05  # taps of others, and the seconds between them


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.telegram", description=__doc__)
    parser.add_argument("--chats", type=int, default=200, help="people who talk to the bot")
    parser.add_argument("--taps", type=int, default=20, help="taps a second")
    parser.add_argument("--messages", type=int, default=20, help="messages a second")
    parser.add_argument("--flood", type=int, default=300, help="chats that ask too much together")
    parser.add_argument("--seconds", type=int, default=30, help="for how long")
    parser.add_argument("--in-flight", type=int, default=100, help="turns thought about at once")
    parser.add_argument(
        "--insistent", type=int, default=5_000, help="messages of one sender at once"
    )
    asyncio.run(_measure(parser.parse_args()))


async def _measure(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="unwatched-telegram-") as folder:
        async with serve_botapi() as api, _bot(api, Path(folder)) as pid:
            people = [api.person(f"P{number}") for number in range(options.chats)]
            print(f"Measured on {described()}: {options.chats} chats.\n")
            await _each_once(people)
            await _taps(people, options.taps, options.seconds)
            await _messages(people, options.messages, options.seconds, pid)
            await _flood([api.person(f"F{number}") for number in range(options.flood)], api)
            await _first_words(people[: options.in_flight], people[options.in_flight :])
            await _insistent(api.person("Flood"), people, options.insistent)


@asynccontextmanager
async def _bot(api: BotApi, folder: Path) -> AsyncIterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    given = {
        "TELEGRAM_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "DATA_DIR": str(folder),
        "HTTP_PORT": str(port),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        env={**os.environ, **given, "LOG_LEVEL": "error", "DATABASE_URL": ""},
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


async def _each_once(people: Sequence[Person]) -> None:
    """Everybody asks for something there is much of: pictures are uploaded, caches are warm."""
    for person in people:
        await person.says("a drama")
    await asyncio.gather(*(person.sees(photo=True, within=_PATIENCE) for person in people))


async def _taps(people: Sequence[Person], rate: int, seconds: int) -> None:
    """Next, and next: from the tap to its acknowledgement, and to the card in its place."""
    acknowledged: list[float] = []
    edited: list[float] = []

    async def tap(person: Person) -> None:
        card = _card(person)
        before, start = card.edits, time.perf_counter()
        await person.taps("Next ▶", on=card, within=_PATIENCE)
        acknowledged.append(time.perf_counter() - start)
        await _edited(card, before)
        edited.append(time.perf_counter() - start)

    await _steadily(tap, people, rate, seconds)
    print(
        f"{rate} taps a second: acknowledged {_spread(acknowledged)}, card edited {_spread(edited)}"
    )


async def _edited(card: Post, before: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while card.edits == before:
        assert time.monotonic() < deadline, card.chat.transcript
        await card.chat.pulse.wait(1)


async def _messages(people: Sequence[Person], rate: int, seconds: int, pid: int) -> None:
    """Sentences at a steady rate: from the message to the card, and the bot's memory before and
    after.
    """
    answered: list[float] = []
    chance = random.Random(2)

    async def say(person: Person) -> None:
        start = time.perf_counter()
        said = await person.says(chance.choice(REQUESTS))
        await _answered(person, said)
        answered.append(time.perf_counter() - start)

    await _steadily(say, people, rate, seconds)
    first, start, before = len(answered), time.perf_counter(), _resident(pid)
    await _steadily(say, people, rate, seconds)
    answers = (len(answered) - first) / (time.perf_counter() - start)
    growth = _resident(pid) - before
    print(f"{rate} messages a second: {answers:.0f} answered a second, {_spread(answered[first:])}")
    print(f"memory: {before:.0f} MB, {growth:+.1f} MB after {len(answered) - first} more messages")


async def _flood(people: Sequence[Person], api: BotApi) -> None:
    """Everybody asks within a time in which half of the answers are allowed: how many are lost, and
    how many calls refused.
    """
    api.limits.overall, before = _OVERALL, len(api.calls)
    start = time.perf_counter()
    for number, person in enumerate(people):
        await asyncio.sleep(max(0.0, start + number / (2 * _OVERALL) - time.perf_counter()))
        await person.says("a drama")
    seen = await asyncio.gather(
        *(person.sees(within=_PATIENCE) for person in people), return_exceptions=True
    )
    lost = sum(isinstance(one, BaseException) for one in seen)
    took, calls = time.perf_counter() - start, len(api.calls) - before
    print(
        f"{len(people)} chats at {2 * _OVERALL} messages a second, of which {_OVERALL} are "
        f"allowed: {lost} lost, {api.limits.refused} of {calls} calls refused, all answered after "
        f"{took:.0f} s"
    )


async def _answered(person: Person, said: Post) -> None:
    """When the bot has posted as much as there was to answer up to here."""
    posts = [post for post in person.chat.posts.values() if post.id <= said.id]
    wanted = sum(post.sender == person.name for post in posts)
    deadline = time.monotonic() + _PATIENCE
    while sum(post.sender != person.name for post in person.chat.posts.values()) < wanted:
        assert time.monotonic() < deadline, person.chat.transcript
        await person.chat.pulse.wait(1)


async def _first_words(busy: Sequence[Person], others: Sequence[Person]) -> None:
    """Others tap one after the other: first with nothing else to do, then while ``busy`` people
    wait for an answer each, and ask again as soon as they have it.
    """
    idle = await _tapped(others)
    asking = [asyncio.create_task(_asking(person, number)) for number, person in enumerate(busy)]
    try:
        await asyncio.sleep(_SETTLED)
        loaded = await _tapped(others)
    finally:
        for task in asking:
            task.cancel()
        await asyncio.wait(asking)
    ratio = _percentile(loaded, 0.95) / _percentile(idle, 0.95)
    print(
        f"taps of others: acknowledged {_spread(idle)}; with {len(busy)} turns in flight"
        f" {_spread(loaded)} ({ratio:.1f} times)"
    )
    await asyncio.gather(*(_all_answered(person) for person in busy))


async def _tapped(people: Sequence[Person]) -> list[float]:
    """How long the acknowledgements of a hundred taps take."""
    times = []
    for number in range(_TAPS):
        person, start = people[number % len(people)], time.perf_counter()
        await person.taps("Next ▶", on=_card(person), within=_PATIENCE)
        times.append(time.perf_counter() - start)
        await asyncio.sleep(_BETWEEN)
    return times


async def _asking(person: Person, seed: int) -> None:
    chance = random.Random(seed)
    while True:
        await _answered(person, await person.says(chance.choice(REQUESTS)))


async def _insistent(sender: Person, people: Sequence[Person], messages: int) -> None:
    """One sender says very much at once; meanwhile others ask for something each."""
    for number in range(messages):
        await sender.says(REQUESTS[number % len(REQUESTS)])
    times = []
    for person in people[:_TAPS]:
        start = time.perf_counter()
        await _answered(person, await person.says("a drama"))
        times.append(time.perf_counter() - start)
        await asyncio.sleep(_BETWEEN)
    said = sum(post.sender != sender.name for post in sender.chat.posts.values())
    print(
        f"one sender of {messages} messages, told {said} times so far: others answered"
        f" {_spread(times)}"
    )


async def _all_answered(person: Person) -> None:
    """When nothing this person said waits for an answer."""
    await _answered(person, list(person.chat.posts.values())[-1])


def _card(person: Person) -> Post:
    return next(post for post in reversed(person.chat.posts.values()) if post.photo)


async def _steadily(
    do: Callable[[Person], Awaitable[None]], people: Sequence[Person], rate: int, seconds: int
) -> None:
    """Do something with one person after the other, so many times a second, each without waiting
    for the last.
    """
    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(rate * seconds):
            await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
            group.create_task(_awaited(do(people[number % len(people)])))


async def _awaited(work: Awaitable[None]) -> None:
    await work


def _resident(pid: int) -> float:
    line = next(
        line
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("VmRSS")
    )
    return int(line.split()[1]) / 1024


def _percentile(times: Sequence[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)] * 1000


def _spread(times: Sequence[float]) -> str:
    p50, p95 = (_percentile(times, share) for share in (0.5, 0.95))
    return f"p50 {p50:.0f} ms, p95 {p95:.0f} ms"


if __name__ == "__main__":
    main()
