"""What people and attackers do that no one hopes for."""

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.capabilities import ROUTER
from core.capabilities.marking.intents import MarkTitle
from core.dialogue.buttons import LIMIT
from core.presentation.intents import TurnTo
from tests.talk import Talk


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "🎬🍿",
        "\u202e\u200b\x00\x07",
        "a" * 20_000,
        "<b>*_`[x](y) @everyone",
        "'; DROP TABLE users; --",
    ],
)
async def test_odd_messages_get_a_sentence(talk: Talk, text: str) -> None:
    await talk.say(text)
    assert talk.text
    talk.sees_no("went wrong")


@pytest.mark.parametrize(
    "data",
    [
        "",
        "nonsense",
        "9z:1",
        "1m:1",
        "1t:gone:3",
        "1o:999999999999999",
        "1l:0",
        "1a:0:why",
        "1p:gone:0",
    ],
)
async def test_old_and_forged_buttons_get_a_friendly_word(talk: Talk, data: str) -> None:
    await talk.press(data)
    assert talk.text
    talk.sees_no("went wrong")


async def test_next_passes_over_what_was_marked_meanwhile(talk: Talk) -> None:
    await talk.say("a crime film")
    stay = talk.data("Next ▶")
    await talk.press(stay)
    second = talk.title
    await talk.say(f"I've seen {second}")
    await talk.press(stay)
    talk.expect(lambda card: card.title != second)


async def test_a_hundred_conversations_at_once_stay_apart(talks: Callable[[str], Talk]) -> None:
    people = [talks(f"p{n}") for n in range(100)]

    async def dialogue(person: Talk, n: int) -> None:
        wanted = ("a crime film", "une comédie")[n % 2]
        await person.say(wanted)
        await person.say("I've seen Heat")
        await person.say("undo")
        await person.say("what have I seen")
        person.sees("nothing yet")

    await asyncio.gather(*(dialogue(person, n) for n, person in enumerate(people)))


@given(st.text(max_size=80) | st.from_regex(r"1[a-z](:[A-Za-z0-9_-]{0,12}){0,5}", fullmatch=True))
@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_button_data_raises(data: str) -> None:
    intent = ROUTER.decode(data)
    assert intent is None or len(ROUTER.encode(intent).encode()) <= LIMIT


def test_buttons_fit_telegram_whatever_their_numbers() -> None:
    big = 2**31 - 1
    assert len(ROUTER.encode(MarkTitle(big, "not_interested", "AbCdEfGh", 10**4))) <= LIMIT
    assert ROUTER.decode(ROUTER.encode(TurnTo("Ab_-EfGh", 12))) == TurnTo("Ab_-EfGh", 12)
