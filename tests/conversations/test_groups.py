"""Several people in one chat: what is everybody's, and what stays one's own."""

from core.capabilities import ROUTER
from core.capabilities.marking.intents import MarkTitle
from core.dialogue.conversation import Conversation
from core.presentation.cards import payload
from core.presentation.intents import OpenTitle
from tests.talk import Talk


async def test_what_somebody_there_has_seen_is_not_suggested_to_the_group(
    conversation: Conversation,
) -> None:
    ann, bob = Talk(conversation, "ann", chat="club"), Talk(conversation, "bob", chat="club")
    await ann.say("/suggest a film with Al Pacino and Robert De Niro")
    shown = ann.title
    await Talk(conversation, "bob").say(f"I've seen {shown}")
    await ann.say("/suggest a film with Al Pacino and Robert De Niro")
    assert ann.title == shown
    await bob.say("hello")
    await ann.say("/suggest a film with Al Pacino and Robert De Niro")
    assert ann.title != shown
    ann.sees_no("bob", "Bob")


async def test_a_tap_marks_for_who_taps_and_leaves_the_others_card_alone(
    conversation: Conversation,
) -> None:
    ann, bob = Talk(conversation, "ann", chat="club"), Talk(conversation, "bob", chat="club")
    await ann.say("/suggest a heist film")
    shown, seen = ann.title, ann.data("Seen")
    await bob.press(seen)
    assert bob.card is None
    bob.sees("Seen:", shown)
    (await Talk(conversation, "ann").say("/seen")).sees("nothing yet")
    (await Talk(conversation, "bob").say("/seen")).sees(shown)


async def test_paging_is_for_whose_card_it_is(conversation: Conversation) -> None:
    ann, bob = Talk(conversation, "ann", chat="club"), Talk(conversation, "bob", chat="club")
    await ann.say("/suggest a heist film")
    shown, turned = ann.title, ann.data("Next ▶")
    await bob.press(turned)
    assert bob.card is None
    bob.sees("belongs to someone else")
    await ann.press(turned)
    assert ann.title != shown


async def test_a_list_of_somebody_is_not_for_others_to_leaf_through(
    conversation: Conversation,
) -> None:
    ann, bob = Talk(conversation, "ann"), Talk(conversation, "bob")
    await ann.say("all the Toy Story films")
    await bob.press(f"1p:{_shelf(ann)}:0")
    bob.sees("belongs to someone else")


async def test_a_shared_list_becomes_a_list_of_ones_own(conversation: Conversation) -> None:
    ann, bob = Talk(conversation, "ann"), Talk(conversation, "bob")
    await ann.say("all the Toy Story films")
    await bob.say(f"/start {_share(ann)}")
    bob.sees("Shared with you", "Toy Story (1995)")


async def test_a_link_opens_a_title_and_anything_else_is_a_welcome(
    conversation: Conversation,
) -> None:
    ann = Talk(conversation, "ann")
    await ann.say("Heat (1995)")
    assert ann.card
    link = payload(OpenTitle(ann.card.id))
    bob = Talk(conversation, "bob")
    await bob.say(f"/start {link}")
    assert bob.title == "Heat"
    for forged in ("t", "t-1", "t99999999999", "x" * 64, "l%%", "lnobody99"):
        await bob.say(f"/start {forged}")
        assert bob.card is None
        assert bob.text


async def test_a_mark_on_a_card_that_is_nobodys_says_so_to_who_taps(
    conversation: Conversation,
) -> None:
    ann = Talk(conversation, "ann", chat="club")
    await ann.say("Heat (1995)")
    assert ann.card
    await ann.press(ROUTER.encode(MarkTitle(ann.card.id, "later")))
    ann.sees("Saved for later: Heat")


def _share(talk: Talk) -> str:
    return next(button.share for row in talk.replies[-1].buttons for button in row if button.share)


def _shelf(talk: Talk) -> str:
    return _share(talk).removeprefix("l")
