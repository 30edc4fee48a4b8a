"""\"Try again\" repeated whichever message had failed last in a chat, and forgot it when the program
restarted. Each button belongs to the message it stands under now.
"""

from datetime import UTC, datetime, timedelta

import pytest

from core.capabilities import conversation as conversation_with
from core.dialogue.apologies import FailedMessages
from core.dialogue.conversation import Conversation
from core.dialogue.turn import FirstOf, Interpretation, Utterance
from core.films.finding.catalogue import Catalogue, load_names
from core.films.recommending.recommender import Recommender
from core.storage.store import Store
from core.understanding.readers import Commands, Offline
from tests.talk import Talk


class Broken:
    """A reader of sentences that understands nothing any more."""

    async def understand(self, heard: Utterance) -> Interpretation:
        raise OSError("broken")


@pytest.fixture
async def broken(library: Store) -> Conversation:
    """A program in which every message goes wrong."""
    names = await load_names(library)
    return conversation_with(library, Broken(), Catalogue(library, names))


@pytest.fixture
async def mended(library: Store) -> Conversation:
    """The program after a restart: nothing goes wrong any more."""
    names = await load_names(library)
    understander = FirstOf([Commands(), Offline(names)])
    return conversation_with(library, understander, Catalogue(library, names), Recommender(library))


async def failed(conversation: Conversation, text: str, talk: Talk) -> str:
    """Say something that fails; what the button under the apology carries."""
    before = Talk(conversation, talk.user.id, chat=None if talk.chat.private else talk.chat.id)
    await before.say(text)
    return before.sees("Something went wrong").data("Try again")


async def test_each_button_repeats_the_message_it_stands_under(
    broken: Conversation, mended: Conversation, library: Store
) -> None:
    ann = Talk(mended, "ann")
    western = await failed(broken, "a western", ann)
    seen = await failed(broken, "I've seen Heat (1995)", ann)
    assert "Western" in (await ann.press(western)).text
    assert await library.rows("SELECT * FROM marks") == []
    (await ann.press(seen)).sees("Seen: Heat")


async def test_a_message_is_tried_again_until_it_is_answered_and_not_twice(
    broken: Conversation, mended: Conversation, library: Store
) -> None:
    ann = Talk(mended, "ann")
    button = await failed(broken, "I've seen Heat (1995)", ann)
    again = await Talk(broken, "ann").press(button)
    again.sees("Something went wrong")
    (await ann.press(again.data("Try again"))).sees("Seen: Heat")
    (await ann.press(again.data("Try again"))).sees("too old")
    assert len(await library.rows("SELECT * FROM mark_changes")) == 1


async def test_in_a_group_only_who_wrote_it_tries_it_again(
    broken: Conversation, mended: Conversation
) -> None:
    ann, bob = Talk(mended, "ann", chat="club"), Talk(mended, "bob", chat="club")
    button = await failed(broken, "I've seen Heat (1995)", ann)
    (await bob.press(button)).sees("for someone else")
    (await ann.press(button)).sees("Seen: Heat")


async def test_the_apology_is_in_the_language_that_was_chosen(
    broken: Conversation, mended: Conversation
) -> None:
    await Talk(mended, "ann").say("/language fr")
    (await Talk(broken, "ann").say("un western")).sees("Quelque chose s’est mal passé", "Réessayer")


async def test_what_nobody_tries_again_is_kept_for_a_week(
    broken: Conversation, mended: Conversation, library: Store
) -> None:
    ann = Talk(mended, "ann")
    button = await failed(broken, "a western", ann)
    messages, now = library.of(FailedMessages), datetime.now(UTC)
    await library.apply(messages.purge(now - timedelta(days=7)))
    assert await library.rows("SELECT * FROM failed_messages") != []
    await library.apply(messages.purge(now + timedelta(seconds=1)))
    (await ann.press(button)).sees("too old")
