"""Inline mode and deep links: cards that travel."""

from tests.botapi import BotApi, Group, Person


async def test_cards_with_pictures_to_choose_from_and_a_button_that_works(
    api: BotApi, ann: Person, club: Group
) -> None:
    found = await ann.types("90s heist")
    assert len(found.results) > 2
    assert all(result.get("photo_file_id") for result in found.results), found.results[0]
    assert found.answer["is_personal"]
    card = await ann.chooses(found, found.results[0], in_=club)
    bob = api.person("Bob")
    assert "Seen:" in (await bob.taps("Seen", on=card) or "")
    again = await bob.types("90s heist")
    assert found.results[0]["id"] not in [result["id"] for result in again.results]


async def test_pictures_uploaded_ahead_leave_no_trace(ann: Person) -> None:
    await ann.types("a horror film")
    assert not [post for post in ann.chat.posts.values() if post.photo and not post.deleted]


async def test_a_title_by_name_and_nothing_typed(ann: Person) -> None:
    found = await ann.types("Heat")
    assert found.results[0]["title"] == "Heat (1995)"
    assert (await ann.types("")).results


async def test_somebody_who_never_wrote_to_the_bot_gets_cards_too(api: BotApi, ann: Person) -> None:
    stranger = api.person("Sam")
    await stranger.blocks()
    found = await stranger.types("a western")
    assert found.results
    assert found.answer["button"]["start_parameter"]


async def test_a_link_opens_a_title(api: BotApi, ann: Person, zoe: Person) -> None:
    await ann.says("Heat (1995)")
    card = await ann.sees("Heat", photo=True)
    found = await ann.types(card.button("Share")["switch_inline_query_chosen_chat"]["query"])
    rows = found.result("Heat (1995)")["reply_markup"]["inline_keyboard"]
    (link,) = [button["url"] for row in rows for button in row if "url" in button]
    payload = link.split("?start=")[1]
    await zoe.opens(payload)
    await zoe.sees("Heat", photo=True)


async def test_a_link_opens_a_shared_list(ann: Person, zoe: Person) -> None:
    await ann.says("all the Toy Story films")
    listing = await ann.sees("Toy Story", photo=False)
    payload = listing.button("Share")["url"].split("start%3D")[1].split("&")[0]
    await zoe.opens(payload)
    await zoe.sees("On te partage", "Toy Story", photo=False)


async def test_a_forged_link_is_a_welcome(ann: Person) -> None:
    for forged in ("t0", "x" * 64, "%27%3B--", "l" * 12, "tt0113277"):
        await ann.opens(forged)
        await ann.sees()
