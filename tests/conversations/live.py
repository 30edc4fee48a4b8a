"""The whole program with local TMDB and OMDb, as its commands open it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.app import App, open_app
from bot.settings import Settings
from core.dialogue.sessions import Users
from core.films.wishes.criteria.criterion import Query
from core.films.wishes.wish import Wish
from core.presentation.shelf import Shelf
from core.presentation.storage import Shelves
from tests.talk import Talk
from tests.wires.films import Film
from tests.wires.omdb import KEY, omdb
from tests.wires.server import Wire, serving
from tests.wires.tmdb import TOKEN, gone, tmdb


@dataclass
class Cinema:
    """The program, the services it asks, and what these know."""

    app: App
    tmdb: Wire
    omdb: Wire
    films: dict[tuple[str, int], Film]

    def talk(self, user: str = "ann", language: str = "en") -> Talk:
        """Somebody who talks."""
        return Talk(self.app.conversation, user, language)

    def film(self, title: str) -> Film:
        """What the services know of a title."""
        return next(film for film in self.films.values() if film.title == title)

    def only_in_lists(self, year: int) -> None:
        """Let TMDB list the titles of a year, but have nothing more of them."""
        self.tmdb.faults.append(
            gone({film.id for film in self.films.values() if film.year == year})
        )

    def wish(self, **wish: Any) -> Wish:
        """A wish."""
        return Wish(**wish)

    def ask(self, **wish: Any) -> Query:
        """A wish of nobody in particular."""
        return Query(Wish(**wish))

    async def shelf(self, talk: Talk) -> Shelf:
        """The results somebody is looking through."""
        person = await self.app.store.of(Users).by_identity("test", talk.user.id)
        assert person
        rows = await self.app.store.rows(
            "SELECT id FROM shelves WHERE user_id = :person ORDER BY created_at DESC LIMIT 1",
            {"person": person.id},
        )
        shelf = await self.app.store.of(Shelves).get(rows[0][0])
        assert shelf
        return shelf

    async def settled(self) -> None:
        """Wait until what was begun behind people's backs is done, and the jobs that are due."""
        await self.app.background.idle()
        while await self.app.jobs.begin():
            await self.app.jobs.idle()

    def forget_calls(self) -> None:
        """Count the calls from now on."""
        for wire in (self.tmdb, self.omdb):
            wire.calls.clear()
            wire.times.clear()


@asynccontextmanager
async def open_cinema(
    database_url: str, folder: Path, films: dict[tuple[str, int], Film]
) -> AsyncIterator[Cinema]:
    """The whole program on a database, with TMDB and OMDb. Opened again it is a restart."""
    async with serving(tmdb(films)) as films_wire, serving(omdb(films)) as ratings_wire:
        settings = Settings(
            data_dir=folder,
            database_url=database_url,
            tmdb_token=TOKEN,
            tmdb_url=films_wire.url,
            omdb_key=KEY,
            omdb_url=ratings_wire.url,
        )
        async with open_app(settings) as app:
            yield Cinema(app, films_wire, ratings_wire, films)
