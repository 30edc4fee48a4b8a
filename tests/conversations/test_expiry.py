"""Conversations about titles whose facts TMDB's terms made us forget."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import open_app
from bot.settings import Settings
from core.films.sources.keeping import expire_titles
from core.jobs import Job
from tests.conversations.live import Cinema
from tests.talk import Talk

LATER = datetime.now(UTC) + timedelta(days=181)


@pytest.fixture
async def buttons(cinema: Cinema) -> dict[str, str]:
    """The buttons of a card that was shown half a year ago, by their labels. Ann has seen another
    film.
    """
    ann = await cinema.talk().say("Broken Harbour")
    await ann.tap("Seen")
    talk = await cinema.talk("bob").say("Amber Harbour")
    await cinema.settled()
    changes = await expire_titles(Job({}, LATER, LATER), cinema.app.conversation.services)
    await cinema.app.store.apply(*changes)
    return {label: talk.data(label) for label in ("Seen", "Details", "More like this")}


async def test_with_a_key_everything_is_asked_for_again(
    cinema: Cinema, buttons: dict[str, str]
) -> None:
    bob = cinema.talk("bob")
    (await bob.press(buttons["Details"])).sees("Amber Harbour", "Somebody finds something")
    (await bob.press(buttons["Seen"])).sees("Amber Harbour")
    assert bob.title == "Amber Harbour"
    ann = await cinema.talk().say("what have I seen?")
    await ann.tap(next(label for label in ann.labels if label.startswith("Broken Harbour")))
    ann.expect(lambda card: bool(card.overview and card.poster_url))


async def test_a_title_is_found_by_name_again_under_the_id_it_had(
    cinema: Cinema, buttons: dict[str, str]
) -> None:
    bob = await cinema.talk("bob").say("Amber Harbour")
    assert bob.title == "Amber Harbour"
    assert bob.data("Details") == buttons["Details"]


async def test_without_a_key_what_is_known_is_said(
    cinema: Cinema, buttons: dict[str, str], tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path, database_url=cinema.app.settings.database)
    imdb = cinema.film("Amber Harbour").imdb
    async with open_app(settings) as app:
        bob = Talk(app.conversation, "bob")
        (await bob.press(buttons["Details"])).sees(
            f"I don’t have the details of IMDb {imdb} any more", "Where to watch"
        )
        (await bob.press(buttons["More like this"])).sees("I don’t have the details of")
        (await bob.press(buttons["Seen"])).sees(f"Seen: IMDb {imdb}")
        bob.expect(lambda card: card.url == f"https://www.imdb.com/title/{imdb}/")
        (await bob.say("what have I seen?")).sees(f"1. IMDb {imdb}")
        zoe = Talk(app.conversation, "zoe", "fr")
        (await zoe.press(buttons["Details"])).sees("Je n’ai plus la fiche de")


async def test_without_a_key_lists_keep_their_names(
    cinema: Cinema, buttons: dict[str, str], tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path, database_url=cinema.app.settings.database)
    async with open_app(settings) as app:
        ann = Talk(app.conversation, "ann")
        year = cinema.film("Broken Harbour").year
        (await ann.say("what have I seen?")).sees(f"1. Broken Harbour ({year})")
        await ann.tap(f"Broken Harbour ({year})")
        ann.sees("I don’t have the details of Broken Harbour any more")
