"""Private chats: a friend who knows films, on Telegram."""

from tests.botapi import BotApi, Person
from tests.waiting import until


async def test_a_welcome_with_examples_to_tap(ann: Person) -> None:
    await ann.opens()
    welcome = await ann.sees("Unwatched", photo=False)
    assert len(welcome.buttons) == 4
    await ann.taps("Alien meets Jaws")
    await ann.sees("Alien", "Jaws", photo=True)


async def test_a_card_is_marked_in_place_and_the_mark_taken_back(ann: Person) -> None:
    await ann.says("a film from the 90s")
    card = await ann.sees("1990s", photo=True)
    first = card.caption
    assert (await ann.taps("Seen") or "").startswith("Seen:")
    assert await ann.sees("Undo", photo=True) is card
    assert card.caption != first
    await ann.taps("Undo")
    await ann.sees("Undone", photo=True)


async def test_paging_forth_and_back_in_one_message(ann: Person) -> None:
    await ann.says("a thriller from the 90s")
    card = await ann.sees("1/", photo=True)
    await ann.taps("Next ▶")
    assert await ann.sees("2/", photo=True) is card
    await ann.taps("◀ Previous")
    assert await ann.sees("1/", photo=True) is card


async def test_follow_ups_in_free_words(ann: Person) -> None:
    await ann.says("Inception")
    await ann.sees("Inception", photo=True)
    await ann.says("who directed it?")
    await ann.sees("Christopher Nolan")


async def test_details_links_and_a_share_button(ann: Person, api: BotApi) -> None:
    await ann.says("Heat (1995)")
    card = await ann.sees("Heat", photo=True)
    assert card.button("Share")["switch_inline_query_chosen_chat"]["query"] == "Heat (1995)"
    await ann.taps("Details")
    await ann.sees("Michael Mann", "Where to watch", photo=False)


async def test_lists_with_pages(ann: Person) -> None:
    await ann.says(
        "I've seen Heat, Alien, Jaws, Inception, Amélie, Parasite, Se7en, Psycho and Pulp Fiction"
    )
    await ann.sees("Seen:")
    await ann.says("/seen")
    listing = await ann.sees("page 1 of 2", photo=False)
    await ann.taps("Next ▶")
    assert await ann.sees("page 2 of 2", photo=False) is listing


async def test_en_francais(zoe: Person) -> None:
    await zoe.opens()
    await zoe.sees("Bonjour")
    await zoe.says("un thriller coréen récent")
    await zoe.sees("thriller", photo=True)
    await zoe.taps("Plus tard")
    await zoe.sees("Annuler")


async def test_own_data_is_handed_over_and_deleted(ann: Person, api: BotApi) -> None:
    await ann.says("I've seen Heat")
    await ann.sees("Seen: Heat")
    await ann.says("/export")
    await until(lambda: len(api.called("sendDocument")) == 2)
    await ann.says("/forget")
    await ann.sees("Delete everything")
    await ann.taps("Yes, delete everything")
    await ann.sees("Done.")
    await ann.says("/seen")
    await ann.sees("nothing yet")


async def test_what_is_no_text_gets_a_friendly_word(ann: Person) -> None:
    await ann.shows_sticker()
    await ann.sees("only read text")
    await ann.shows_photo("like Heat")
    await ann.sees("like Heat", photo=True)
