"""Inline mode and deep links: cards that travel."""

import asyncio
from typing import Any

import pytest

from bot.app import App
from core.films.tables.titles import titles as titles_table
from core.storage.operations import pictures
from tests.adapters.telegram.conftest import Start
from tests.botapi import BotApi, Found, Group, Person
from tests.waiting import until

POSTER = "https://image.example.org/poster.jpg"


@pytest.fixture
def vault(api: BotApi) -> Group:
    """A private group of the operator, which the bot is in."""
    vault = api.group("Posters", api.person("Olga"))
    vault.chat.refusal = None
    return vault


def titles(found: Found) -> list[str]:
    return [result["title"] for result in found.results]


def have_pictures(found: Found) -> bool:
    return all(result.get("photo_file_id") for result in found.results)


async def in_the_end(person: Person, text: str, *, pictured: bool) -> Found:
    """What is offered once its pictures are uploaded."""
    found = await person.types(text)
    for _ in range(20):
        if have_pictures(found) is pictured:
            break
        await asyncio.sleep(0.1)
        found = await person.types(text)
    return found


async def test_cards_to_choose_from_and_a_button_that_works(
    api: BotApi, ann: Person, club: Group
) -> None:
    found = await ann.types("90s heist")
    assert len(found.results) > 2
    assert found.answer["is_personal"]
    card = await ann.chooses(found, found.results[0], in_=club)
    bob = api.person("Bob")
    assert "Seen:" in (await bob.taps("Seen", on=card) or "")
    again = await bob.types("90s heist")
    assert found.results[0]["id"] not in [result["id"] for result in again.results]


async def test_pictures_are_uploaded_to_the_chat_of_the_operator_and_to_no_other(
    api: BotApi, start: Start, vault: Group
) -> None:
    ann = api.person("Ann")
    async with start(telegram_storage_chat=vault.chat.id):
        found = await in_the_end(ann, "a horror film", pictured=True)
    assert found.results
    assert have_pictures(found)
    assert {call.parameters["chat_id"] for call in api.called("sendPhoto")} == {vault.chat.id}
    assert not api.called("deleteMessage")
    assert not ann.chat.posts


async def test_without_that_chat_nothing_is_shown_to_whoever_asks(api: BotApi, ann: Person) -> None:
    found = await ann.types("a horror film")
    assert {result["type"] for result in found.results} == {"article"}
    assert not api.called("sendPhoto")
    await ann.chooses(found, found.results[0])
    await ann.sees_nothing()


async def test_a_picture_that_was_sent_once_is_shown_in_results(ann: Person) -> None:
    await ann.says("Heat (1995)")
    await ann.sees("Heat", photo=True)
    assert (await ann.types("Heat")).result("Heat (1995)")["photo_file_id"]


async def test_posters_on_the_web_are_shown_from_there(
    api: BotApi, start: Start, vault: Group
) -> None:
    ann = api.person("Ann")
    async with start(telegram_storage_chat=vault.chat.id) as app:
        on_the_web = titles_table.update().values(poster=POSTER)
        await app.store.write(lambda connection: connection.execute(on_the_web))
        found = await ann.types("a western")
    assert {result.get("photo_url") for result in found.results} == {POSTER}
    assert not api.called("sendPhoto")


async def test_two_who_ask_the_same_have_each_picture_uploaded_once(
    api: BotApi, start: Start, vault: Group
) -> None:
    people = [api.person("Ann"), api.person("Bob")]
    async with start(telegram_storage_chat=vault.chat.id):
        found = await asyncio.gather(*(one.types("a western") for one in people))
        await in_the_end(people[0], "a western", pictured=True)
    assert titles(found[0]) == titles(found[1])
    assert len(api.called("sendPhoto")) == len(found[0].results)


async def test_a_chat_that_takes_no_pictures_is_left_alone(
    api: BotApi, start: Start, vault: Group
) -> None:
    await vault.kicks_bot()
    ann = api.person("Ann")
    async with start(telegram_storage_chat=vault.chat.id):
        assert (await ann.types("a western")).results
        tried = len(api.called("sendPhoto"))
        assert (await ann.types("a horror film")).results
    assert tried <= 4
    assert len(api.called("sendPhoto")) == tried


async def test_pictures_that_telegram_lost_are_uploaded_again(
    api: BotApi, start: Start, vault: Group
) -> None:
    ann = api.person("Ann")
    async with start(telegram_storage_chat=vault.chat.id) as app:
        await in_the_end(ann, "a western", pictured=True)
        await lose_pictures(app)
        assert {result["type"] for result in (await ann.types("a western")).results} == {"article"}
        assert have_pictures(await in_the_end(ann, "a western", pictured=True))


async def lose_pictures(app: App) -> None:
    lost = pictures.update().values(file_id="AgAC-of-another-bot")
    await app.store.write(lambda connection: connection.execute(lost))


async def test_a_flood_in_that_chat_keeps_nobody_waiting(
    api: BotApi, start: Start, vault: Group
) -> None:
    ann = api.person("Ann")
    api.faults.flood("sendPhoto", 30)
    async with start(telegram_storage_chat=vault.chat.id, drain=1):
        assert (await ann.types("a western", within=2.5)).results


async def test_somebody_who_never_wrote_to_the_bot_gets_pictures_too(
    api: BotApi, start: Start, vault: Group
) -> None:
    stranger = api.person("Sam")
    await stranger.blocks()
    async with start(telegram_storage_chat=vault.chat.id):
        found = await in_the_end(stranger, "a western", pictured=True)
    assert found.results
    assert have_pictures(found)
    assert found.answer["button"]["start_parameter"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("he", "Heat (1995)"),
        ("hea", "Heat (1995)"),
        ("the godf", "The Godfather (1972)"),
        ("the god", "The Godfather (1972)"),
        ("inters", "Interstellar (2014)"),
        ("up", "Up (2009)"),
        ("the matr", "The Matrix (1999)"),
        ("ALIE", "Alien (1979)"),
    ],
)
async def test_titles_complete_from_the_first_letters(ann: Person, typed: str, title: str) -> None:
    assert title in titles(await ann.types(typed))


