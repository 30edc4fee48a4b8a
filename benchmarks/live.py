"""Measures requests with TMDB and OMDb at hand, without and with a model that reads them, over a
local wire: cold, ten cards on, and asked again by somebody else.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Any

from benchmarks.machine import described
from benchmarks.models import TAKES, reads
from benchmarks.services import OMDB_SECONDS, TMDB_SECONDS
from bot.app import App, open_app
from bot.settings import Settings
from core.dialogue.turn import ChatRef, Message, UserRef
from tests.wires.models import model_wire
from tests.wires.omdb import KEY
from tests.wires.tmdb import TOKEN

_REQUESTS = (
    "an action film from the 80s",
    "a comedy from 1995 to 2020",
    "a horror film",
    "a Korean film",
    "a film under two hours",
    "a mystery film",
    "a crime film since 2000",
    "a science fiction film",
)
_CRITICAL = 2 * TMDB_SECONDS + OMDB_SECONDS
_AGAIN = 40
_HEADS = ("", "first card", "ten more cards", "asked again", "TMDB calls", "OMDb calls", "refused")


async def main() -> None:
    """Print a Markdown table of medians."""
    command = [sys.executable, "-m", "benchmarks.services"]
    services = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    try:
        urls = json.loads(await _line(services))
        alone = [await _measured(services, urls, request, None) for request in _REQUESTS]
        with model_wire() as model:
            model.says = reads
            read = [await _measured(services, urls, request, model.url) for request in _REQUESTS]
    finally:
        services.terminate()
        await services.wait()
    print(
        f"Measured on {described()}; {TMDB_SECONDS * 1000:.0f} ms a call to TMDB, {OMDB_SECONDS * 1000:.0f} ms to OMDb.\n"
    )
    rows = (
        _shown("read by the rules", alone),
        _shown(f"read by a model of {TAKES * 1000:.0f} ms", read),
    )
    for cells in (_HEADS, ["---"] * len(_HEADS), *rows):
        print("| " + " | ".join(cells) + " |")
    path = f"{_CRITICAL * 1000:.0f} ms, and {(_CRITICAL + TAKES) * 1000:.0f} with the model"
    print(f"\nThe critical path (discover, details, OMDb) is {path}.")


async def _measured(
    services: Process, urls: list[str], request: str, model: str | None
) -> dict[str, float]:
    """One request on a fresh database; what it costs cold, and again."""
    with tempfile.TemporaryDirectory(prefix="unwatched-bench-") as folder:
        settings = Settings.read(
            data_dir=Path(folder),
            tmdb_token=TOKEN,
            tmdb_url=urls[0],
            omdb_key=KEY,
            omdb_url=urls[1],
            llm_base_url=model,
            llm_when="always",
        )
        async with open_app(settings) as app:
            await _say(app, "nobody", "a western")  # whatever is loaded when first used
            await app.background.idle()
            await _calls(services)
            first = await _timed(_say(app, "ann", request))
            more = await _timed(app.background.idle())
            tmdb_calls, omdb_calls, refused = await _calls(services)
            again = [
                await _timed(_say(app, f"person {number}", request))
                for number in range(_AGAIN if model is None else 3)
            ]
            extra, *_ = await _calls(services)
    return {
        "first": first,
        "more": more,
        "again": statistics.median(again),
        "tmdb": tmdb_calls,
        "omdb": omdb_calls,
        "refused": refused,
        "extra": extra,
    }


def _shown(name: str, rows: list[dict[str, float]]) -> list[str]:
    median = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
    return [
        name,
        f"{median['first']:.0f} ms",
        f"{median['more']:.0f} ms later",
        f"{median['again']:.1f} ms, {median['extra']:.0f} calls",
        f"{median['tmdb']:.0f}",
        f"{median['omdb']:.0f}",
        f"{sum(row['refused'] for row in rows):.0f}",
    ]


async def _timed(work: Any) -> float:
    begun = time.perf_counter()
    await work
    return (time.perf_counter() - begun) * 1_000


async def _say(app: App, person: str, text: str) -> None:
    answer = await app.conversation.handle(
        Message(UserRef("bench", person, language="en"), ChatRef("bench", person), text)
    )
    if not answer.replies[0].card:
        raise RuntimeError(f"{text!r} was answered without a card: {answer.replies[0].text}")


async def _calls(services: Process) -> list[int]:
    assert services.stdin
    services.stdin.write(b"\n")
    counts: list[int] = json.loads(await _line(services))
    return counts


async def _line(services: Process) -> bytes:
    assert services.stdout
    return await services.stdout.readline()


if __name__ == "__main__":
    asyncio.run(main())
