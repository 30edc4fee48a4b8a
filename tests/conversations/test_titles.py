"""Titles by name: misspelt, namesakes, franchises, unknown ones."""

import pytest

from tests.talk import Talk


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Ge tout", "Get Out"),
        ("the matrx", "The Matrix"),
        ("les évadés", "The Shawshank Redemption"),
        ("PARASITE", "Parasite"),
        ("shawshank redemtion", "The Shawshank Redemption"),
        ("grand budapest", "The Grand Budapest Hotel"),
        ("amelie", "Amélie"),
    ],
)
async def test_a_title_however_it_is_typed(talk: Talk, typed: str, title: str) -> None:
    await talk.say(typed)
    assert talk.title == title


async def test_namesakes_are_offered_with_their_years(talk: Talk) -> None:
    await talk.say("The Girl with the Dragon Tattoo")
    talk.sees("Which one?", "(2009)", "(2011)")
    await talk.tap("The Girl with the Dragon Tattoo (2011)")
    talk.expect(lambda card: card.year == 2011)


async def test_a_whole_franchise_in_order(talk: Talk) -> None:
    await talk.say("all the Back to the Future movies")
    assert talk.text.index("(1985)") < talk.text.index("(1989)") < talk.text.index("(1990)")
    await talk.say("who directed the second one?")
    talk.sees("Back to the Future Part II", "Robert Zemeckis")


async def test_a_question_about_a_named_title(talk: Talk) -> None:
    await talk.say("who directed Heat?")
    talk.sees("Michael Mann")
    await talk.say("how long is it?")
    talk.sees("2 h 50")


async def test_an_unknown_title_is_not_invented(talk: Talk) -> None:
    await talk.say("like Zorblax Quuxinator")
    talk.sees("I don’t know")
    assert talk.card is None


async def test_details_and_more_like_this(talk: Talk) -> None:
    await talk.say("Alien")
    await talk.tap("Details")
    talk.sees("Ridley Scott", "Sigourney Weaver (")
    await talk.say("Alien")
    await talk.tap("More like this")
    talk.sees("More like Alien").expect(lambda card: card.title != "Alien")
