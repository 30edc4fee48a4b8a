"""What the doctor says of the live services."""

from bot.service_checks import omdb, tmdb
from bot.settings import Settings
from tests.wires import omdb as omdb_wire
from tests.wires import tmdb as tmdb_wire
from tests.wires.faults import status
from tests.wires.films import table
from tests.wires.server import serving


async def test_without_keys_there_is_nothing_to_check() -> None:
    assert await tmdb(Settings()) is None
    assert await omdb(Settings()) is None


async def test_good_keys() -> None:
    async with (
        serving(tmdb_wire.tmdb(table())) as films,
        serving(omdb_wire.omdb(table())) as ratings,
    ):
        found = await tmdb(Settings(tmdb_token=tmdb_wire.TOKEN, tmdb_url=films.url))
        assert found
        assert found.verdict == "pass"
        found = await omdb(Settings(omdb_key=omdb_wire.KEY, omdb_url=ratings.url))
        assert found
        assert found.verdict == "pass"


async def test_wrong_keys() -> None:
    async with (
        serving(tmdb_wire.tmdb(table())) as films,
        serving(omdb_wire.omdb(table())) as ratings,
    ):
        found = await tmdb(Settings(tmdb_token="eyJ.wrong.token", tmdb_url=films.url))
        assert found
        assert (found.verdict, "TMDB_TOKEN" in found.fix) == ("fail", True)
        found = await omdb(Settings(omdb_key="ffffffff", omdb_url=ratings.url))
        assert found
        assert (found.verdict, "OMDB_KEY" in found.fix) == ("fail", True)


async def test_services_that_do_not_answer() -> None:
    async with (
        serving(tmdb_wire.tmdb(table())) as films,
        serving(omdb_wire.omdb(table())) as ratings,
    ):
        films.faults, ratings.faults = [status(503)], [omdb_wire.SPENT]
        found = await tmdb(Settings(tmdb_token=tmdb_wire.TOKEN, tmdb_url=films.url))
        assert found
        assert (found.verdict, found.says) == ("warn", "TMDB answered with status 503")
        found = await omdb(Settings(omdb_key=omdb_wire.KEY, omdb_url=ratings.url))
        assert found
        assert (found.verdict, "used up" in found.says) == ("warn", True)
    found = await tmdb(Settings(tmdb_token=tmdb_wire.TOKEN, tmdb_url=films.url))
    assert found
    assert (found.verdict, found.says.startswith("TMDB does not answer")) == ("warn", True)
