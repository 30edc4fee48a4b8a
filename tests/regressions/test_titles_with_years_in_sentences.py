"""A title with its year in brackets was read as a wish for that year, wherever a sentence said more
than the title.
"""

from tests.talk import Talk


async def test_a_mark_of_a_title_with_its_year(talk: Talk) -> None:
    await talk.say("I've seen The Shawshank Redemption (1994) and Heat (1995)")
    talk.sees("Seen: The Shawshank Redemption (1994) and Heat (1995)")


async def test_a_likeness_to_a_title_with_its_year_is_not_of_that_year(talk: Talk) -> None:
    await talk.say("like Heat (1995)")
    talk.sees("like Heat").sees_no("1995 ·")
    talk.expect(lambda card: (card.total or 0) > 20)


async def test_the_year_tells_namesakes_apart(talk: Talk) -> None:
    await talk.say("save Dune (2021) for later")
    talk.sees("Dune (2021)")


async def test_a_year_that_is_meant_stays(talk: Talk) -> None:
    await talk.say("who directed Heat (1995)?")
    talk.sees("Michael Mann")
