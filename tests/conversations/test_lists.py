"""One's own lists: filtered and sorted like a request, and honest about what was not looked at."""

from tests.conversations.conftest import Wired
from tests.talk import Talk
from tests.wires.models import ModelWire, reading


async def test_a_list_in_another_order(talk: Talk) -> None:
    for name in ("Heat", "Toy Story", "Big"):
        await talk.say(f"I've seen {name}")
    await talk.say("the shortest films I've seen")
    said = talk.text
    assert said.index("Toy Story") < said.index("Big") < said.index("Heat")


async def test_a_list_in_another_order_in_french(parle: Talk) -> None:
    for name in ("Toy Story", "Heat", "Big"):
        await parle.say(f"J'ai vu {name}")
    await parle.say("les films les plus longs que j'ai vus")
    said = parle.text
    assert said.index("Heat") < said.index("Big") < said.index("Toy Story")


async def test_a_list_by_service_without_tmdb_says_that_it_was_not_checked(talk: Talk) -> None:
    await talk.say("I've seen Heat")
    await talk.say("films on Netflix I've seen")
    talk.sees("Heat", "I can’t check where titles are streaming yet")


async def test_a_list_of_what_is_like_a_title(wired: Wired, wire: ModelWire) -> None:
    async with wired(llm_when="always") as conversation:
        talk = Talk(conversation)
        for title in ("Aliens", "Paddington"):
            wire.will_say(reading(intent="mark", status="seen", titles=[title], written_in="en"))
            await talk.say(f"I've seen {title}")
        wire.will_say(
            reading(intent="show_list", status="seen", wish={"like": ["Alien"]}, written_in="en")
        )
        await talk.say("what have I seen like Alien?")
        talk.sees("like Alien", "Aliens").sees_no("Paddington")
        wire.will_say(
            reading(intent="show_list", status="seen", wish={"like": ["Xyzzyq"]}, written_in="en")
        )
        await talk.say("what have I seen like Xyzzyq?")
        talk.sees("I don’t know “Xyzzyq”")
