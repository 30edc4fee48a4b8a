"""What is shown on Telegram, whatever a title, an overview or a name holds."""

import json
import random
import string
from itertools import chain
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.shared.text import clip, sound, units
from adapters.telegram.markup import CAPTION, TEXT
from adapters.telegram.render import page, toast
from core.capabilities import ROUTER
from core.capabilities.account.intents import ForgetMe
from core.capabilities.marking.intents import MarkTitle
from core.capabilities.suggesting.intents import LikeTitle
from core.dialogue.intents import Cancel
from core.dialogue.replies import Button, Card, Details, PersonCard, Reply, Show, TitleList
from core.presentation.intents import OpenTitle, TurnTo
from core.words.speech import speech
from tests.botapi.html import parse_html
from tests.botapi.markup import check_markup

NASTY = st.text(
    st.one_of(st.characters(), st.sampled_from("<>&_*[]()`~|\"'\u202e\u200d😀👨‍👩‍👧\x00\ud83d\n")),
    max_size=300,
)
LONG = st.integers(0, 20_000).flatmap(
    lambda n: NASTY.map(lambda text: (text or "x") * (n // max(1, len(text)) + 1))
)


@settings(max_examples=400, deadline=None)
@given(NASTY, LONG, NASTY, NASTY)
def test_any_card_is_html_that_parses_and_fits(
    title: str, overview: str, why: str, note: str
) -> None:
    card = Card(
        1, "movie", title, 1995, 100, (title[:30], "crime"), 8.3, 790_000, overview, why, facts=note
    )
    shown = page(Reply(note, card, ((Button(title, OpenTitle(1)),),)), speech("en"), "bot")
    text, _ = parse_html(shown.html)
    assert units(text) <= CAPTION
    assert shown.keyboard
    assert all(button.text for row in shown.keyboard.inline_keyboard for button in row)


@settings(max_examples=400, deadline=None)
@given(LONG)
def test_any_text_is_html_that_parses_and_fits(said: str) -> None:
    text, _ = parse_html(page(Reply(said), speech("fr"), "bot").html)
    assert units(text) <= TEXT


@settings(max_examples=200, deadline=None)
@given(NASTY, LONG)
def test_any_details_are_html_that_parses_and_fits(headline: str, overview: str) -> None:
    shown = page(Reply(body=Details(headline, overview=overview)), speech("fr"), "bot")
    text, _ = parse_html(shown.html)
    assert units(text) <= TEXT


@settings(max_examples=200, deadline=None)
@given(NASTY, LONG, LONG)
def test_any_person_is_html_that_parses_and_fits(name: str, works: str, note: str) -> None:
    card = PersonCard(1, name, name, (works, name), works=3)
    text, _ = parse_html(page(Reply(note, card), speech("en"), "bot").html)
    assert units(text) <= CAPTION


def test_headings_are_bold() -> None:
    body = Details("Heat <1995>", ("★ 8.3",), "A thief.")
    html = page(Reply(body=body), speech("en"), "bot").html
    assert html == "<b>Heat &lt;1995&gt;</b> · ★ 8.3\nA thief."
    listed = page(Reply(body=TitleList("Seen (0):")), speech("en"), "bot").html
    assert listed == "<b>Seen (0):</b>"


def test_long_details_are_folded_behind_their_first_line() -> None:
    body = Details("Heat (1995)", ("★ 8.3",), "A thief <and> a detective. " * 30)
    text, entities = parse_html(page(Reply(body=body), speech("en"), "bot").html)
    assert text.startswith("Heat (1995) · ★ 8.3\nA thief <and>")
    assert [one["type"] for one in entities] == ["bold", "expandable_blockquote"]
    assert entities[1]["offset"] == len("Heat (1995) · ★ 8.3\n")


def test_a_card_is_shared_as_a_card_and_a_list_by_its_link() -> None:
    row = (Button("Share", share="t949"),)
    assert _buttons(Reply(card=Card(949, "movie", "Heat", 1995), buttons=(row,))) == [
        {
            "text": "Share",
            "switch_inline_query_chosen_chat": {
                "query": "Heat (1995)",
                "allow_user_chats": True,
                "allow_group_chats": True,
                "allow_channel_chats": True,
            },
        }
    ]
    (listed,) = _buttons(Reply(body=TitleList("Seen (0):"), buttons=(row,)))
    assert listed["url"].startswith("https://t.me/share/url?")


def test_what_destroys_is_red_and_a_code_is_copied() -> None:
    row = (
        Button("Delete", ForgetMe(confirmed=True), danger=True),
        Button("Keep", Cancel()),
        Button("Copy", copies="/link 12"),
    )
    assert _buttons(Reply("Sure?", buttons=(row,))) == [
        {"text": "Delete", "callback_data": "1f:1", "style": "danger"},
        {"text": "Keep", "callback_data": "1c"},
        {"text": "Copy", "copy_text": {"text": "/link 12"}},
    ]


def test_a_tap_is_answered_with_a_few_words_whatever_it_shows() -> None:
    heat = Card(949, "movie", "Heat", 1995, position=2, total=14)
    noticed = (Reply("Seen: Ran.", show=Show.TOAST), Reply("Next:", heat, show=Show.EDIT))
    assert toast(noticed) == "Seen: Ran."
    assert toast(noticed[1:]) == "Heat (1995) · 2/14"
    assert toast((Reply("Your region is Ireland.", show=Show.EDIT),)) == "Your region is Ireland."
    assert toast((Reply(body=TitleList("Seen (0):")),)) == "Seen (0):"
    assert toast(()) == ""


def _buttons(reply: Reply) -> list[dict[str, Any]]:
    keyboard = page(reply, speech("en"), "bot").keyboard
    assert keyboard
    shown = check_markup(json.loads(keyboard.to_json()))
    assert shown
    return list(chain.from_iterable(shown["inline_keyboard"]))


def test_a_person_has_a_picture() -> None:
    shown = page(
        Reply(card=PersonCard(1, "Tilda Swinton", "Acting", ("Orlando",), "https://p.example/1")),
        speech("en"),
        "bot",
    )
    assert shown.html == "<b>Tilda Swinton</b>\nActing\nKnown for Orlando"
    assert shown.card
    assert (shown.card.title, shown.card.poster_url) == ("Tilda Swinton", "https://p.example/1")


@settings(max_examples=300, deadline=None)
@given(NASTY, st.integers(0, 200))
def test_clipping_keeps_within_the_limit_and_breaks_no_letter(text: str, limit: int) -> None:
    clipped = clip(sound(text), limit)
    assert units(clipped) <= max(limit, 0)
    clipped.encode()


def test_a_clipped_text_ends_at_a_word() -> None:
    assert clip("one two three", 9) == "one two…"
    assert clip("one", 3) == "one"


def test_ten_thousand_mutated_payloads_decode_to_nothing_or_to_something_harmless() -> None:
    chance = random.Random(7)
    taps = MarkTitle(949, "seen", "Ab3xYz12", 4), TurnTo("Ab3xYz12", 3), LikeTitle(7)
    real = [*map(ROUTER.encode, taps), "1u:abc", "1f:1"]
    for _ in range(10_000):
        data = list(chance.choice(real))
        for _ in range(chance.randrange(1, 6)):
            place, letter = (
                chance.randrange(len(data) + 1),
                chance.choice(string.printable + "é\u202e😀\x00"),
            )
            data[place : place + chance.randrange(2)] = [letter] * chance.choice((1, 1, 1, 40))
        intent = ROUTER.decode("".join(data))
        assert intent is None or len(ROUTER.encode(intent)) <= 64
