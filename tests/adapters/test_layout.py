"""Buttons in rows: on every platform, of every card, with no way lost."""

import json
from collections.abc import AsyncIterator, Iterator
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.console.render import as_json
from adapters.discord import render as discord
from adapters.shared.layout import laid_out
from adapters.telegram import render as telegram
from core.capabilities import ROUTER
from core.capabilities.marking.intents import MarkTitle
from core.capabilities.suggesting.intents import Change
from core.dialogue.conversation import Conversation
from core.dialogue.replies import Reply, Show
from core.presentation.intents import TurnTo
from core.words.speech import Speech, speech
from tests.botapi.markup import check_markup
from tests.conversations.conftest import conversation as conversation
from tests.discordapi.components import check_components
from tests.talk import Talk

ROWS = st.lists(st.lists(st.integers(), min_size=1, max_size=9), min_size=1, max_size=9)


@given(ROWS, st.integers(1, 8), st.integers(2, 9))
def test_rows_keep_their_order_and_lose_nothing_that_there_is_room_for(
    rows: list[list[int]], width: int, height: int
) -> None:
    laid = laid_out(rows, width, height)
    given_, kept = list(chain(*rows)), list(chain(*laid))
    assert len(laid) <= height
    assert all(1 <= len(row) <= width for row in laid)
    assert kept == given_[: len(kept)]
    below = len(given_) - min(len(rows[0]), width)
    if len(rows[0]) <= width and below <= width * (height - 1):
        assert kept == given_
        assert laid[0] == rows[0]


def test_a_row_that_is_too_wide_is_parted_evenly() -> None:
    assert laid_out([range(6)], 5, 9) == [[0, 1, 2], [3, 4, 5]]
    assert laid_out([range(11)], 5, 9) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10]]


WORDS = {
    "en": (
        "a thriller from the 90s",
        "Heat",
        "my seen list",
        "/settings",
        "/privacy",
        "another one",
    ),
    "fr": ("un thriller des années 90", "Heat", "ma liste", "/settings", "/privacy", "un autre"),
}


@pytest.mark.parametrize("language", WORDS)
async def test_no_card_and_no_list_loses_a_way_on_any_platform(
    conversation: Conversation, language: str
) -> None:
    talk, t = Talk(conversation, "ann", language), speech(language)
    shown = [reply async for reply in _dialogue(talk, t, WORDS[language])]
    assert len(shown) > 20
    for reply in shown:
        _on_telegram(reply, t)
        _on_discord(reply, t)
        assert len(json.loads(as_json(reply))["buttons"]) == len(reply.buttons)


async def _dialogue(talk: Talk, t: Speech, words: tuple[str, ...]) -> AsyncIterator[Reply]:
    """A card that was not marked yet, and then what follows each of its buttons."""
    for said in words:
        await talk.say(said)
        for reply in talk.replies:
            yield reply
    for status in ("seen", "later", "not_interested", "favourite"):
        for label in (f"button.{status}", "button.undo", "button.next", "button.previous"):
            if t(label) in talk.labels:
                await talk.tap(t(label))
                for reply in talk.replies:
                    yield reply
    for label in ("button.details", "button.change"):
        await talk.say(words[0])
        await talk.tap(t(label))
        for reply in talk.replies:
            yield reply


def _on_telegram(reply: Reply, t: Speech) -> None:
    if reply.show is Show.TOAST:
        return
    board = telegram.keyboard(reply, "bot")
    rows = board.to_dict()["inline_keyboard"] if board else []
    check_markup({"inline_keyboard": [list(row) for row in rows]})
    carried = [one["callback_data"] for row in rows for one in row if "callback_data" in one]
    assert carried == list(_carried(reply))
    assert sum(map(len, rows)) == sum(map(len, reply.buttons))
    _in_one_row([[one.get("callback_data", "") for one in row] for row in rows])


def _on_discord(reply: Reply, t: Speech) -> None:
    rows = [[item.to_component_dict() for item in row] for row in discord.rows(reply, t)]
    check_components([{"type": 1, "components": row} for row in rows])
    ids = [[str(one.get("custom_id", "")).partition("#")[0] for one in row] for row in rows]
    options = [o["value"] for row in rows for one in row for o in one.get("options", ())]
    assert set(_carried(reply)) <= {*chain(*ids), *options}
    _in_one_row(ids)


def _in_one_row(rows: list[list[str]]) -> None:
    """All marks stand in one row, with nothing else; whatever turns a list can also change it."""
    intents = [[ROUTER.intent_of(data) for data in row] for row in rows]
    marks = [row for row in intents if any(isinstance(one, MarkTitle) for one in row)]
    assert len(marks) <= 1
    assert all(isinstance(one, MarkTitle) for row in marks for one in row)
    every = list(chain(*intents))
    if any(isinstance(one, TurnTo) for one in every):
        assert any(isinstance(one, Change) for one in every)


def _carried(reply: Reply) -> Iterator[str]:
    return (ROUTER.encode(one.intent) for row in reply.buttons for one in row if one.intent)
