"""A list's filter honoured a few fields of a wish, although the reply repeated them all."""

from tests.talk import Talk


async def test_a_list_by_running_time(talk: Talk) -> None:
    await talk.say("I've seen Heat")
    await talk.say("I've seen Toy Story")
    await talk.say("films under 100 minutes I've seen")
    talk.sees("Seen, films, under 1 h 40 (1)", "Toy Story").sees_no("Heat")


async def test_a_list_by_a_person(talk: Talk) -> None:
    await talk.say("I've seen Paddington")
    await talk.say("I've seen Big")
    await talk.say("comedies with Tom Hanks I've seen")
    talk.sees("(1)", "Big").sees_no("Paddington")


async def test_a_list_by_running_time_in_french(parle: Talk) -> None:
    await parle.say("J'ai vu Heat")
    await parle.say("J'ai vu Toy Story")
    await parle.say("les films de moins de 100 minutes que j'ai vus")
    parle.sees("(1)", "Toy Story").sees_no("Heat")


async def test_a_list_by_a_person_in_french(parle: Talk) -> None:
    await parle.say("J'ai vu Paddington")
    await parle.say("J'ai vu Big")
    await parle.say("les comédies avec Tom Hanks que j'ai vues")
    parle.sees("(1)", "Big").sees_no("Paddington")
