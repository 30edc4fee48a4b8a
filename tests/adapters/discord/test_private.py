"""Direct messages: commands, buttons, menus and free words."""

from tests.discordapi import DiscordApi, Person


async def test_a_film_described_in_words_and_marked_in_place(ann: Person) -> None:
    await ann.commands("movie", text="a thriller from the 90s")
    card = await ann.sees("1990s", picture=True)
    assert not card.ephemeral
    first = card.embed["title"]
    await ann.clicks("Seen")
    assert await ann.sees("Seen:", "Undo", picture=True) is card
    assert card.embed["title"] != first
    assert {"Change something…", "More like this", "Where to watch"} <= set(card.buttons)
    await ann.clicks("Undo")
    await ann.sees("Undone", picture=True)


async def test_a_film_described_by_the_form(ann: Person) -> None:
    await ann.commands("movie", kind="film", genre="comedy", since=1990, until=1999, minutes=120)
    await ann.sees("Comedies", "1990s", "under 2 h", picture=True)
    await ann.commands("movie", text="a heist", since=1970, until=1999)
    await ann.sees("heist", "1970 to 1999", picture=True)


async def test_paging_forth_and_back_in_one_message(ann: Person) -> None:
    await ann.commands("movie", text="a thriller from the 90s")
    card = await ann.sees("1/", picture=True)
    await ann.clicks("Next ▶")
    assert await ann.sees("2/", picture=True) is card
    await ann.clicks("◀ Previous")
    assert await ann.sees("1/", picture=True) is card


async def test_plain_words_go_on_from_the_card(ann: Person) -> None:
    await ann.says("Inception")
    await ann.sees("Inception", picture=True)
    await ann.says("who directed it?")
    await ann.sees("Christopher Nolan")


async def test_a_title_is_completed_and_shown(ann: Person) -> None:
    offered = await ann.types("title", title="hea")
    assert "Heat (1995)" in [choice["name"] for choice in offered]
    heat = next(choice["value"] for choice in offered if choice["name"] == "Heat (1995)")
    await ann.commands("title", title=heat)
    card = await ann.sees("Heat (1995)", "Michael Mann", picture=True)
    assert card.button("IMDb page")["url"].startswith("https://www.imdb.com/")
    await ann.clicks("Where to watch")
    await ann.sees("JustWatch")


async def test_titles_typed_and_not_chosen_are_found_too(ann: Person) -> None:
    await ann.commands("title", title="Ge tout")
    await ann.sees("Get Out", picture=True)
    await ann.commands("similar", title="Heat")
    await ann.sees("like Heat", picture=True)


async def test_words_in_the_form_under_a_card(ann: Person) -> None:
    await ann.commands("movie", text="a 90s heist comedy")
    await ann.sees("1990s", picture=True)
    form = await ann.clicks("Change something…")
    await ann.submits(form, "no comedy, more recent please")
    await ann.sees("heist", picture=True)


async def test_words_in_the_form_under_an_older_card_change_what_it_is_about(ann: Person) -> None:
    await ann.commands("movie", text="a horror film")
    horror = await ann.sees("Horror", picture=True)
    await ann.commands("movie", text="a romantic comedy")
    await ann.sees("omance", picture=True)

    await ann.submits(await ann.clicks("Change something…", on=horror), "shorter")
    await ann.sees("Horror", "under", picture=True)


async def test_a_reply_is_about_the_card_it_answers(ann: Person) -> None:
    await ann.says("Heat")
    heat = await ann.sees("Heat", picture=True)
    await ann.says("Alien")
    await ann.sees("Alien", picture=True)

    await ann.says("who directed it?", reply_to=heat)
    await ann.sees("Heat was directed by Michael Mann")


async def test_a_command_with_words_is_a_request_of_its_own(ann: Person) -> None:
    await ann.commands("movie", text="a horror film from the 80s")
    await ann.sees("Horror", picture=True)

    await ann.commands("movie", text="shorter than two hours")
    assert "1980s" not in str((await ann.sees("under", picture=True)).fields)


async def test_a_list_as_a_menu(ann: Person) -> None:
    await ann.says(
        "I've seen Heat, Alien, Jaws, Inception, Parasite, Se7en, Psycho, Get Out, Goldfinger and Taxi"
    )
    await ann.sees("Seen:")
    await ann.commands("list", which="Seen")
    listing = await ann.sees("page 1 of 2", picture=False)
    assert len(listing.options) == 8
    await ann.clicks("Next ▶")
    assert await ann.sees("page 2 of 2", picture=False) is listing
    await ann.chooses(listing.options[0])
    await ann.sees("You’ve marked this one", picture=True)


async def test_en_francais(zoe: Person) -> None:
    await zoe.commands("film", text="un thriller coréen récent")
    card = await zoe.sees("Thriller", "Durée", picture=True)
    await zoe.clicks("Plus tard")
    assert await zoe.sees("Annuler") is card
    await zoe.commands("réglages")
    await zoe.sees("Langue\xa0: français")


async def test_own_data_is_handed_over_and_deleted(ann: Person) -> None:
    await ann.says("I've seen Heat")
    await ann.sees("Seen: Heat")
    await ann.commands("export")
    await ann.sees("<unwatched.json>", "<unwatched.csv>")
    await ann.commands("forget")
    await ann.sees("Delete everything")
    await ann.clicks("Yes, delete everything")
    await ann.sees("Done.")
    await ann.commands("list", which="seen")
    await ann.sees("nothing yet")


async def test_every_other_command_answers(ann: Person, api: DiscordApi) -> None:
    for command, seen in {
        "help": "friend who knows films",
        "stats": "Nothing marked",
        "trending": "most people",
        "surprise": "at random",
        "settings": "Language",
        "privacy": "What I keep",
        "suggest": "at random",
        "unlink": "isn’t linked",
    }.items():
        await ann.commands(command)
        await ann.sees(seen)
    assert not api.exchanges.refusals


async def test_what_is_no_text_gets_a_friendly_word(ann: Person) -> None:
    await ann.says("")
    await ann.sees("only read text")


async def test_the_last_card_that_is_marked_becomes_the_end_of_the_list(ann: Person) -> None:
    await ann.commands("movie", text="films by Bong Joon-ho")
    card = await ann.sees("Bong Joon", picture=True)
    for _ in range(40):
        await ann.clicks("Seen", on=card)
        assert await ann.sees("Undo", picture=True) is card
        if "That was the last one" in card.content:
            break
    assert "That was the last one" in card.content
    assert {"Change something…", "More like this"} <= set(card.buttons)


async def test_settings_stay_open_and_what_destroys_is_red(ann: Person) -> None:
    await ann.commands("settings")
    page = await ann.sees("Language: English")
    await ann.clicks("Ireland")
    assert await ann.sees("Region: Ireland", "✓ Ireland") is page
    await ann.commands("forget")
    question = await ann.sees("Delete everything")
    assert question.button("Yes, delete everything")["style"] == 4


async def test_the_form_at_the_end_of_a_list_changes_that_list(ann: Person) -> None:
    await ann.commands("movie", text="films by Bong Joon-ho")
    await ann.sees("Bong Joon", picture=True)
    for _ in range(40):
        await ann.says("next")
        end = await ann.sees()
        if "That was the last one" in end.content:
            break
    assert end.buttons == ["Change something…", "More like this"]
    await ann.commands("movie", text="a romantic comedy")
    await ann.sees("omance", picture=True)
    await ann.submits(await ann.clicks("Change something…", on=end), "no horror")
    await ann.sees("Bong Joon", "no horror")
