"""A request that is edited is answered again in place, as long as its answer is the newest."""

from tests.botapi import BotApi, Group, Person


async def answers(person: Person, in_: Group | None = None) -> int:
    chat = in_.chat if in_ else person.chat
    return len([post for post in chat.posts.values() if post.by_bot])


async def test_an_edited_request_is_answered_in_the_same_message(ann: Person) -> None:
    said = await ann.says("a western from the 60s")
    card = await ann.sees("1960s", photo=True)
    await ann.edits(said, "a western from the 70s")
    assert await ann.sees("1970s", photo=True) is card
    await ann.edits(said, "a heist film")
    assert await ann.sees("heist", photo=True) is card
    assert await answers(ann) == 1


async def test_it_is_as_if_the_first_wording_had_never_been(ann: Person) -> None:
    await ann.says("a western")
    await ann.sees("Westerns", photo=True)
    said = await ann.says("from the 60s")
    card = await ann.sees("Westerns", "1960s", photo=True)
    await ann.edits(said, "under two hours")
    assert await ann.sees("Westerns", photo=True) is card
    assert "1960s" not in str(card)


async def test_an_older_request_is_let_be(ann: Person) -> None:
    first = await ann.says("a western")
    await ann.sees("Westerns", photo=True)
    await ann.says("a heist film")
    await ann.sees("heist", photo=True)
    await ann.edits(first, "a comedy")
    await ann.sees_nothing()


async def test_what_was_marked_is_not_marked_differently(ann: Person) -> None:
    said = await ann.says("I've seen Heat (1995)")
    await ann.sees("Seen: Heat")
    await ann.edits(said, "I've seen Alien (1979)")
    await ann.sees_nothing()


async def test_after_a_tap_on_its_card_it_is_still_the_newest(ann: Person) -> None:
    said = await ann.says("a western")
    card = await ann.sees("Westerns", photo=True)
    await ann.taps("Next ▶", on=card)
    await ann.sees("2/", photo=True)
    await ann.edits(said, "a heist film")
    assert await ann.sees("heist", "1/", photo=True) is card


async def test_a_text_that_becomes_a_card_is_a_new_message(ann: Person) -> None:
    said = await ann.says("/help")
    await ann.sees("Talk to me")
    await ann.edits(said, "a western")
    await ann.sees("Westerns", photo=True)


async def test_in_a_group_nobody_else_was_answered_since(
    api: BotApi, ann: Person, club: Group
) -> None:
    bob = api.person("Bob")
    said = await ann.says("/suggest a western", in_=club)
    card = await ann.sees("Westerns", photo=True, in_=club)
    await ann.edits(said, "/suggest a heist film")
    assert await ann.sees("heist", photo=True, in_=club) is card
    await bob.says("/suggest a comedy", in_=club)
    await bob.sees("Comedies", photo=True, in_=club)
    await ann.edits(said, "/suggest a western")
    await ann.sees_nothing(in_=club)
