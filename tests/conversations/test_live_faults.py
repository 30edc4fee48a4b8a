"""Whatever TMDB and OMDb do, the person gets a card, and only titles that exist."""

import asyncio
import logging
from pathlib import Path

import pytest

from bot.app import open_app
from bot.settings import Settings
from tests.conversations.live import Cinema
from tests.talk import Talk
from tests.wires.faults import at, broken, hanging, now_and_then, saying, status
from tests.wires.films import changed, table
from tests.wires.omdb import KEY, SPENT, omdb
from tests.wires.server import Fault, serving

REQUESTS = (
    "a crime film",
    "something like Heat",
    "a French comedy",
    "a 90s film under two hours",
    "surprise me",
    "what's popular now",
    "a series with a robot",
    "a film on Netflix",
    "Amber Harbour",
    "a thriller with Ada Marlowe",
)
SOMETIMES = now_and_then([(0.3, status(429, Retry_After="1")), (0.1, hanging()), (0.05, broken())])


@pytest.mark.parametrize(
    "fault",
    [
        status(429, Retry_After="30"),
        status(500),
        status(503, 2),
        status(404),
        broken(),
        hanging(),
        saying(200, {"results": None}),
        saying(200, {"results": [None, {"id": None, "title": None}]}),
        saying(401, {}),
    ],
    ids=["429", "500", "503 twice", "404", "broken", "hanging", "nulls", "null titles", "401"],
)
async def test_whatever_tmdb_does_there_is_a_card(
    cinema: Cinema, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    cinema.tmdb.faults = [fault]
    talk = await cinema.talk().say("a crime film")
    assert talk.title
    await talk.tap("Next ▶")
    assert talk.title
    await talk.say("something like Heat")
    assert talk.title
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_where_it_streams_is_said_to_be_unknown_when_nobody_answers(cinema: Cinema) -> None:
    cinema.tmdb.faults = [status(500)]
    (await cinema.talk().say("a crime film on Netflix")).sees(
        "I can’t check where titles are streaming"
    )


async def test_omdb_used_up_costs_only_the_newer_rating(cinema: Cinema) -> None:
    cinema.omdb.faults = [SPENT]
    talk = await cinema.talk().say("Heat")
    assert talk.card
    assert talk.card.imdb_rating == 8.3
    assert talk.card.poster_url
    await cinema.talk("bob").say("Amber Harbour")
    await cinema.settled()
    assert len(cinema.omdb.calls) == 1


@pytest.mark.parametrize(
    "fault",
    [status(500), broken(), saying(200, {"Response": "False", "Error": "Error getting data."})],
)
async def test_whatever_omdb_does_there_is_a_card(cinema: Cinema, fault: Fault) -> None:
    cinema.omdb.faults = [fault]
    talk = await cinema.talk().say("Amber Harbour")
    assert talk.card
    assert talk.card.imdb_rating is None
    talk.sees_no("N/A")


async def test_a_title_of_which_little_is_known(cinema: Cinema) -> None:
    changed(
        cinema.films,
        "movie",
        cinema.film("Amber Harbour").id,
        runtime=None,
        overview=None,
        poster=False,
        imdb_rating="N/A",
        imdb_votes="N/A",
        certification="",
        keywords=(),
        cast=(),
    )
    talk = await cinema.talk().say("Amber Harbour")
    assert talk.card
    assert (talk.card.runtime, talk.card.poster_url, talk.card.imdb_rating) == (None, None, None)
    talk.sees_no("N/A", "None (")


async def test_many_turns_with_faults_of_every_kind(
    cinema: Cinema, caplog: pytest.LogCaptureFixture
) -> None:
    cinema.tmdb.faults = [at("", SOMETIMES)]
    cinema.omdb.faults = [at("", SOMETIMES)]
    known = {row[0] for row in await cinema.app.store.rows("SELECT title FROM title_texts")}
    known |= {film.title for film in cinema.films.values()}
    talks = [cinema.talk(f"person {number}") for number in range(2 * len(REQUESTS))]
    await asyncio.gather(
        *(talk.say(request) for talk, request in zip(talks, REQUESTS * 2, strict=True))
    )
    assert {talk.title for talk in talks} <= known
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_with_omdb_alone_cards_have_the_ratings_of_today(
    library_file: str, tmp_path: Path
) -> None:
    async with serving(omdb(table())) as wire:
        settings = Settings(
            data_dir=tmp_path, database_url=library_file, omdb_key=KEY, omdb_url=wire.url
        )
        async with open_app(settings) as app:
            talk = await Talk(app.conversation).say("Heat")
            assert talk.card
            assert talk.card.imdb_votes == 791_234
            (await talk.say("where can I watch Heat?")).sees("I can’t see streaming services yet")
