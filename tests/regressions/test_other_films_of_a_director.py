"""At the end of "other films by this director" the film they were asked from came again, and those
they only act in.
"""

from tests.talk import Talk


async def test_what_it_was_asked_from_does_not_come_again(talk: Talk) -> None:
    await talk.say("Get Out")
    await talk.say("other films by this director")
    assert talk.card
    for _ in range(10):
        talk.sees_no("Get Out (", "Toy Story")
        await talk.say("seen it")
        if talk.card is None:
            break
    talk.sees("That was the last one")


async def test_before_anything_is_shown_there_is_no_previous(talk: Talk) -> None:
    await talk.say("/previous")
    talk.sees("Which one")
