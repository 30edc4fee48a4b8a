"""Dialogues in a terminal: lines in, numbered buttons, what is shown."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.console.adapter import Dialogue, dialogue, lines, talk_in_pipe
from adapters.console.faces import Json, Plain
from bot.app import App
from core.capabilities import ROUTER
from core.dialogue.outbox import Outbox
from core.dialogue.replies import Reply
from core.dialogue.turn import ChatRef

Open = Callable[..., "Terminal"]


@dataclass
class Terminal:
    """A person at a terminal, and what it showed last."""

    talk: Dialogue
    shown: list[str] = field(default_factory=list)

    async def type(self, line: str) -> str:
        self.shown.clear()
        await self.talk.say(line)
        return "\n".join(self.shown)


@pytest.fixture
def sit_down(app: App) -> Open:
    def open_terminal(
        name: str = "ana", language: str | None = "en", *, numbers: bool = False
    ) -> Terminal:
        shown: list[str] = []
        talk = dialogue(app.conversation, Plain(shown.append), name, language, "en", app.store)
        talk.bare_numbers = numbers
        return Terminal(talk, shown)

    return open_terminal


def first_line(shown: str) -> str:
    return next(line for line in shown.splitlines() if "★" in line)


async def test_a_number_presses_the_button_it_stands_at(sit_down: Open) -> None:
    terminal = sit_down()
    card = first_line(await terminal.type("a crime film"))
    after = await terminal.type(":2")
    assert after.startswith(f"Saved for later: {card.split(' · ')[0]}")
    assert first_line(after) != card


async def test_a_notice_that_the_card_repeats_is_said_once(sit_down: Open) -> None:
    terminal = sit_down()
    await terminal.type("a crime film")
    assert (await terminal.type(":1")).count("Seen: ") == 1


async def test_a_notice_at_the_end_of_a_list_is_said_once(sit_down: Open) -> None:
    ana = sit_down()
    await ana.type("a western from the 1950s with James Stewart under 2 hours")
    for _ in range(20):
        shown = await ana.type(":1")
        assert shown.count("Seen:") == 1
        if "That was the last one" in shown:
            return
    pytest.fail("the list has no end")


async def test_a_button_that_is_not_there(sit_down: Open) -> None:
    terminal = sit_down()
    assert await terminal.type(":1") == "There are no buttons to press yet."
    await terminal.type("a crime film")
    for number in (":0", ":99", " :99 ", ":999999999"):
        assert await terminal.type(number) == f"There is no button {int(number.strip(' :'))} here."
    assert "Saved for later" in await terminal.type(":2")


async def test_a_button_that_is_not_there_in_french(sit_down: Open) -> None:
    terminal = sit_down(language="fr")
    assert "bouton" in await terminal.type(":1")


async def test_the_buttons_stay_while_a_text_without_any_is_shown(sit_down: Open) -> None:
    terminal = sit_down()
    await terminal.type("a crime film")
    await terminal.type("thanks")
    assert "Saved for later" in await terminal.type(":2")


async def test_a_bare_number_presses_on_a_terminal_only_and_may_else_be_a_film(
    sit_down: Open,
) -> None:
    at_terminal, in_pipe = sit_down(numbers=True), sit_down("bob")
    for terminal in (at_terminal, in_pipe):
        await terminal.type("a crime film")
    assert "Saved for later" in await at_terminal.type("2")
    assert "Saved for later" not in await in_pipe.type("2")
    assert "There is no button" not in await at_terminal.type("42")


async def test_each_name_is_another_person(sit_down: Open) -> None:
    ana, bob = sit_down("ana"), sit_down("bob")
    card = first_line(await ana.type("a crime film"))
    await ana.type(":1")
    assert card.split(" · ")[0] not in await ana.type("a crime film")
    assert first_line(await bob.type("a crime film")) == card


async def test_commands_work_as_on_the_platforms(sit_down: Open) -> None:
    assert "friend who knows films" in await sit_down().type("/help")


async def test_the_language_follows_the_person(sit_down: Open) -> None:
    terminal = sit_down(language=None)
    await terminal.type("un film policier des années 90")
    assert "bouton" in await terminal.type(":99")


async def test_a_pipe_ends_with_its_input_and_takes_any_bytes(app: App) -> None:
    out: list[str] = []
    talk = dialogue(app.conversation, Json(out.append), "ana", "en", "en")
    await talk_in_pipe(talk, io.BytesIO(b"/help\r\n\n\xff\xfe\n/help"))
    assert [line["understander"] for line in map(_object, out) if line["type"] == "end"] == [
        "command",
        "offline",
        "offline",
        "command",
    ]


async def test_lines_as_they_come() -> None:
    stream = io.BytesIO(b"one\ntwo\r\n\n" + b"\xc3(\n" + b"x" * 2_500_000 + b"\nlast")
    read = [line async for line in lines(stream)]
    assert [*read[:4], read[5]] == ["one", "two", "", "\ufffd(", "last"]
    assert set(read[4]) == {"x"}


def _object(line: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line)
    return found


async def test_what_is_said_unasked_is_shown_once_with_the_next_line(
    app: App, sit_down: Open
) -> None:
    terminal = sit_down()
    chat = ChatRef("console", "ana")
    said = [Reply("Heat is on tonight"), Reply("So is Ronin")]
    await app.store.apply(Outbox(ROUTER).say(chat, said, "en", datetime.now(UTC)))
    shown = await terminal.type("hello")
    assert shown.splitlines()[:2] == ["Heat is on tonight", "So is Ronin"]
    assert "Heat is on tonight" not in await terminal.type("hello")
