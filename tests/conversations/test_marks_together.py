"""Many titles marked by one name: a franchise, a series, what somebody made. And people liked or
not, who are no titles.
"""

import pytest

from tests.talk import Talk


async def test_a_franchise_is_marked_whole_and_undone_whole(talk: Talk) -> None:
    await talk.say("I've seen all the Alien movies")
    talk.sees("Seen: Alien (1979), Aliens (1986)")
    await talk.say("what have I seen")
    talk.sees("Alien (1979)", "Aliens (1986)")
    await talk.say("undo")
    talk.sees("Undone: Alien, Aliens")
    await talk.say("what have I seen")
    talk.sees("nothing yet")


async def test_none_of_them_is_suggested_again(talk: Talk) -> None:
    await talk.say("I've watched everything by Christopher Nolan")
    talk.sees("Inception (2010)", "Memento (2000)")
    await talk.say("a film by Christopher Nolan")
    talk.sees_no("Directed by Christopher Nolan")


async def test_of_many_the_first_are_named_and_the_rest_counted(talk: Talk) -> None:
    await talk.say("I've seen all the Hitchcock films")
    talk.sees("others.")


async def test_in_french_too(parle: Talk) -> None:
    await parle.say("j'ai vu toute la saga Star Wars")
    parle.sees("Vu\xa0: ", "La Guerre des étoiles (1977)")
    await parle.say("garde tous les films de Miyazaki pour plus tard")
    parle.sees("Gardé pour plus tard\xa0: ", "Le Voyage de Chihiro (2001)")


async def test_a_series_is_one_title_though_its_franchise_has_more(talk: Talk) -> None:
    await talk.say("I've seen every season of Breaking Bad")
    talk.sees("Seen: Breaking Bad (2008).")


async def test_among_single_titles(talk: Talk) -> None:
    await talk.say("I've seen Heat and all the Alien movies")
    talk.sees("Seen: Heat (1995), Alien (1979), Aliens (1986)")
    await talk.say("I loved every Star Wars film and Paddington")
    talk.sees("Added to your favourites: Paddington (2014), Star Wars")


async def test_a_title_that_begins_with_all_is_that_title(talk: Talk) -> None:
    await talk.say("I've seen All the President's Men")
    talk.sees("Seen: All the President's Men (1976).")


async def test_a_name_of_nothing_is_said_to_be_unknown(talk: Talk) -> None:
    await talk.say("I've seen all the Transformers movies")
    talk.sees("I don’t know “Transformers”")


@pytest.mark.parametrize(
    "said", ["I don't like Tom Hanks", "never suggest Tom Hanks again", "Tom Hanks isn't for me"]
)
async def test_people_not_liked_are_left_out(talk: Talk, said: str) -> None:
    await talk.say("a drama with Tom Hanks")
    await talk.say(said)
    talk.sees("no Tom Hanks")


async def test_people_loved_are_looked_for(talk: Talk) -> None:
    await talk.say("I love Miyazaki")
    talk.sees("Hayao Miyazaki")
    assert talk.card
