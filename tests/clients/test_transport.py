"""What every request goes through: cache, single flight, retries, pace, breaker."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from core.clients.tmdb import Tmdb
from core.errors import Missing, Unavailable
from core.storage.store import Store
from tests.wires.faults import at, broken, hanging, limited, status
from tests.wires.films import FIRST
from tests.wires.server import Wire
from tests.wires.tmdb import TOKEN

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


async def test_the_same_question_again_is_answered_from_the_store(client: Tmdb, wire: Wire) -> None:
    first = await client.trending("movie", "week")
    assert await client.trending("movie", "week") == first
    assert len(wire.calls) == 1


async def test_an_answer_past_its_time_is_asked_for_anew(client: Tmdb, wire: Wire) -> None:
    with time_machine.travel(NOW, tick=True) as clock:
        await client.trending("movie", "day")
        clock.shift(timedelta(minutes=61))
        await client.trending("movie", "day")
    assert len(wire.calls) == 2


@pytest.mark.parametrize("fault", [status(500), status(429, Retry_After="9"), broken()])
async def test_a_stale_answer_serves_when_there_is_no_other(
    client: Tmdb, wire: Wire, fault: object
) -> None:
    with time_machine.travel(NOW, tick=True) as clock:
        first = await client.trending("tv", "week")
        clock.shift(timedelta(days=2))
        wire.faults = [fault]  # type: ignore[list-item]
        assert await client.trending("tv", "week") == first


async def test_equal_questions_at_once_are_one_call(client: Tmdb, wire: Wire) -> None:
    wire.delay = 0.05
    pages = await asyncio.gather(
        *(client.discover("movie", {"with_genres": "28"}) for _ in range(20))
    )
    assert len(wire.calls) == 1
    assert all(page == pages[0] for page in pages)


async def test_one_who_gives_up_leaves_the_answer_to_the_others(client: Tmdb, wire: Wire) -> None:
    wire.delay = 0.5
    patient = asyncio.create_task(client.trending("movie", "week"))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await client.trending("movie", "week")
    assert (await patient).results
    assert len(wire.calls) == 1


@pytest.mark.parametrize("fault", [status(503, 2), broken(2), status(429, 1, Retry_After="1")])
async def test_what_fails_for_a_moment_is_tried_again(
    client: Tmdb, wire: Wire, fault: object
) -> None:
    wire.faults = [fault]  # type: ignore[list-item]
    assert (await client.trending("movie", "week")).results


async def test_a_service_that_hangs_is_given_up(client: Tmdb, wire: Wire) -> None:
    wire.faults = [hanging()]
    with pytest.raises(Unavailable, match="TMDB does not answer"):
        await client.details("movie", FIRST)


async def test_nobody_asks_before_the_time_that_retry_after_names(client: Tmdb, wire: Wire) -> None:
    wire.faults = [status(429, 1, Retry_After="2")]
    await asyncio.gather(
        *(client.details("movie", FIRST + number) for number in (0, 1, 2)),
        client.trending("tv", "day"),
    )
    refused = wire.times[0]
    at_once = [then for then in wire.times if then - refused < 1]
    assert all(then - refused >= 2 for then in wire.times if then not in at_once)
    assert len(at_once) <= 4


async def test_a_long_silence_is_kept_and_not_waited_for(client: Tmdb, wire: Wire) -> None:
    wire.faults = [status(429, 1, Retry_After="600")]
    for number in (1, 2, 3):
        with pytest.raises(Unavailable):
            await client.details("movie", number)
    assert len(wire.calls) == 1


async def test_no_more_than_forty_calls_in_a_second(client: Tmdb, wire: Wire) -> None:
    wire.faults = [limited(40)]
    await asyncio.gather(
        *(client.discover("movie", {"with_genres": "18"}, page) for page in range(1, 61))
    )
    assert len(wire.calls) == 60


async def test_a_failing_service_is_left_alone(client: Tmdb, wire: Wire) -> None:
    wire.faults = [status(500)]
    for number in range(1, 12):
        with pytest.raises(Unavailable):
            await client.details("movie", number)
    assert len(wire.calls) == 15


async def test_what_there_is_not_is_no_failure(client: Tmdb, wire: Wire) -> None:
    for number in range(10):
        with pytest.raises(Missing):
            await client.details("movie", 1_970_000 + number)
    assert (await client.details("movie", FIRST)).title == "Amber Harbour"
    assert len(wire.calls) == 11


async def test_a_bad_answer_is_not_kept(client: Tmdb, wire: Wire) -> None:
    wire.faults = [at("trending", broken(3))]
    with pytest.raises(Unavailable):
        await client.trending("movie", "week")
    assert (await client.trending("movie", "week")).results


async def test_the_token_is_in_a_header_and_nowhere_else(
    client: Tmdb, wire: Wire, sqlite_store: Store
) -> None:
    await client.trending("movie", "week")
    assert TOKEN not in wire.calls[0]
    assert TOKEN not in str(await sqlite_store.rows("SELECT * FROM cached_answers"))
