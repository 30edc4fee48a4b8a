"""A model and TMDB together: what the model thinks of is looked up, and what does not exist stays
unsaid.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import open_app
from bot.settings import Settings
from core.films.titles.titles import Titles
from tests.conversations.live import Cinema
from tests.wires.films import Film
from tests.wires.models import ModelWire, reading
from tests.wires.omdb import KEY, omdb
from tests.wires.server import serving
from tests.wires.tmdb import TOKEN, tmdb


@pytest.fixture
async def cinema(
    library_file: str, tmp_path: Path, films: dict[tuple[str, int], Film], wire: ModelWire
) -> AsyncIterator[Cinema]:
    """The whole program with TMDB, OMDb and a model."""
    async with serving(tmdb(films)) as films_wire, serving(omdb(films)) as ratings_wire:
        settings = Settings(
            data_dir=tmp_path,
            database_url=library_file,
            tmdb_token=TOKEN,
            tmdb_url=films_wire.url,
            omdb_key=KEY,
            omdb_url=ratings_wire.url,
            llm_base_url=wire.url,
        )
        async with open_app(settings) as app:
            yield Cinema(app, films_wire, ratings_wire, films)


async def test_a_title_the_model_thinks_of_is_looked_up_and_one_it_makes_up_is_not_shown(
    cinema: Cinema, wire: ModelWire
) -> None:
    thought_of = max(
        (film for film in cinema.films.values() if film.kind == "movie" and film.id > 2_000_000),
        key=_liked,
    )
    titles = [
        {"title": thought_of.title, "year": thought_of.year},
        {"title": "The Ninth Umbrella", "year": 2011},
    ]
    wire.will_say(
        reading(intent="recommend", wish={"kind": "movie"}, suggested=titles, written_in="en")
    )
    talk = await cinema.talk().say("something my cynical aunt would secretly adore")
    assert talk.by == "llm"
    shelf = await cinema.shelf(talk)
    shown = await cinema.app.store.of(Titles).names([pick.title_id for pick in shelf.picks], "en")
    names = [shown[pick.title_id].name for pick in shelf.picks]
    assert thought_of.title in names[:3]
    assert "The Ninth Umbrella" not in names


def _liked(film: Film) -> float:
    return film.average * min(film.votes, 5_000)
