"""Whatever people write, tap or are called, Telegram never refuses what comes back, and nothing
goes wrong.

``FUZZ=10000 make test`` tries ten thousand instead of a hundred.
"""

import asyncio
import logging
import os
import random
import string

import pytest

from core.capabilities import ROUTER
from core.capabilities.lookup.intents import AskTitle
from core.capabilities.marking.intents import MarkTitle
from core.capabilities.suggesting.intents import LikeTitle
from core.presentation.intents import TurnTo
from tests.botapi import BotApi, Person

TRIES = int(os.environ.get("FUZZ", "100"))
_PIECES = (
    *"<>&_*[]()`~|\"'{}#+-=.!\\",
    "</b>",
    "<script>",
    "&amp",
    "```",
    "\u202e",
    "\u200d",
    "😀",
    "👨‍👩‍👧",
    "日本",
    "\x00",
    "\n\n",
    "é",
    "@everyone",
    "like Heat",
    "a 90s heist comedy",
    "I've seen",
    "(1995)",
    "/start",
    "/find ",
    "who directed",
    "x" * 300,
)


async def test_fuzzed_texts_meet_no_error(
    api: BotApi, ann: Person, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(11)
    people = [api.person("".join(chance.choices(_PIECES, k=3))) for _ in range(20)]
    await _in_turns(people, [lambda person: person.says(_text(chance))] * TRIES)
    await ann.says("thanks")
    await ann.sees("welcome", within=60 + TRIES / 10)
    _nothing_went_wrong(api, caplog)


async def test_mutated_payloads_meet_no_error(
    api: BotApi, ann: Person, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(12)
    await ann.says("a film from the 90s")
    card = await ann.sees("1990s", photo=True)
    real = [
        button["callback_data"]
        for row in card.fields["reply_markup"]["inline_keyboard"]
        for button in row
        if "callback_data" in button
    ]
    real += [
        ROUTER.encode(intent)
        for intent in (
            MarkTitle(5, "seen"),
            TurnTo("nobody12", 3),
            LikeTitle(9),
            AskTitle(7, "cast"),
        )
    ]
    await _in_turns(
        [ann], [lambda person: person.presses(card, _mutated(chance, real), within=30)] * TRIES
    )
    _nothing_went_wrong(api, caplog)


async def _in_turns(people: list[Person], tries: list) -> None:
    for start in range(0, len(tries), len(people)):
        await asyncio.gather(
            *(do(person) for do, person in zip(tries[start:], people, strict=False))
        )


def _text(chance: random.Random) -> str:
    pieces = chance.choices([*_PIECES, *string.printable], k=chance.randrange(1, 12))
    return chance.choice(("", " ")).join(pieces).strip() or "?"


def _mutated(chance: random.Random, real: list[str]) -> str:
    data = list(chance.choice(real))
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(data) + 1)
        data[place : place + chance.randrange(2)] = chance.choice(string.printable + "é😀")
    return "".join(data)[:64] or "x"


def _nothing_went_wrong(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    refused = [
        call for call in api.calls if call.status == 400 and "not modified" not in call.description
    ]
    assert refused == []
    assert [
        record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR
    ] == []
