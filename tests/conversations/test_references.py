"""People paste ids, links and names of files: each is the title it leads to."""

import pytest

from tests.conversations.live import Cinema
from tests.talk import Talk

HEAT = (
    "tt0113277",
    "https://www.imdb.com/title/tt0113277/?ref_=nv_sr_srsg_0",
    "imdb.com/fr/title/tt0113277",
    "https://www.themoviedb.org/movie/949-heat",
    "https://www.themoviedb.org/movie/949?language=fr",
    "https://letterboxd.com/film/heat-1995/",
    "letterboxd.com/someone/film/heat-1995/",
    "https://trakt.tv/movies/heat-1995",
    "https://www.rottentomatoes.com/m/heat_1995",
    "https://en.wikipedia.org/wiki/Heat_(1995_film)",
    "Heat.1995.1080p.BluRay.x264",
    "Heat.1995.REMASTERED.2160p.WEB-DL.DDP5.1.x265-GROUP.mkv",
    "heat_1995_720p.mp4",
)
THE_WIRE = (
    "tt0306414",
    "https://www.themoviedb.org/tv/1438-the-wire",
    "https://trakt.tv/shows/the-wire",
    "The.Wire.S01E02.720p.HDTV.x264",
)


@pytest.mark.parametrize("pasted", HEAT)
async def test_a_pasted_film_is_shown(talk: Talk, pasted: str) -> None:
    await talk.say(pasted)

    assert talk.title == "Heat"


@pytest.mark.parametrize("pasted", THE_WIRE)
async def test_a_pasted_series_is_shown(talk: Talk, pasted: str) -> None:
    await talk.say(pasted)

    assert talk.title == "The Wire"


async def test_a_link_within_a_sentence_is_the_title(talk: Talk) -> None:
    await talk.say("seen https://letterboxd.com/film/heat-1995/")
    talk.sees("Heat")
    await talk.say("what have I seen?")
    talk.sees("Heat")

    await talk.say("like https://www.imdb.com/title/tt1375666/ but lighter")
    assert talk.reading
    assert talk.reading["wish"]["like"] == ["Inception"]


@pytest.mark.parametrize("name", ["blade-runner-2049", "1917", "2001-a-space-odyssey"])
async def test_a_year_may_belong_to_the_name(talk: Talk, name: str) -> None:
    await talk.say(f"https://letterboxd.com/film/{name}/")

    assert name.split("-")[0] in talk.title.casefold()


async def test_the_last_year_of_a_file_is_that_of_the_title(talk: Talk) -> None:
    await talk.say("Blade.Runner.2049.2017.1080p.WEB-DL.x264.mkv")

    assert talk.title == "Blade Runner 2049"


@pytest.mark.parametrize(
    "link",
    [
        "https://boxd.it/29qU",
        "boxd.it/29qU",
        "seen https://boxd.it/29qU",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "something like https://example.org/horror/western",
        "tt9999999",
    ],
)
async def test_a_link_to_no_title_asks_for_the_name(talk: Talk, link: str) -> None:
    await talk.say(link)

    talk.sees("What’s the title called?")
    assert talk.card is None


async def test_a_link_in_french(parle: Talk) -> None:
    await parle.say("j'ai vu https://www.imdb.com/title/tt0113277/")
    parle.sees("Heat")
    await parle.say("https://boxd.it/29qU")
    parle.sees("Comment s’appelle le titre ?")


async def test_a_command_takes_a_link(talk: Talk) -> None:
    await talk.say("/seen https://www.imdb.com/title/tt0113277/")
    talk.sees("Heat")


async def test_plain_words_with_dots_are_no_file(talk: Talk) -> None:
    await talk.say("a thriller. 1995. not too long")
    assert talk.reading
    assert talk.reading["intent"] == "recommend"


async def test_ids_that_only_tmdb_knows(cinema: Cinema) -> None:
    film = cinema.film("Amber Harbour")

    talk = await cinema.talk().say(f"https://www.themoviedb.org/movie/{film.id}-amber-harbour")
    assert talk.title == "Amber Harbour"

    talk = await cinema.talk("bob").say(f"who directed https://www.imdb.com/title/{film.imdb}?")
    talk.sees("Amber Harbour was directed by")


async def test_an_id_of_imdb_is_asked_of_tmdb(cinema: Cinema) -> None:
    film = cinema.film("Amber Harbour")

    talk = await cinema.talk().say(film.imdb)
    assert talk.title == "Amber Harbour"


async def test_an_id_that_tmdb_does_not_have(cinema: Cinema) -> None:
    talk = await cinema.talk().say("https://www.themoviedb.org/movie/99999999")
    talk.sees("What’s the title called?")
