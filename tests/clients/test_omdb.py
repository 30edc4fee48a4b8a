"""OMDb: ratings, what it does not know, and a day's requests used up."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from core.clients.omdb import Omdb
from core.errors import KeyRefused, Missing, Unavailable
from core.storage.store import Store
from tests.wires.films import changed
from tests.wires.omdb import KEY, SPENT
from tests.wires.server import Wire

EVENING = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)


async def test_ratings(ratings: Omdb) -> None:
    scores = await ratings.scores("tt0113277")
    assert (scores.imdb_rating, scores.imdb_votes) == (8.3, 791_234)
    assert (scores.metascore, scores.awards, scores.rotten_tomatoes) == (None, None, None)


async def test_not_available_is_nothing(ratings: Omdb, films: Any) -> None:
    changed(films, "movie", 949, imdb_rating="N/A", imdb_votes="N/A")
    scores = await ratings.scores("tt0113277")
    assert (scores.imdb_rating, scores.imdb_votes) == (None, None)


async def test_an_unknown_title(ratings: Omdb) -> None:
    with pytest.raises(Missing):
        await ratings.scores("tt0000001")


async def test_after_the_last_request_of_the_day_nobody_asks_until_midnight(
    ratings: Omdb, omdb_wire: Wire
) -> None:
    with time_machine.travel(EVENING, tick=True) as clock:
        omdb_wire.faults = [SPENT]
        for _ in range(3):
            with pytest.raises(Unavailable, match="used up"):
                await ratings.scores("tt0113277")
        assert len(omdb_wire.calls) == 1
        omdb_wire.faults = []
        clock.shift(timedelta(hours=2, minutes=31))
        assert (await ratings.scores("tt0113277")).imdb_rating == 8.3


async def test_a_wrong_key_is_not_taken_for_a_used_up_day(
    omdb_wire: Wire, sqlite_store: Store
) -> None:
    async with Omdb.open("ffffffff", omdb_wire.url, sqlite_store) as client:
        for _ in range(2):
            with pytest.raises(KeyRefused):
                await client.scores("tt0113277")
    assert len(omdb_wire.calls) == 2


async def test_the_key_is_never_logged(
    ratings: Omdb, omdb_wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "httpx"):
        await ratings.scores("tt0113277")
    assert KEY in omdb_wire.calls[0]
    assert "127.0.0.1" in caplog.text
    assert KEY not in caplog.text
