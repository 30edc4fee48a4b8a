"""TMDB's answers as values."""

from typing import Any

import pytest

from core.clients.tmdb import Tmdb
from core.errors import KeyRefused
from core.storage.store import Store
from tests.wires.films import FIRST, changed
from tests.wires.server import Wire


async def test_discovery(client: Tmdb, films: Any) -> None:
    page = await client.discover(
        "movie", {"with_genres": "35,18", "vote_average.gte": 6, "sort_by": "vote_average.desc"}
    )
    assert page.results
    assert all(
        {35, 18} <= set(title.genre_ids) and title.vote_average >= 6 for title in page.results
    )
    series = await client.discover("tv", {"first_air_date.gte": "2010-01-01"})
    assert all(title.release_date.year >= 2010 for title in series.results)


async def test_search_by_name_and_year(client: Tmdb) -> None:
    assert [title.id for title in (await client.search("movie", "dune", 1984)).results] == [841]
    assert not (await client.search("movie", "dune", 1985)).results
    assert (await client.people("ada marlowe"))[0].id == 1
    assert (await client.keywords("heist"))[0].id == 9001
    assert (await client.providers("movie", "US"))[0].name == "Netflix"
    assert await client.find("movie", "tt0113277") == 949
    assert await client.find("tv", "tt0113277") is None


async def test_likenesses(client: Tmdb) -> None:
    alike = await client.similar("movie", 949)
    assert alike.results
    assert (await client.recommendations("movie", 949)).results != alike.results


async def test_everything_of_one_title_in_one_call(client: Tmdb, wire: Wire) -> None:
    heat = await client.details("movie", 949)
    assert (
        heat.title,
        heat.imdb_id,
        heat.runtime,
        heat.certifications[0].release_dates[0].certification,
    ) == (
        "Heat",
        "tt0113277",
        170,
        "R",
    )
    assert [provider.name for provider in heat.watch["US"].flatrate] == ["Netflix"]
    assert {translation.iso_639_1 for translation in heat.translations} == {"en", "fr"}
    assert heat.cast
    assert heat.crew
    assert heat.videos
    series = await client.details("tv", FIRST + 3)
    assert (series.external_imdb_id, series.number_of_seasons, series.created_by[0].id > 0) == (
        "tt72000004",
        2,
        True,
    )
    assert len(wire.calls) == 2


async def test_nulls_are_as_if_nothing_was_said(client: Tmdb, films: Any) -> None:
    changed(
        films, "movie", FIRST, overview=None, runtime=None, poster=False, keywords=(), providers={}
    )
    title = await client.details("movie", FIRST)
    assert (title.overview, title.runtime, title.poster_path, title.keywords, title.watch) == (
        "",
        0,
        "",
        (),
        {},
    )


async def test_a_wrong_token(wire: Wire, sqlite_store: Store) -> None:
    async with Tmdb.open("eyJ.not.good", wire.url, sqlite_store) as client:
        with pytest.raises(KeyRefused):
            await client.check()


async def test_an_old_key_goes_where_tmdb_takes_it(wire: Wire, sqlite_store: Store) -> None:
    async with Tmdb.open("0123456789abcdef" * 2, wire.url, sqlite_store) as client:
        with pytest.raises(KeyRefused):
            await client.trending("movie", "week")
    assert "api_key=0123456789abcdef" in wire.calls[0]
    assert not await sqlite_store.rows("SELECT * FROM cached_answers")
