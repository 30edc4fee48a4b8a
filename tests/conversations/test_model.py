"""Dialogues with a model that reads, over the wire: when it is asked, what it hears, and what it
adds.
"""

from collections.abc import AsyncIterator

import pytest

from core.dialogue.conversation import Conversation
from core.dialogue.replies import Show
from core.dialogue.turn import Message
from tests.conversations.conftest import Wired
from tests.talk import Talk
from tests.wires.models import ModelWire, Said, data_of, reading

VAGUE = "something my cynical aunt would secretly adore"


@pytest.fixture
async def conversation(wired: Wired) -> AsyncIterator[Conversation]:
    """The whole core with a model, where the others have none."""
    async with wired() as opened:
        yield opened


async def test_what_the_rules_cannot_read_a_model_does(talk: Talk, wire: ModelWire) -> None:
    await talk.say(VAGUE)
    talk.sees("Comedies").expect(lambda card: "comedy" in card.genres)
    assert talk.by == "llm"
    assert wire.sentences == [VAGUE]


async def test_clear_sentences_commands_and_taps_cost_no_question(
    talk: Talk, wire: ModelWire
) -> None:
    await talk.say("a 90s crime film under two hours")
    assert talk.by == "offline"
    await talk.say("/help")
    assert talk.by == "command"
    await talk.tap("a 90s heist comedy under two hours")
    await talk.tap("Next ▶")
    await talk.tap("Seen")
    assert talk.by == "tap"
    await talk.say("")
    assert wire.asked == []


async def test_it_may_always_be_asked_but_not_for_taps_and_commands(
    wired: Wired, wire: ModelWire
) -> None:
    async with wired(llm_when="always") as conversation:
        talk = await Talk(conversation).say("a thriller")
        assert talk.by == "llm"
        await talk.say("/help")
        await talk.tap("a recent Korean thriller")
        await talk.tap("Next ▶")
        await talk.tap("Later")
        await talk.say("")
        assert wire.sentences == ["a thriller"]


async def test_it_may_never_be_asked(wired: Wired, wire: ModelWire) -> None:
    async with wired(llm_when="never") as conversation:
        talk = await Talk(conversation).say(VAGUE)
        assert talk.by == "offline"
        assert wire.asked == []


async def test_it_hears_the_dialogue_the_wish_and_what_is_on_show(
    talk: Talk, wire: ModelWire
) -> None:
    await talk.say("a crime film from the 90s")
    await talk.say("hm, less of a downer please, mate")
    data = data_of(wire.asked[0])
    assert data["wish"] == {
        "kind": "movie",
        "genres": ["crime"],
        "year_from": 1990,
        "year_to": 1999,
    }
    assert data["dialogue"][0] == {"by": "person", "text": "a crime film from the 90s"}
    assert data["on_show"]["year"] in range(1990, 2000)
    assert data["sentence"] == "hm, less of a downer please, mate"


async def test_one_hears_nothing_of_another(conversation: Conversation, wire: ModelWire) -> None:
    await Talk(conversation, "bob", chat="club").say("my secret is blorptown")
    await Talk(conversation, "ann", chat="club").say(VAGUE)
    assert "blorptown" in str(wire.asked[0])
    assert "blorptown" not in str(wire.asked[1])
    assert not any(
        name in str(wire.asked[1]["messages"][1]) for name in ("ann", "bob", "club", "test")
    )


def _suggests(*suggested: tuple[str, int | None], lead: str | None = None, **wish: object) -> Said:
    titles = [{"title": title, "year": year} for title, year in suggested]
    return reading(intent="recommend", wish=wish, suggested=titles, lead=lead, written_in="en")


async def _shown(talk: Talk, most: int = 12) -> list[str]:
    """The titles of a shelf, one after the other."""
    titles = [talk.title]
    for _ in range(most):
        await talk.tap("Next ▶")
        if talk.replies[0].show is Show.TOAST:
            break
        titles.append(talk.title)
    return titles


