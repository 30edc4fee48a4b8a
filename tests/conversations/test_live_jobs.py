"""Jobs that ask TMDB behind people's backs."""

from datetime import UTC, datetime, timedelta

import time_machine

from tests.conversations.live import Cinema
from tests.wires.films import changed
from tests.wires.tmdb import gone

LATER = timedelta(days=3)


async def test_what_is_saved_for_later_has_the_facts_of_today(cinema: Cinema) -> None:
    talk = await cinema.talk().say("Heat")
    with time_machine.travel(datetime.now(UTC) + LATER, tick=True):
        changed(cinema.films, "movie", 949, imdb_rating="8.4")
        await talk.tap("Later")
        await cinema.settled()
        await talk.say("Heat")
        talk.expect(lambda card: card.imdb_rating == 8.4)


async def test_what_is_fresh_is_not_asked_for_again(cinema: Cinema) -> None:
    talk = await cinema.talk().say("Heat")
    await cinema.settled()
    cinema.forget_calls()
    await talk.press(talk.data("Later"))
    await cinema.settled()
    assert not cinema.tmdb.called("movie/949")


async def test_a_title_that_tmdb_withdrew_is_no_failure(cinema: Cinema) -> None:
    talk = await cinema.talk().say("Heat")
    with time_machine.travel(datetime.now(UTC) + LATER, tick=True):
        cinema.tmdb.faults.append(gone({949}))
        await talk.tap("Later")
        await cinema.settled()
        rows = await cinema.app.store.rows("SELECT * FROM jobs WHERE kind = 'refresh_title'")
        assert rows == []
