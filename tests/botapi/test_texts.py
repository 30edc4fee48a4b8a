"""Texts: HTML that parses or is refused with its place, lengths in UTF-16 units, entities."""

from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.botapi import Person
from tests.botapi.conftest import Wire
from tests.botapi.errors import Refused
from tests.botapi.texts import read_text

SMILE = "😀"


@pytest.mark.parametrize(
    ("html", "shown", "entities"),
    [
        ("<b>Heat</b> (1995)", "Heat (1995)", [("bold", 0, 4)]),
        (f"{SMILE} <i>Heat</i>", f"{SMILE} Heat", [("italic", 3, 4)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("Tom &amp; Jerry &lt;3 &quot;x&quot; &#39;&#x41;&#39;", "Tom & Jerry <3 \"x\" 'A'", []),
        ("AT&T &nbsp; &", "AT&T &nbsp; &", []),
        ("&#0;&#99999999;", "&#0;&#99999999;", []),
        ('<span class="tg-spoiler">Rosebud</span>', "Rosebud", [("spoiler", 0, 7)]),
        ("<tg-spoiler>Rosebud</tg-spoiler>", "Rosebud", [("spoiler", 0, 7)]),
        ("<tg-emoji emoji-id='5368324170671202286'>x</tg-emoji>", "x", [("custom_emoji", 0, 1)]),
        (
            "<blockquote expandable>Here's looking</blockquote>",
            "Here's looking",
            [("expandable_blockquote", 0, 14)],
        ),
        ("<s>a</s><u>b</u>", "ab", [("strikethrough", 0, 1), ("underline", 1, 1)]),
        ("<code>c</code><pre>d</pre>", "cd", [("code", 0, 1), ("pre", 1, 1)]),
        ("<B>Up</B >", "Up", [("bold", 0, 2)]),
        ("<b lang=en>Up</>", "Up", [("bold", 0, 2)]),
        ("  \n<b>Up</b> \n ", "Up", [("bold", 0, 2)]),
        ("<b>  Up</b>", "  Up", [("bold", 0, 4)]),
        ("Up<b></b>", "Up", []),
        ("<a href='nowhere'>x</a>", "x", []),
        (
            "write /help or @person1001",
            "write /help or @person1001",
            [("bot_command", 6, 5), ("mention", 15, 11)],
        ),
        ("a\r\nb\tc\x00d\u202ee", "a\nb c de", []),
    ],
)
def test_html(html: str, shown: str, entities: list[Any]) -> None:
    text, found = read_text(html, "HTML", None)
    assert text == shown
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == entities


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("é <div>x</div>", 'Unsupported start tag "div" at byte offset 3'),
        ("<b>Heat", 'Can\'t find end tag corresponding to start tag "b"'),
        ("Heat</b>", "Unexpected end tag at byte offset 4"),
        (
            "<b><i>Heat</b></i>",
            'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"',
        ),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>Heat</b", "Unclosed end tag at byte offset 7"),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=a,b>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<b =x>y</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_html_that_does_not_parse(html: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        read_text(html, "HTML", None)
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"


@pytest.mark.parametrize(
    ("entity", "why"),
    [
        (
            {"type": "loud", "offset": 0, "length": 1},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
        (
            {"type": "bold", "offset": 9, "length": 1},
            "entity begins after the end of the text at UTF-16 offset 9",
        ),
        (
            {"type": "bold", "offset": 0, "length": 9},
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 4, "url": "x"},
            "entity URL 'x' is invalid: Wrong HTTP URL",
        ),
    ],
)
def test_entities_that_do_not_fit(entity: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused) as refused:
        read_text("Heat", None, [entity])
    assert refused.value.description == f"Bad Request: {why}"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    assert read_text(escape(text), "HTML", None) == read_text(text, None, None)


async def test_what_is_refused_comes_as_an_error(wire: Wire, ann: Person) -> None:
    about = {"chat_id": ann.chat.id, "parse_mode": "HTML"}
    assert await wire.call("sendMessage", text="<x>", **about) == {
        "ok": False,
        "error_code": 400,
        "description": 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0',
    }
    assert "invalid Unicode characters" in await wire.refusal(
        "sendMessage", text="&#xD83D;", **about
    )
    wiki = {**about, "parse_mode": "Wiki"}
    assert (
        await wire.refusal("sendMessage", text="x", **wiki)
        == "400 Bad Request: unsupported parse_mode"
    )


async def test_a_link(wire: Wire, ann: Person) -> None:
    html = '<a href="https://example.org/?a=1&amp;b=2">Heat</a>'
    message = await wire.get("sendMessage", chat_id=ann.chat.id, text=html, parse_mode="html")
    assert message["entities"] == [
        {"type": "text_link", "offset": 0, "length": 4, "url": "https://example.org/?a=1&b=2"}
    ]


async def test_4096_units_are_the_most(wire: Wire, ann: Person) -> None:
    text = "<b>" + SMILE * 2048 + "</b>"
    assert (await wire.get("sendMessage", chat_id=ann.chat.id, text=text, parse_mode="HTML"))[
        "text"
    ] == SMILE * 2048
    refused = await wire.refusal("sendMessage", chat_id=ann.chat.id, text=SMILE * 2048 + "!")
    assert refused == "400 Bad Request: message is too long"


async def test_nothing_to_say(wire: Wire, ann: Person) -> None:
    assert (
        await wire.refusal("sendMessage", chat_id=ann.chat.id, text="")
        == "400 Bad Request: message text is empty"
    )
    assert (
        await wire.refusal("sendMessage", chat_id=ann.chat.id)
        == "400 Bad Request: message text is empty"
    )
    for blank in (" \n ", "\u202e"):
        refused = await wire.refusal("sendMessage", chat_id=ann.chat.id, text=blank)
        assert refused == "400 Bad Request: text must be non-empty"


async def test_entities_of_its_own(wire: Wire, ann: Person) -> None:
    bold = {"type": "bold", "offset": 0, "length": 4}
    message = await wire.get("sendMessage", chat_id=ann.chat.id, text="Heat", entities=[bold])
    assert message["entities"] == [bold]


async def test_a_preview_that_is_switched_off_is_told_so(wire: Wire, ann: Person) -> None:
    off = {"is_disabled": True}
    message = await wire.get(
        "sendMessage", chat_id=ann.chat.id, text="https://example.org", link_preview_options=off
    )
    assert message["link_preview_options"] == off
    assert message["entities"] == [{"type": "url", "offset": 0, "length": 19}]
