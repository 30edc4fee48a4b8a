"""The whole program with local TMDB and OMDb, as its commands open it."""

from dataclasses import dataclass

from bot.app import App
from tests.talk import Talk
from tests.wires.films import Film
from tests.wires.server import Wire


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

    async def settled(self) -> None:
        """Wait until what was begun behind people's backs is done."""
        await self.app.background.idle()

    def forget_calls(self) -> None:
        """Count the calls from now on."""
        for wire in (self.tmdb, self.omdb):
            wire.calls.clear()
            wire.times.clear()