async def test_titles_complete_in_the_language_of_whoever_types(zoe: Person) -> None:
    assert "Le Parrain (1972)" in titles(await zoe.types("le parr"))


async def test_a_whole_name_comes_first_and_nothing_typed_shows_what_is_popular(
    ann: Person,
) -> None:
    assert titles(await ann.types("Heat"))[0] == "Heat (1995)"
    assert len((await ann.types("")).results) == 10


@pytest.mark.parametrize("typed", ["a comedy", "h", "", "surprise me", "what’s popular"])
async def test_results_go_on_page_by_page(ann: Person, typed: str) -> None:
    shown: list[str] = []
    offset = ""
    for _ in range(3):
        found = await ann.types(typed, offset=offset)
        shown += [result["id"] for result in found.results]
        offset = found.answer["next_offset"]
        assert offset
    assert len(shown) == len(set(shown)) == 30


async def test_the_last_page_is_the_last(ann: Person) -> None:
    for offset in ("9999", "9" * 64, "x", "-1", "٣"):
        assert (await ann.types("Heat", offset=offset)).answer.get("next_offset", "") == ""
    found = await ann.types("Heat", offset="9999")
    assert (found.results, button(found)) == ([], "Chat with Unwatched")


def button(found: Found) -> Any:
    return found.answer["button"]["text"]


@pytest.mark.parametrize("typed", ["zzzzqqq", "zzzzqqq films", "x" * 250, "who made zzzzqqq?"])
async def test_nothing_found_says_so(ann: Person, zoe: Person, typed: str) -> None:
    found = await ann.types(typed)
    assert found.results == []
    assert button(found).startswith("Nothing found for “")
    assert button(await zoe.types("zzzzqqq")) == "Rien trouvé pour « zzzzqqq »"


async def test_what_somebody_kept_is_theirs_alone(api: BotApi, ann: Person, zoe: Person) -> None:
    assert button(await ann.types("what I kept")) == "For later: nothing yet"
    for title in ("Heat (1995)", "Alien (1979)"):
        await ann.says(f"save {title} for later")
        await ann.sees("Saved for later", "Undo")
    found = await ann.types("what I kept")
    assert set(titles(found)) == {"Heat (1995)", "Alien (1979)"}
    assert found.answer["is_personal"]
    assert titles(await ann.types("my watchlist")) == titles(found)
    assert button(await zoe.types("ma liste")) == "Pour plus tard : rien pour l’instant"
    assert (await api.person("Sam").types("my list")).results == []


async def test_what_somebody_rated(ann: Person) -> None:
    assert "nothing yet" in button(await ann.types("what I rated above 8"))
    await ann.says("rate Heat (1995) 9/10")
    await ann.sees("9")
    assert titles(await ann.types("what I rated above 8")) == ["Heat (1995)"]


async def test_ma_liste(zoe: Person) -> None:
    await zoe.says("garde Le Parrain pour plus tard")
    await zoe.sees("Parrain")
    for typed in ("ma liste", "ce que j’ai gardé"):
        assert titles(await zoe.types(typed)) == ["Le Parrain (1972)"]


async def test_a_mark_on_a_posted_card_can_be_undone_by_whoever_made_it(
    api: BotApi, ann: Person, club: Group
) -> None:
    bob, cleo = api.person("Bob"), api.person("Cléo", "fr")
    found = await ann.types("Heat")
    card = await ann.chooses(found, found.result("Heat (1995)"), in_=club)
    assert "Undo" not in card.buttons
    await bob.taps("Seen", on=card)
    await until(lambda: "Undo" in card.buttons)
    assert {"Seen", "Details"} <= set(card.buttons)
    assert "nothing" in (await ann.taps("Undo", on=card) or "").lower()
    await cleo.presses(card, card.data("Seen"))
    await until(lambda: "Annuler" in card.buttons)
    assert "Heat" in (await bob.presses(card, card.data("Annuler")) or "")
    assert "Heat (1995)" in titles(await bob.types("Heat"))
    await bob.says("/seen")
    await bob.sees("nothing yet")
    await cleo.says("/seen")
    await cleo.sees("Heat")
    assert not bob.chat.posts.keys() & cleo.chat.posts.keys()


async def test_undo_on_a_posted_card_is_about_its_title_alone(
    api: BotApi, ann: Person, club: Group
) -> None:
    found = await ann.types("Heat")
    card = await ann.chooses(found, found.result("Heat (1995)"), in_=club)
    await ann.taps("Later", on=card)
    await until(lambda: "Undo" in card.buttons)
    await ann.says("I've seen Alien (1979)")
    await ann.sees("Alien")
    assert "Heat" in (await ann.taps("Undo", on=card) or "")
    assert "nothing" in (await ann.taps("Undo", on=card) or "").lower()
    await ann.says("/seen")
    await ann.sees("Alien")


async def test_a_posted_card_that_was_deleted_is_no_error(
    api: BotApi, ann: Person, club: Group
) -> None:
    found = await ann.types("Heat")
    card = await ann.chooses(found, found.results[0], in_=club)
    del api.world.inline_posts[card.inline_id]
    assert "Seen" in (await ann.taps("Seen", on=card) or "")
    await ann.says("/seen")
    await ann.sees("Heat")


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
