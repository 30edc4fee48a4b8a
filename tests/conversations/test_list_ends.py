"""Where a list ends: what is offered then, and what the last card becomes."""

from core.capabilities.suggesting.intents import Change, LikeTitle
from core.dialogue.conversation import Conversation
from core.dialogue.replies import Show
from tests.talk import Talk

SHORT = "films by Bong Joon-ho"
LAST = "That was the last one"


async def mark_all(talk: Talk) -> None:
    """Mark every title of a short list as seen."""
    await talk.say(SHORT)
    for _ in range(40):
        await talk.tap("Seen")
        if LAST in talk.text:
            return
    raise AssertionError("the list has no end")


async def test_marking_the_last_card_changes_it(talk: Talk) -> None:
    await mark_all(talk)
    last = talk.replies[-1]
    assert last.show is Show.EDIT
    assert last.card, "a card with a picture can only become another one"
    talk.sees("Seen: ", LAST, "Change something…", "More like this", "Undo", "Rate it")
    assert "Next ▶" not in talk.labels


async def test_undo_brings_the_last_card_back_as_it_was(talk: Talk) -> None:
    await mark_all(talk)
    title = talk.title
    await talk.tap("Undo")
    talk.sees("Undone", "Next ▶").sees_no(LAST)
    assert talk.title == title


async def test_the_end_said_in_words_offers_what_it_names(talk: Talk) -> None:
    await talk.say(SHORT)
    for _ in range(40):
        await talk.say("next")
        if LAST in talk.text:
            break
    (reply,) = talk.replies
    (row,) = reply.buttons
    assert [type(button.intent) for button in row] == [Change, LikeTitle]
    await talk.tap("More like this")
    talk.sees("like ")


async def test_turning_on_from_the_last_card_says_so_and_leaves_it(talk: Talk) -> None:
    await talk.say(SHORT)
    for _ in range(40):
        await talk.tap("Next ▶")
        if LAST in talk.text:
            break
    (reply,) = talk.replies
    assert reply.show is Show.TOAST
    assert {"Change something…", "More like this"} <= set(talk.labels)


async def test_what_is_changed_is_the_list_of_the_button(talk: Talk) -> None:
    await talk.say("a horror film from the 80s")
    change = talk.data("Change something…")
    await talk.say("a romantic comedy")
    await talk.press(change)
    talk.sees("What would you like to change?")
    await talk.say("more recent")
    talk.sees("orror").sees_no("omance")


async def test_what_is_changed_may_be_somebody_elses_list(conversation: Conversation) -> None:
    ann, bob = Talk(conversation, "ann", chat="club"), Talk(conversation, "bob", chat="club")
    await ann.say("/suggest a horror film from the 80s")
    await bob.press(ann.data("Change something…"))
    await bob.say("more recent")
    bob.sees("orror")
    await ann.say("next")
    ann.sees("1980s")


async def test_a_list_that_is_gone_cannot_be_changed(talk: Talk) -> None:
    await talk.press("1ch:949:nobody99")
    talk.sees("That list is gone")
    assert talk.replies[0].show is Show.TOAST
