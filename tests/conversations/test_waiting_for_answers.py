"""A question the bot asked waits for its answer: the next message, unless it says something
else.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace

import pytest

from core.capabilities import ROUTER, conversation
from core.dialogue.buttons import Code, number
from core.dialogue.chats import Chats
from core.dialogue.conversation import Conversation
from core.dialogue.files import FileTakers
from core.dialogue.intents import Cancel, Intent
from core.dialogue.replies import Button, Reply
from core.dialogue.routing import Router, route
from core.dialogue.turn import ChatRef, Message, Turn, Upload, UserRef
from core.films.finding.catalogue import Catalogue, load_names
from core.films.recommending.recommender import Recommender
from core.storage.store import Store
from core.understanding.readers import Commands
from tests.storage.shop import NOON
from tests.talk import Talk
from tests.uploads import READING, read_csv


@dataclass(frozen=True, slots=True)
class Note(Intent):
    """Write something about a title; without a text, ask for it."""

    title_id: int
    text: str = ""
    stars: float | None = None


async def note(intent: Note, turn: Turn) -> list[Reply]:
    if intent.text:
        return [Reply(f"{intent.title_id}: {intent.text}")]
    if intent.stars is not None:
        return [Reply(f"{intent.title_id}: {intent.stars} stars")]
    field = "text" if intent.title_id < 10 else "stars"
    turn.expect("note", field, whole=True, title_id=intent.title_id)
    return [Reply("Go ahead.", buttons=((Button("Never mind", Cancel()),),))]


@pytest.fixture
def listener(conversation: Conversation) -> Conversation:
    """The conversation with a capability that asks."""
    asking = route(Note, note, name="note", code=Code("aa", title_id=number))
    conversation.router = Router([*ROUTER.routes, asking])
    return conversation


@pytest.fixture
def ann(listener: Conversation) -> Talk:
    return Talk(listener, "ann")


async def test_the_next_message_is_the_answer_with_its_line_breaks(ann: Talk) -> None:
    await ann.press("1aa:7")
    ann.sees("Go ahead.", "Never mind")
    await ann.say("Fire and wind.\n\nA great  old man.")
    ann.sees("7: Fire and wind.\n\nA great old man.")


async def test_it_may_be_long(ann: Talk) -> None:
    await ann.press("1aa:7")
    await ann.say("wind " * 1_000)
    assert len(ann.text) == len("7: ") + 4_096


async def test_only_the_next_message_is(ann: Talk) -> None:
    await ann.press("1aa:7")
    await ann.say("Fire.")
    await ann.say("a western")
    assert ann.card
    assert "western" in ann.card.genres


async def test_there_is_a_way_out(ann: Talk) -> None:
    await ann.press("1aa:7")
    await ann.tap("Never mind")
    await ann.say("a western")
    assert ann.card


async def test_a_command_is_a_command(ann: Talk) -> None:
    await ann.press("1aa:7")
    await ann.say("/help")
    ann.sees_no("7: ")


@pytest.mark.parametrize(("said", "stars"), [("7", "7.0"), ("7,5", "7.5"), (" 8.5 ", "8.5")])
async def test_a_number_is_read_as_people_type_it(ann: Talk, said: str, stars: str) -> None:
    await ann.press("1aa:12")
    await ann.say(said)
    ann.sees(f"12: {stars} stars")


async def test_what_is_no_answer_is_read_as_it_stands(ann: Talk) -> None:
    await ann.press("1aa:12")
    await ann.say("a western")
    assert ann.card


async def test_a_chat_keeps_a_state_of_its_own(store: Store) -> None:
    chats, here = store.of(Chats), ChatRef("telegram", "-5", private=False)
    assert await chats.state(here, "vote") is None
    await store.apply(chats.keep(here, "vote", {"titles": [1, 2]}, NOON))
    assert await chats.state(here, "vote") == {"titles": [1, 2]}
    await store.apply(chats.moved("telegram", "-5", "-1005"))
    assert await chats.state(here, "vote") is None
    there = replace(here, id="-1005")
    assert await chats.state(there, "vote") == {"titles": [1, 2]}
    await store.apply(chats.keep(there, "vote", None, NOON))
    assert await chats.state(there, "vote") is None


async def _sent() -> AsyncIterator[bytes]:
    yield b"Title,Year\n"
    yield b"Heat,1995\n"


@pytest.fixture
def reader() -> Callable[[str], Message]:
    return lambda name: Message(
        UserRef("test", "ann", "Ann", "en"),
        ChatRef("test", "ann"),
        files=(Upload(name, 22, _sent),),
    )


async def test_a_file_is_for_the_capability_that_takes_it(
    library: Store, reader: Callable[[str], Message]
) -> None:
    catalogue = Catalogue(library, await load_names(library))
    parts = (catalogue, Recommender(library), FileTakers([read_csv]))
    talk = conversation(library, Commands(), *parts)
    talk.router = Router([*ROUTER.routes, READING])
    (reply,) = (await talk.handle(reader("seen.csv"))).replies
    assert reply.text == "seen.csv: Title,Year\nHeat,1995\n"
    (refused,) = (await talk.handle(reader("song.mp3"))).replies
    assert refused.text
    assert "only read text" in refused.text
