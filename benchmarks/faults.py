"""A thousand requests while TMDB, OMDb or the model fails now and then: how many are answered, how
soon, and what it saw.
"""

import argparse
import asyncio
import logging
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.failing import INVENTED, Noted, failing, failing_model
from bot.app import App, open_app
from bot.settings import Settings
from core.capabilities import conversation as conversation_with
from core.clients.model_server import TIMEOUT, ModelServer
from core.dialogue.conversation import Conversation
from core.dialogue.replies import Answer
from core.dialogue.turn import ChatRef, FirstOf, Message, UserRef
from core.understanding.llm import Llm
from core.understanding.llm.budget import Limits, ModelCalls
from core.words.speech import speech
from tests.wires.films import table
from tests.wires.models import ModelWire, model_wire
from tests.wires.omdb import KEY, omdb
from tests.wires.server import serving
from tests.wires.tmdb import TOKEN, tmdb

_AT_ONCE = 10
# Seconds for a turn; a model is waited for before that.
_BUDGET = 10.0
# Of the last the pauses are over when the next person comes, so that the model is asked, and fails,
# again and again.
_TMDB, _OMDB, _MODEL, _MODEL_APART = _ROWS = (
    "TMDB",
    "OMDb",
    "model",
    "model, a minute between turns",
)
_HEADS = (
    "failing",
    "answered with a card",
    "within the budget",
    "p50 / p95 / longest",
    "apologies",
    "invented",
    "before Retry-After",
    "read by the model",
    "questions to it",
    "asked again",
)
_GENRES = ("action", "comedy", "crime", "drama", "horror", "mystery", "romance", "science fiction")
_OPENINGS = (
    "",
    "I want ",
    "show me ",
    "find me ",
    "I would like ",
)  # so that no sentence is said twice in a thousand


@dataclass(frozen=True)
class Turn:
    """What was said, what came back, and after how many seconds."""

    said: str
    answer: Answer
    seconds: float

    @property
    def titles(self) -> list[str]:
        """The titles on show."""
        return [reply.card.title for reply in self.answer.replies if reply.card]

    @property
    def text(self) -> str:
        """The words beside the cards."""
        return "\n".join(reply.text or "" for reply in self.answer.replies)


class Clock:
    """By which a minute passes with every turn."""

    turns = 0

    def __call__(self) -> float:
        return time.monotonic() + 60 * self.turns


def main() -> None:
    """``python -m benchmarks.faults [--turns 1000] [--only model]``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument(
        "--turns", type=int, default=1_000, help="how many requests while each fails (default 1000)"
    )
    parser.add_argument(
        "--only", choices=_ROWS, action="append", help="what shall fail (default: each in turn)"
    )
    options = parser.parse_args()
    logging.disable(
        logging.WARNING
    )  # that services fail is known here; what goes wrong with a turn is not
    for cells in (_HEADS, ["---"] * len(_HEADS)):
        print(f"| {' | '.join(cells)} |")
    for name in options.only or _ROWS:
        print(f"| {' | '.join(asyncio.run(_row(name, options.turns)))} |", flush=True)


async def _row(name: str, count: int) -> list[str]:
    films = table()
    with tempfile.TemporaryDirectory(prefix="unwatched-bench-") as folder, model_wire() as model:
        async with serving(tmdb(films)) as titles, serving(omdb(films)) as ratings:
            noted = (
                failing_model(model)
                if name.startswith(_MODEL)
                else failing({_TMDB: titles, _OMDB: ratings}[name])
            )
            settings = Settings.read(
                data_dir=Path(folder),
                tmdb_token=TOKEN,
                tmdb_url=titles.url,
                omdb_key=KEY,
                omdb_url=ratings.url,
                llm_api_key="a key",
                llm_base_url=model.url,
                llm_when="always" if name == _MODEL else "never",
            )
            async with open_app(settings) as app:
                turns = (
                    await _apart(app, model, count)
                    if name == _MODEL_APART
                    else await _turns(app.conversation, count)
                )
                known = {film.title for film in films.values()}
                known |= {row[0] for row in await app.store.rows("SELECT title FROM title_texts")}
    return [
        name,
        *_answered(turns, known - {INVENTED}, _budget(name)),
        *_noted(name, turns, noted),
        *_asked(turns, model),
    ]


async def _apart(app: App, model: ModelWire, count: int) -> list[Turn]:
    clock = Clock()
    async with _conversation(app, model, clock) as conversation:
        return await _turns(conversation, count, clock)


@asynccontextmanager
async def _conversation(app: App, model: ModelWire, clock: Clock) -> AsyncIterator[Conversation]:
    """As the program wires it, but for the clock of the model's pauses."""
    server = ModelServer(url=model.url, clock=clock)
    llm = Llm(server, app.store.of(ModelCalls), Limits(100, 300, 5_000))
    yield conversation_with(
        app.store, FirstOf([llm, app.readers.offline]), app.catalogue, app.recommender
    )
    await server.close()


async def _turns(conversation: Conversation, count: int, clock: Clock | None = None) -> list[Turn]:
    places = asyncio.Semaphore(_AT_ONCE)

    async def turn(number: int) -> Turn:
        async with places:
            if clock:
                clock.turns += 1
            return await _turn(conversation, number)

    return await asyncio.gather(*(turn(number) for number in range(count)))


async def _turn(conversation: Conversation, number: int) -> Turn:
    begun, person = time.perf_counter(), f"person {number}"
    opening = _OPENINGS[number // 200 % len(_OPENINGS)]
    said = f"{opening}a {_GENRES[number % len(_GENRES)]} film since {1970 + number % 50}"
    answer = await conversation.handle(
        Message(UserRef("bench", person, language="en"), ChatRef("bench", person), said)
    )
    return Turn(said, answer, time.perf_counter() - begun)


def _budget(name: str) -> float:
    return _BUDGET + TIMEOUT if name.startswith(_MODEL) else _BUDGET


def _answered(turns: Sequence[Turn], known: set[str], budget: float) -> list[str]:
    cards = [turn for turn in turns if turn.titles]
    p50, p95, longest = np.percentile([turn.seconds for turn in turns], (50, 95, 100))
    soon = sum(turn.seconds <= budget for turn in cards)
    sorry = sum(turn.answer.replies[0].text == speech("en")("apology") for turn in turns)
    invented = sum(INVENTED in turn.text or not known.issuperset(turn.titles) for turn in turns)
    shares = [_share(len(cards), turns), _share(soon, turns)]
    return [*shares, f"{p50:.2f} / {p95:.2f} / {longest:.1f} s", str(sorry), str(invented)]


def _noted(name: str, turns: Sequence[Turn], noted: Noted) -> list[str]:
    read = sum(turn.answer.by == "llm" for turn in turns)
    by_the_clock = name != _MODEL_APART
    return [
        str(len(noted.early)) if by_the_clock else "–",
        _share(read, turns) if name.startswith(_MODEL) else "–",
    ]


def _asked(turns: Sequence[Turn], model: ModelWire) -> list[str]:
    """How many sentences the model was asked about, and how many questions there were beyond one
    for each.
    """
    asked, said = Counter(model.sentences), Counter(turn.said for turn in turns)
    again = (asked - said).total()
    return [str(asked.total() - again), str(again)]


def _share(count: int, turns: Sequence[Turn]) -> str:
    return f"{100 * count / len(turns):.1f} %"


if __name__ == "__main__":
    main()
