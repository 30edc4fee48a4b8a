"""A thousand requests while TMDB and OMDb fail now and then: how many are answered, how soon, and what the services saw."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import numpy as np
from aiohttp import web

from bot.app import App, open_app
from bot.settings import Settings
from core.chat import ChatRef, Message, UserRef
from core.i18n import speech
from tests.wires.faults import broken, hanging, now_and_then, status
from tests.wires.films import table
from tests.wires.omdb import KEY, omdb
from tests.wires.server import Wire, serving
from tests.wires.tmdb import TOKEN, tmdb

_TURNS, _AT_ONCE, _BUDGET = 1_000, 10, 10.0
_GENRES = ("action", "comedy", "crime", "drama", "horror", "mystery", "romance", "science fiction")
# A refusal and the calls already on their way cross; what comes later than this came too early.
_CROSSING = 0.6


async def main() -> None:
    """Print the figures, with each service failing in turn."""
    print("| failing | answered with a card | within 10 s | p50 / p95 | apologies | invented | before Retry-After |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in ("TMDB", "OMDb"):
        print(await _row(name))


async def _row(name: str) -> str:
    films = table()
    with tempfile.TemporaryDirectory(prefix="unwatched-bench-") as folder:
        async with serving(tmdb(films)) as titles, serving(omdb(films)) as ratings:
            early = _failing(titles if name == "TMDB" else ratings)
            settings = Settings(
                data_dir=Path(folder), tmdb_token=TOKEN, tmdb_url=titles.url, omdb_key=KEY, omdb_url=ratings.url
            )  # type: ignore[arg-type]
            async with open_app(settings) as app:
                known = {film.title for film in films.values()}
                known |= {row[0] for row in await app.store.read("SELECT title FROM title_texts")}
                turns = await _turns(app)
    seconds = [lasted for _, lasted, _ in turns]
    cards = [title for title, *_ in turns if title]
    soon = sum(1 for title, lasted, _ in turns if title and lasted <= _BUDGET)
    p50, p95 = np.percentile(seconds, (50, 95))
    invented = sum(1 for title in cards if title not in known)
    sorry = sum(1 for *_, apology in turns if apology)
    shares = [f"{100 * count / _TURNS:.1f} %" for count in (len(cards), soon)]
    return f"| {' | '.join([name, *shares, f'{p50:.2f} / {p95:.2f} s', str(sorry), str(invented), str(len(early))])} |"


def _failing(wire: Wire) -> list[float]:
    """Let a service fail, and note the calls that came before the time it had named."""
    early: list[float] = []
    refused = [0.0]
    often = now_and_then([(0.3, _refusing(refused)), (0.1, hanging()), (0.05, broken())])

    async def watched(request: web.Request) -> web.Response | None:
        since = time.monotonic() - refused[0]
        if _CROSSING < since < 1.0:
            early.append(since)
        return await often(request)

    wire.faults.append(watched)
    return early


def _refusing(refused: list[float]) -> Callable[[web.Request], Awaitable[web.Response | None]]:
    too_many = status(429, Retry_After="1")

    async def fault(request: web.Request) -> web.Response | None:
        refused[0] = time.monotonic()
        return await too_many(request)

    return fault


async def _turns(app: App) -> list[tuple[str | None, float, bool]]:
    """The title shown, the seconds it took, and whether there was an apology, of every turn."""
    places = asyncio.Semaphore(_AT_ONCE)

    async def turn(number: int) -> tuple[str | None, float, bool]:
        async with places:
            begun = time.perf_counter()
            text = f"a {_GENRES[number % len(_GENRES)]} film since {1970 + number % 50}"
            person = f"person {number}"
            answer = await app.conversation.handle(
                Message(UserRef("bench", person, language="en"), ChatRef("bench", person), text)
            )
            shown = next((reply.card.title for reply in answer.replies if reply.card), None)
            return shown, time.perf_counter() - begun, answer.replies[0].text == speech("en")("apology")

    return await asyncio.gather(*(turn(number) for number in range(_TURNS)))


if __name__ == "__main__":
    asyncio.run(main())
