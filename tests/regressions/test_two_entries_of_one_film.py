"""Two entries of TMDB that name one IMDb id took turns in being deleted: by either name "That list
is no longer there" was said for good, and a mark on one became a mark on the other.
"""

from pathlib import Path

import pytest

from core.capabilities import ROUTER
from core.capabilities.lookup.intents import AskTitle
from core.capabilities.marking.intents import MarkTitle
from core.films.importing.rows import catalogue_work
from core.films.sources.storage import Live
from core.films.titles.titles import Titles
from core.presentation.intents import OpenTitle
from tests.conversations.live import Cinema, open_cinema
from tests.storage.shop import entry, sql
from tests.talk import Talk
from tests.wires.films import Film, table

ONE = "tt7999999"
# TMDB's real 901 and 902 are in the embedded catalogue.
FIRST, SECOND = 2_900_901, 2_900_902
COPPER = Film(FIRST, "Copper Lantern", year=1987, genres=(16, 35), popularity=88.0, imdb_id=ONE)
VELVET = Film(SECOND, "Velvet Anchor", year=1987, genres=(16, 35), popularity=87.0, imdb_id=ONE)
Films = dict[tuple[str, int], Film]


@pytest.fixture
def films() -> Films:
    """What TMDB and OMDb know: the one film twice among others."""
    return table(COPPER, VELVET)


async def long_ago(cinema: Cinema, film: Film) -> None:
    """Let what TMDB told of a film be so old that it is asked anew."""
    key = (film.kind, film.id)
    title_id = (await cinema.app.store.of(Live).ids([key]))[key]
    told = f"UPDATE titles SET facts_checked_at = '2020-01-01 00:00:00' WHERE id = {title_id}"
    await cinema.app.store.apply(sql(told))


async def suggested(cinema: Cinema, talk: Talk) -> list[str]:
    """The names of all that is suggested for a wish that both entries meet."""
    await talk.say("an animated film from 1987")
    titles = await cinema.app.store.of(Titles).get(
        [pick.title_id for pick in (await cinema.shelf(talk)).picks], "en"
    )
    names = [title.name for title in titles.values()]
    shown = []
    for _ in names:
        shown += [talk.title] if talk.card else []
        await talk.tap("Next ▶")
    return shown


async def test_each_name_gives_its_card_again_and_again(
    library_url: str, tmp_path: Path, films: Films
) -> None:
    for restart in range(3):
        async with open_cinema(library_url, tmp_path, films) as cinema:
            for film in (COPPER, VELVET):
                talk = await cinema.talk(f"ann{restart}").say(film.title)
                assert talk.title == film.title
                await cinema.settled()


async def test_a_mark_stays_on_what_the_person_saw(
    library_url: str, tmp_path: Path, films: Films
) -> None:
    async with open_cinema(library_url, tmp_path, films) as cinema:
        ann = await cinema.talk().say("Copper Lantern")
        await ann.tap("Seen")
        bob = await cinema.talk("bob").say("Velvet Anchor")
        await bob.tap("Seen")
    for _ in range(3):
        async with open_cinema(library_url, tmp_path, films) as cinema:
            for film in (COPPER, VELVET):
                await cinema.talk("eve").say(film.title)
            (await cinema.talk().say("what have I seen?")).sees("Copper Lantern").sees_no("Velvet")
            bob = await cinema.talk("bob").say("what have I seen?")
            bob.sees("Velvet Anchor").sees_no("Copper")


async def test_it_is_suggested_once_and_to_nobody_who_marked_either(
    library_url: str, tmp_path: Path, films: Films
) -> None:
    async with open_cinema(library_url, tmp_path, films) as cinema:
        once = await suggested(cinema, cinema.talk("new"))
        assert len({"Copper Lantern", "Velvet Anchor"}.intersection(once)) == 1
        for user, film in (("ann", COPPER), ("bob", VELVET)):
            await (await cinema.talk(user).say(film.title)).tap("Seen")
    async with open_cinema(library_url, tmp_path, films) as cinema:
        for user in ("ann", "bob"):
            names = await suggested(cinema, cinema.talk(user))
            assert names
            assert {"Copper Lantern", "Velvet Anchor"}.isdisjoint(names)
        again = await suggested(cinema, cinema.talk("newer"))
        assert len({"Copper Lantern", "Velvet Anchor"}.intersection(again)) == 1


async def test_of_one_name_and_year_they_are_no_namesakes(
    library_url: str, tmp_path: Path, films: Films
) -> None:
    films["movie", SECOND] = Film(SECOND, "Copper Lantern", year=1987, imdb_id=ONE)
    async with open_cinema(library_url, tmp_path, films) as cinema:
        for user in ("ann", "bob", "eve"):
            await cinema.talk(user).say("Copper Lantern")
            await cinema.settled()
            assert (await cinema.talk(user).say("Copper Lantern")).title == "Copper Lantern"


async def test_a_title_that_becomes_another_in_the_turn_that_shows_it(
    library_url: str, tmp_path: Path, films: Films
) -> None:
    async with open_cinema(library_url, tmp_path, films) as cinema:
        told = entry("Old Lantern", int(ONE[2:]))
        await cinema.app.store.write(catalogue_work([told], "mine.jsonl"))
        ann, bob = cinema.talk(), cinema.talk("bob")
        await ann.say("Velvet Anchor")
        assert ann.card
        (old,) = await cinema.app.store.rows("SELECT old_id, title_id FROM title_forwards")
        assert ann.card.id == old[1]
        name = ann.title
        await ann.tap("Later")
        await bob.press(ROUTER.encode(OpenTitle(old[0])))
        assert bob.card
        assert bob.card.id == old[1]
        await bob.press(ROUTER.encode(MarkTitle(old[0], "seen")))
        await bob.press(ROUTER.encode(AskTitle(old[0])))
        bob.sees(name)
        for talk, words in ((ann, "my watchlist"), (bob, "what have I seen?")):
            (await talk.say(words)).sees(name)


async def test_once_tmdb_has_one_of_them_only_they_are_one(
    library_url: str, tmp_path: Path, films: Films
) -> None:
    async with open_cinema(library_url, tmp_path, films) as cinema:
        for user in ("ann", "bob"):
            await cinema.talk(user).say("Copper Lantern")
        ann = await cinema.talk().say("Velvet Anchor")
        seen, more = ann.data("Seen"), ann.data("Details")
        bob = await cinema.talk("bob").say("Velvet Anchor")
        await bob.tap("Later")
        undo = bob.data("Undo")
        del films["movie", SECOND]
        await long_ago(cinema, VELVET)
    async with open_cinema(library_url, tmp_path, films) as cinema:
        ann, bob = cinema.talk(), cinema.talk("bob")
        await ann.press(more)
        await cinema.settled()
        (await ann.press(more)).sees("Copper Lantern (1987)")
        await ann.press(seen)
        (await ann.say("what have I seen?")).sees("Copper Lantern")
        (await bob.say("my watchlist")).sees("Copper Lantern")
        await bob.press(undo)
        (await bob.say("my watchlist")).sees_no("Lantern", "Anchor")
