"""A message that answers a card is about that card: its wish and its title, whoever asked."""

from collections.abc import Callable

from core.capabilities import ROUTER
from core.dialogue.replies import Reply
from core.dialogue.turn import Message
from tests.talk import Talk


def carried(reply: Reply) -> tuple[str, ...]:
    """What the buttons of a message carry, as platforms give it back."""
    buttons = [button for row in reply.buttons for button in row if button.intent]
    return tuple(ROUTER.encode(button.intent) for button in buttons if button.intent)


async def answering(talk: Talk, card: Reply, text: str) -> Talk:
    """Reply to a card."""
    return await talk.send(Message(talk.user, talk.chat, text, about=carried(card)))


async def test_an_older_card_is_refined_in_its_own_wish(talk: Talk) -> None:
    horror = (await talk.say("a horror film")).replies[-1]
    await talk.say("a comedy for kids")

    await answering(talk, horror, "shorter")
    assert talk.reading
    assert talk.reading["wish"]["genres"] == ["horror"]
    assert talk.reading["wish"]["runtime_max"]


async def test_somebody_elses_card_is_refined(talks: Callable[..., Talk]) -> None:
    ann, bob = talks("ann"), talks("bob")
    horror = (await ann.say("a horror film from the 80s")).replies[-1]
    await bob.say("a romantic comedy")

    await answering(bob, horror, "a funny one")
    assert bob.reading
    assert bob.reading["wish"]["year_from"] == 1980


async def test_i_have_seen_it_means_the_card_replied_to(talks: Callable[..., Talk]) -> None:
    ann, bob = talks("ann"), talks("bob")
    heat = (await ann.say("Heat")).replies[-1]
    await bob.say("a western")
    shown = bob.title

    await answering(bob, heat, "I've seen it")
    bob.sees("Heat (1995)")
    await bob.say("what have I seen?")
    bob.sees("Heat").sees_no(shown)
    await ann.say("what have I seen?")
    ann.sees("Seen: nothing yet")


async def test_a_question_about_the_card_replied_to(talk: Talk, parle: Talk) -> None:
    heat = (await talk.say("Heat")).replies[-1]
    await talk.say("Alien")
    await answering(talk, heat, "who directed it?")
    talk.sees("Heat was directed by Michael Mann")

    heat = (await parle.say("Heat")).replies[-1]
    await parle.say("Alien")
    await answering(parle, heat, "c'est de qui ?")
    parle.sees("Michael Mann")


async def test_the_next_one_goes_on_from_the_card_replied_to(talk: Talk) -> None:
    await talk.say("a western")
    second = (await talk.say("another one")).replies[-1]
    third = (await talk.say("another one")).replies[-1]
    assert third.card
    await talk.say("another one")

    await answering(talk, second, "another one")
    assert talk.title == third.card.title


async def test_what_follows_a_command_is_a_request_of_its_own(talk: Talk) -> None:
    await talk.say("a horror film")
    await talk.say("/movie from the 90s")
    assert talk.reading
    assert talk.reading["wish"] == {"kind": "movie", "year_from": 1990, "year_to": 1999}
