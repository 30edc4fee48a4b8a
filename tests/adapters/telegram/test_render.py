"""What is shown on Telegram, whatever a title, an overview or a name holds."""

import random
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.shared.text import clip, sound, units
from adapters.telegram.markup import CAPTION, TEXT
from adapters.telegram.render import page
from core.capabilities import ROUTER
from core.capabilities.marking.intents import MarkTitle
from core.capabilities.suggesting.intents import LikeTitle
from core.dialogue.replies import Button, Card, Details, PersonCard, Reply, TitleList
from core.presentation.intents import OpenTitle, TurnTo
from core.words.speech import speech
from tests.botapi.html import parse_html

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
