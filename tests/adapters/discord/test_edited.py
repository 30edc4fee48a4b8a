"""A request that is edited is answered again in place, as long as its answer is the newest."""

from tests.discordapi import Channel, DiscordApi, Person


async def test_an_edited_request_is_answered_in_the_same_message(ann: Person) -> None:
    said = await ann.says("a western from the 60s")
    card = await ann.sees("1960s", picture=True)
    await ann.edits(said, "a western from the 70s")
    assert await ann.sees("1970s", picture=True) is card
    await ann.edits(said, "a heist film")
    assert await ann.sees("heist", picture=True) is card
    assert len(ann.sees_all()) == 1


async def test_an_older_request_and_a_link_that_unfolds_are_let_be(ann: Person) -> None:
    first = await ann.says("a western")
    await ann.sees("Westerns", picture=True)
    last = await ann.says("a heist film")
    await ann.sees("heist", picture=True)
    await ann.edits(first, "a comedy")
    await ann.sees_nothing()
    await ann.sees_a_link_unfold(last)
    await ann.sees_nothing()


async def test_an_answer_that_was_deleted_is_given_anew(ann: Person) -> None:
    said = await ann.says("a western")
    card = await ann.sees("Westerns", picture=True)
    card.deleted = True
    await ann.edits(said, "a heist film")
    assert await ann.sees("heist", picture=True) is not card


async def test_a_mention_in_a_channel_may_be_edited(
    ann: Person, api: DiscordApi, club: Channel
) -> None:
    said = await ann.says(f"{api.mention} a western", club)
    card = await ann.sees("Westerns", picture=True, in_=club)
    await ann.edits(said, f"{api.mention} a heist film")
    assert await ann.sees("heist", picture=True, in_=club) is card