async def test_titles_it_suggests_come_first_where_they_fit(talk: Talk, wire: ModelWire) -> None:
    wire.will_say(
        _suggests(
            ("Lilyhammer", 2012),
            ("Barbie", 2023),
            ("Taxi", 1999),
            ("Heat", 1995),
            genres=["comedy"],
        )
    )
    await talk.say(VAGUE)
    shown = await _shown(talk)
    assert {"Lilyhammer", "Barbie", "Taxi"} <= set(shown[:5])
    assert "Heat" not in shown


async def test_titles_it_makes_up_are_never_shown(talk: Talk, wire: ModelWire) -> None:
    made_up = (
        ("The Barbie Conspiracy", 2024),
        ("Heat", 2031),
        ("Comedy: The Movie", None),
        ("' OR 1=1 --", 2000),
    )
    wire.will_say(_suggests(*made_up, genres=["comedy"]))
    await talk.say(VAGUE)
    seen = await _shown(talk)
    assert not {title for title, _ in made_up} & set(seen)
    assert talk.by == "tap"


async def test_what_is_marked_is_not_shown_however_often_suggested(
    talk: Talk, wire: ModelWire
) -> None:
    await talk.say("I've seen Barbie")
    wire.will_say(_suggests(("Barbie", 2023), genres=["comedy"]))
    await talk.say(VAGUE)
    assert "Barbie" not in await _shown(talk)


async def test_its_line_stands_before_what_was_understood(talk: Talk, wire: ModelWire) -> None:
    wire.will_say(_suggests(lead="Sharp tongues and soft hearts, then.", genres=["comedy"]))
    await talk.say(VAGUE)
    assert talk.text.splitlines() == ["Sharp tongues and soft hearts, then.", "Comedies"]
    await talk.tap("Next ▶")
    talk.sees("Comedies").sees_no("Sharp tongues")


@pytest.mark.parametrize(
    "line",
    [
        "Visit https://evil.example now",
        "Hi @everyone",
        "The best of 1999!",
        "<b>Wow</b>",
        "Trust me. " * 30,
    ],
)
async def test_a_suspicious_line_is_not_said(talk: Talk, wire: ModelWire, line: str) -> None:
    wire.will_say(_suggests(lead=line, genres=["comedy"]))
    await talk.say(VAGUE)
    assert talk.text == "Comedies"


async def test_no_warm_line_stands_before_something_else_than_was_asked(
    talk: Talk, wire: ModelWire
) -> None:
    wire.will_say(_suggests(lead="Wolves and waltzes, then.", themes=["underwater basket weaving"]))
    await talk.say(VAGUE)
    talk.sees_no("Wolves and waltzes")


async def test_a_frenchman_is_answered_in_french(
    conversation: Conversation, wire: ModelWire
) -> None:
    lead = "Du mordant et du cœur, alors."
    wire.will_say(
        reading(intent="recommend", wish={"genres": ["comedy"]}, written_in="fr", lead=lead)
    )
    parle = await Talk(conversation, "zoe", "fr").say(
        "un machin que ma tante blasée adorerait en cachette"
    )
    parle.sees(lead, "Comédies")
    luc = await Talk(conversation, "luc", None).say(
        "un machin que ma tante blasée adorerait en cachette"
    )
    luc.sees("Comédies").sees_no(lead)


async def test_a_follow_up_of_the_rules_goes_on_from_a_wish_of_the_model(
    talk: Talk, wire: ModelWire
) -> None:
    await talk.say(VAGUE)
    await talk.say("more recent")
    talk.sees("Comedies").expect(lambda card: "comedy" in card.genres)
    assert len(wire.asked) == 1


async def test_what_is_typed_inline_is_answered_without_it(wired: Wired, wire: ModelWire) -> None:
    async with wired(llm_when="always") as conversation:
        talk = await Talk(conversation).say("hello")
        wire.asked.clear()
        answer = await conversation.browse(Message(talk.user, talk.chat, VAGUE), 5)
        assert answer.by == "offline"
        assert wire.asked == []
