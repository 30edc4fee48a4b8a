"""Buttons: one action each, data of 1 to 64 bytes, addresses that open, rows and keyboards of a
size.
"""

from typing import Any

import pytest

from tests.botapi import Person
from tests.botapi.conftest import Wire
from tests.botapi.errors import Refused
from tests.botapi.markup import check_markup

UNREAD = "can't parse inline keyboard button: "


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    """A keyboard of one row."""
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("button", "why"),
    [
        ({"text": "x"}, f"{UNREAD}Text buttons are unallowed in the inline keyboard"),
        (
            {"text": "x", "callback_data": ""},
            f"{UNREAD}Text buttons are unallowed in the inline keyboard",
        ),
        ({"callback_data": "x"}, f'{UNREAD}Can\'t find field "text"'),
        ({"text": 5, "callback_data": "x"}, f'{UNREAD}Field "text" must be of type String'),
        ({"text": " ", "callback_data": "x"}, "BUTTON_TEXT_INVALID"),
        (
            {"text": "x", "callback_data": "x", "url": "https://example.org"},
            f"{UNREAD}exactly one action must be specified",
        ),
        ({"text": "x", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "url": "somewhere"},
            "inline keyboard button URL 'somewhere' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "url": "http://localhost/"},
            "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "url": "ftp://example.org"},
            "inline keyboard button URL 'ftp://example.org' is invalid: Unsupported URL protocol",
        ),
    ],
)
def test_a_button_that_is_refused(button: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused) as refused:
        check_markup(keyboard(button))
    assert refused.value.description == f"Bad Request: {why}"


@pytest.mark.parametrize(
    "button",
    [
        {"text": "x", "callback_data": "é" * 32},
        {"text": "x", "url": "https://example.org/a?b=c"},
        {"text": "x", "url": "tg://resolve?domain=unwatched_bot"},
        {"text": "x", "switch_inline_query_current_chat": ""},
    ],
)
def test_a_button_that_is_taken(button: dict[str, Any]) -> None:
    assert check_markup(keyboard(button)) == keyboard(button)


@pytest.mark.parametrize(("rows", "columns"), [(1, 9), (13, 8)])
async def test_too_many_buttons(wire: Wire, ann: Person, rows: int, columns: int) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * columns] * rows}
    refused = await wire.refusal("sendMessage", chat_id=ann.chat.id, text="x", reply_markup=markup)
    assert refused == "400 Bad Request: REPLY_MARKUP_TOO_LONG"


async def test_a_keyboard_without_buttons_is_none(wire: Wire, ann: Person) -> None:
    message = await wire.get(
        "sendMessage", chat_id=ann.chat.id, text="x", reply_markup={"inline_keyboard": [[]]}
    )
    assert "reply_markup" not in message
