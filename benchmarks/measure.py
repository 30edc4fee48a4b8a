"""Measures one catalogue through the real stack: the whole turn, from a message to the replies with
its durable commit.
"""

import asyncio
import gc
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.machine import resident, resident_in_all
from benchmarks.sentences import FOLLOW_UPS, MISSPELT, ORDERED, REQUESTS
from bot.app import App, open_app
from bot.settings import Settings
from core.capabilities import ROUTER
from core.capabilities.marking.intents import MarkTitle
from core.dialogue.conversation import utc_now
from core.dialogue.replies import Answer
from core.dialogue.sessions import Sessions
from core.dialogue.turn import ChatRef, Message, UserRef
from core.words.speech import speech

_WARMING, _PEOPLE, _CROWD = 15, 120, 100


@dataclass
class Measures:
    """Milliseconds by kind of turn, and what else was measured."""

    turns: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    start: float = 0.0
    idle: float = 0.0
    idle_in_all: float = 0.0
    per_user: float = 0.0
    size: float = 0.0
    throughput: float = 0.0
    in_order: bool = False


async def measure(folder: Path, started: float) -> dict[str, Any]:
    """Everything about the database in ``folder``; ``started`` is when the process was asked
    for.
    """
    found = Measures(size=(folder / "unwatched.db").stat().st_size / 1024**2)
    async with open_app(Settings(data_dir=folder)) as app:
        await _say(app, "nobody", "hello")
        found.start = time.time() - started
        found.idle, found.idle_in_all = resident(), resident_in_all()
        for number in range(_WARMING):
            await _dialogue(app, number, Measures())
        for number in range(_WARMING, _WARMING + _PEOPLE):
            await _dialogue(app, number, found)
        await _crowd(app, "first")
        gc.collect()
        before = resident()
        found.throughput, found.in_order = await _crowd(app, "second")
        gc.collect()
        found.per_user = max(0.0, resident() - before) / _CROWD
    turns = {
        name: [float(np.percentile(times, share)) for share in (50, 95)]
        for name, times in found.turns.items()
    }
    return vars(found) | {"turns": turns}


async def _dialogue(app: App, number: int, found: Measures) -> None:
    """What one person says after a greeting: a request, a change of it, a tap, and a misspelt
    title.
    """
    person = f"person {number}"
    await _say(app, person, "hello")
    await _timed(app, found, "request", person, REQUESTS[number % len(REQUESTS)])
    answer = await _timed(app, found, "follow-up", person, FOLLOW_UPS[number % len(FOLLOW_UPS)])
    if tap := _mark(answer):
        await _timed(app, found, "tap", person, tap=tap)
    await _timed(app, found, "misspelt title", person, MISSPELT[number % len(MISSPELT)])


async def _timed(
    app: App, found: Measures, kind: str, person: str, text: str = "", tap: str | None = None
) -> Answer:
    begun = time.perf_counter()
    answer = await _say(app, person, text, tap)
    found.turns[kind].append((time.perf_counter() - begun) * 1_000)
    return answer


async def _say(app: App, person: str, text: str, tap: str | None = None) -> Answer:
    answer = await app.conversation.handle(
        Message(UserRef("bench", person, language="en"), ChatRef("bench", person), text, tap)
    )
    if answer.replies[0].text == speech("en")("apology"):
        raise RuntimeError(f"{text or tap!r} failed: an apology is no answer to be timed")
    return answer


def _mark(answer: Answer) -> str | None:
    buttons = (button for reply in answer.replies for row in reply.buttons for button in row)
    return next(
        (
            ROUTER.encode(button.intent)
            for button in buttons
            if isinstance(button.intent, MarkTitle)
        ),
        None,
    )


async def _crowd(app: App, name: str) -> tuple[float, bool]:
    """Messages a second of a hundred people at once, ten messages each without waiting; and whether
    each kept its order.
    """
    people = [f"{name} crowd {number}" for number in range(_CROWD)]
    begun = time.perf_counter()
    await asyncio.gather(*(_say(app, person, text) for text in ORDERED for person in people))
    lasted = time.perf_counter() - begun
    kept = await asyncio.gather(*(_kept(app, person, ORDERED) for person in people))
    return len(people) * len(ORDERED) / lasted, all(kept)


async def _kept(app: App, name: str, said: Sequence[str]) -> bool:
    met = await app.store.of(Sessions).met(
        UserRef("bench", name), ChatRef("bench", name), utc_now()
    )
    session = met[1] if met else None
    lines = [line.content for line in session.lines if line.role == "user"] if session else []
    return lines == list(said)
