"""Measures what a model costs and saves, with 600 ms a question over a local wire: ``python -m
benchmarks.models``.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.machine import described
from benchmarks.sentences import FOLLOW_UPS, MISSPELT, REQUESTS
from bot.app import App, open_app
from bot.settings import Settings
from core.capabilities import ROUTER
from core.capabilities.marking.intents import MarkTitle
from core.dialogue.conversation import Answer
from core.dialogue.turn import ChatRef, Message, UserRef, Utterance
from core.films.finding.name_index import NameIndex
from core.understanding.readers import Offline
from tests.understanding.scoring import right
from tests.wires.models import Asked, ModelWire, Said, data_of, model_wire, reading

TAKES, _PEOPLE, _WARMING = 0.6, 20, 3
_SETS = Path(__file__).parents[1] / "tests" / "understanding"
_SUGGESTED = [
    {"title": title, "year": year}
    for title, year in (
        ("Heat", 1995),
        ("Alien", 1979),
        ("Jaws", 1975),
        ("Barbie", 2023),
        ("Parasite", 2019),
        ("Amélie", 2001),
        ("Up", 2009),
        ("Taxi", 1998),
        ("Superbad", 2007),
        ("Paddington", 2014),
        ("A Film That Is Not", 2020),
        ("Nor Is This One", 1999),
    )
]


@dataclass
class Measures:
    """Milliseconds of sentences and taps, and the questions that were asked."""

    sentences: list[float] = field(default_factory=list)
    taps: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    questions: int = 0


def main() -> None:
    """Print what was measured."""
    print(f"Measured on {described()}; the model takes {TAKES * 1_000:.0f} ms.\n")
    for line in _certainty():
        print(line)
    print(
        "\n| LLM_WHEN | sentences | questions | sentence p50 / p95 / mean | asked: above the model's time p50 | tap p50 |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    with model_wire() as wire:
        wire.says = reads
        for when in ("never", "uncertain", "always"):
            print(_row(when, asyncio.run(_measured(when, wire))))


def _certainty() -> Iterator[str]:
    """How often the rules are certain, how often rightly, and how many of their mistakes a model
    would be asked about.
    """
    offline = _offline()
    for language in ("en", "fr"):
        cases = [
            json.loads(line)
            for line in (_SETS / f"sentences.{language}.jsonl").read_text("utf-8").splitlines()
        ]
        heard = [_heard(case["text"], language, case.get("previous")) for case in cases]
        sure = [offline.certainly(one) is not None for one in heard]
        good = [
            right(case, ROUTER.reading(offline.read(one).intent))
            for case, one in zip(cases, heard, strict=True)
        ]
        both = sum(certain and correct for certain, correct in zip(sure, good, strict=True))
        wrong = len(good) - sum(good)
        caught = wrong - (sum(sure) - both)
        yield (
            f"{language}: certain of {sum(sure)} of {len(cases)} sentences ({sum(sure) / len(cases):.0%}), rightly of"
            f" {both / sum(sure):.1%}; of {wrong} misread a model is asked about {caught}."
        )


@cache
def _offline() -> Offline:
    return Offline(NameIndex.known())


def _heard(text: str, language: str, wish: Any) -> Utterance:
    return Utterance(text, language, datetime.now(UTC).date(), wish)


def reads(asked: Asked) -> Said:
    """What the rules read, as a model would put it, with a dozen suggestions."""
    begun = time.perf_counter()
    data = data_of(asked)
    said = ROUTER.reading(
        _offline().read(_heard(data["sentence"], data["language"], data["wish"])).intent
    )
    answer = reading(
        **said, suggested=_SUGGESTED, written_in="en", lead="Something to look forward to."
    )
    return replace(answer, after=TAKES - (time.perf_counter() - begun))


async def _measured(when: str, wire: ModelWire) -> Measures:
    found, wire.asked[:] = Measures(), []
    with tempfile.TemporaryDirectory(prefix="unwatched-bench-") as folder:
        settings = Settings.read(data_dir=Path(folder), llm_base_url=wire.url, llm_when=when)
        async with open_app(settings) as app:
            for number in range(_WARMING):
                await _dialogue(app, number, Measures())
            wire.asked.clear()
            for number in range(_WARMING, _WARMING + _PEOPLE):
                await _dialogue(app, number, found)
    found.questions = len(wire.asked)
    return found


async def _dialogue(app: App, number: int, found: Measures) -> None:
    """A request, a tap, a follow-up and a misspelt title."""
    person = f"person {number}"
    answer = await _said(app, found, person, REQUESTS[number % len(REQUESTS)])
    buttons = (button for reply in answer.replies for row in reply.buttons for button in row)
    tap = next(
        (
            ROUTER.encode(button.intent)
            for button in buttons
            if isinstance(button.intent, MarkTitle)
        ),
        None,
    )
    if tap:
        begun = time.perf_counter()
        await app.conversation.handle(_message(person, tap=tap))
        found.taps.append((time.perf_counter() - begun) * 1_000)
    await _said(app, found, person, FOLLOW_UPS[number % len(FOLLOW_UPS)])
    await _said(app, found, person, MISSPELT[number % len(MISSPELT)])


async def _said(app: App, found: Measures, person: str, text: str) -> Answer:
    begun = time.perf_counter()
    answer = await app.conversation.handle(_message(person, text))
    took = (time.perf_counter() - begun) * 1_000
    found.sentences.append(took)
    if answer.by == "llm":
        found.asked.append(took - TAKES * 1_000)
    return answer


def _message(person: str, text: str = "", tap: str | None = None) -> Message:
    return Message(UserRef("bench", person, language="en"), ChatRef("bench", person), text, tap)


def _row(when: str, found: Measures) -> str:
    p50, p95 = np.percentile(found.sentences, (50, 95))
    above = f"{np.median(found.asked):.1f} ms" if found.asked else "–"
    figures = f"{p50:.1f} / {p95:.1f} / {np.mean(found.sentences):.1f} ms"
    return f"| {when} | {len(found.sentences)} | {found.questions} | {figures} | {above} | {np.median(found.taps):.1f} ms |"


if __name__ == "__main__":
    main()
