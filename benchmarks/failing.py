"""Services on a bad day: 30 % of the calls are refused for a second, 10 % hang and 5 % get half an
answer.
"""

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import web

from tests.wires.bad_answers import MALFORMED, REFUSED
from tests.wires.faults import broken, hanging, now_and_then, status
from tests.wires.models import Asked, ModelWire, Said, data_of, failure, reading
from tests.wires.server import Wire

INVENTED = "The Ninth Umbrella"
_REFUSED, _HANGING, _BROKEN = 0.3, 0.1, 0.05
_PAUSE = "1"
# A refusal and the calls already on their way cross; what comes later than this came too early.
_CROSSING = 0.6
_MODEL_TAKES, _LONGER_THAN_ANYONE_WAITS = 0.2, 30.0
_HALVES = (MALFORMED["cut in the middle"], REFUSED["half the protocol"])
_REQUEST = re.compile(r"a (.+) film since (\d{4})")
_SUGGESTED = [
    {"title": INVENTED, "year": 2011},
    {"title": "Heat", "year": 1995},
    {"title": "Inception", "year": 2010},
]


@dataclass
class Noted:
    """What a service noticed: when it refused, and how long after that a call came before the time
    it had named.
    """

    refused: list[float] = field(default_factory=list)
    early: list[float] = field(default_factory=list)

    def call(self) -> None:
        """A call comes."""
        now = time.monotonic()
        self.early += [
            now - then for then in self.refused if _CROSSING < now - then < float(_PAUSE)
        ][:1]

    def refusal(self) -> None:
        """It is refused."""
        self.refused.append(time.monotonic())


def failing(wire: Wire) -> Noted:
    """Let TMDB or OMDb fail."""
    noted = Noted()
    too_many = status(429, Retry_After=_PAUSE)

    async def refusing(request: web.Request) -> web.Response | None:
        noted.refusal()
        return await too_many(request)

    often = now_and_then([(_REFUSED, refusing), (_HANGING, hanging()), (_BROKEN, broken())])

    async def watched(request: web.Request) -> web.Response | None:
        noted.call()
        return await often(request)

    wire.faults.append(watched)
    return noted


def failing_model(wire: ModelWire) -> Noted:
    """Let the model fail. Where it does not, it reads the sentence, and suggests what does not
    exist.
    """
    noted, chance = Noted(), random.Random(1)
    refusal = failure(429, "rate_limit_exceeded", retry_after=_PAUSE)

    def refused(_: Asked) -> Said:
        noted.refusal()
        return refusal

    kinds: list[Callable[[Asked], Said]] = [
        refused,
        _hangs,
        lambda _: chance.choice(_HALVES),
        _reads,
    ]
    shares = (_REFUSED, _HANGING, _BROKEN, 1 - _REFUSED - _HANGING - _BROKEN)

    def says(asked: Asked) -> Said:
        noted.call()
        return chance.choices(kinds, shares)[0](asked)

    wire.says = says
    return noted


def _hangs(_: Asked) -> Said:
    return Said(after=_LONGER_THAN_ANYONE_WAITS)


def _reads(asked: Asked) -> Said:
    """The genre and the year of the sentence; of every other year with suggestions, and with a line
    that names one.
    """
    request = _REQUEST.search(data_of(asked)["sentence"])
    assert request
    year = int(request[2])
    wish = {"kind": "movie", "genres": [request[1].replace(" ", "-")], "year_from": year}
    more: dict[str, Any] = (
        {"suggested": _SUGGESTED, "lead": f"You will love {INVENTED}."} if year % 2 else {}
    )
    return replace(
        reading(intent="recommend", wish=wish, written_in="en", **more), after=_MODEL_TAKES
    )
