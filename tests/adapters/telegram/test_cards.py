"""What stands under a card on Telegram, and what pressing it does."""

from tests.botapi import BotApi, Group, Person

LAST = "That was the last one"


async def test_every_tap_has_its_word(ann: Person) -> None:
    await ann.says("a thriller from the 90s")
    await ann.sees("1990s", photo=True)
    assert "2/" in (await ann.taps("Next ▶") or "")
    await ann.sees("2/", photo=True)
    assert "What would you like to change?" in (await ann.taps("Change something…") or "")
    await ann.sees("What would you like to change?", photo=False)
    await ann.says("shorter")
    await ann.sees("under", photo=True)


async def test_the_last_card_that_is_marked_becomes_the_end_of_the_list(ann: Person) -> None:
    await ann.says("films by Bong Joon-ho")
    card = await ann.sees("Bong Joon", photo=True)
    for _ in range(40):
        await ann.taps("Seen", on=card)
        assert await ann.sees("Undo", photo=True) is card
        if LAST in (card.caption or ""):
            break
    assert LAST in (card.caption or "")
    assert {"Change something…", "More like this", "Undo"} <= set(card.buttons)


async def test_what_is_shared_is_the_card(ann: Person) -> None:
    await ann.says("Heat (1995)")
    card = await ann.sees("Heat", photo=True)
    chosen = card.button("Share")["switch_inline_query_chosen_chat"]
    found = await ann.types(chosen["query"])
    assert found.results[0]["title"] == "Heat (1995)"


async def test_who_marks_on_anothers_card_gets_one_line_and_the_way_back(
    api: BotApi, ann: Person, club: Group
) -> None:
    bob = api.person("Bob")
    await ann.says("/suggest a film from the 90s", in_=club)
    card = await ann.sees("1990s", photo=True, in_=club)
    shown, posts = card.caption, len(club.chat.posts)
    told = await bob.taps("Seen", in_=club) or ""
    assert "Seen:" in told
    assert "/undo" in told
    assert (card.caption, len(club.chat.posts)) == (shown, posts)
    await bob.says("/undo", in_=club)
    await bob.sees("Undone:", photo=False, in_=club)


async def test_settings_stay_open(ann: Person) -> None:
    await ann.says("/settings")
    page = await ann.sees("Language: English")
    await ann.taps("Ireland")
    assert await ann.sees("Region: Ireland", "✓ Ireland") is page


async def test_a_link_that_leads_nowhere_says_so(ann: Person) -> None:
    await ann.opens("nothing-we-know")
    await ann.sees("leads to nothing I know")
    await ann.opens("t999999999")
    await ann.sees("I don’t have that title")
    await ann.opens("lnobody99")
    await ann.sees("The list behind that link is gone")
    await ann.opens("inline")
    await ann.sees("I’m Unwatched")


async def test_what_destroys_is_red_and_a_code_is_copied(ann: Person) -> None:
    await ann.says("/forget")
    question = await ann.sees("Delete everything")
    assert question.button("Yes, delete everything")["style"] == "danger"
    assert "style" not in question.button("No, keep it")
    await ann.says("/link")
    given = await ann.sees("Your code:")
    assert given.button("Copy")["copy_text"]["text"] in given.text
