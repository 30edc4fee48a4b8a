"""A pause that the model's server had asked for was over as soon as a question asked before it was
answered.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from core.clients.model_server import ModelServer
from core.errors import ModelFault
from tests.clients.test_model_server import QUESTION, SCHEMA, Clock
from tests.wires.models import ModelWire, Said, completion, failure, model_wire

LATER = 0.3  # seconds until the answer that comes last
REFUSED = failure(429, "rate_limit_exceeded", retry_after="300")


@pytest.fixture
def model() -> Iterator[ModelWire]:
    with model_wire() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(model: ModelWire, clock: Clock) -> AsyncIterator[ModelServer]:
    opened = ModelServer(url=model.url, timeout=5.0, clock=clock)
    yield opened
    await opened.close()


LATE = [
    Said(completion("{}").body, after=LATER),
    Said(failure(400, "content_filter").body, 400, after=LATER),
    Said(failure(429).body, 429, {"Retry-After": "1"}, after=LATER),
]


@pytest.mark.parametrize("late", LATE, ids=["an answer", "a sentence declined", "a shorter pause"])
async def test_what_was_asked_before_a_pause_does_not_end_it(
    server: ModelServer, model: ModelWire, clock: Clock, late: Said
) -> None:
    model.will_say(late, REFUSED)
    asked = [server.ask(QUESTION, SCHEMA) for _ in range(2)]
    await asyncio.gather(*asked, return_exceptions=True)
    clock.now += 299
    assert server.resting
    with pytest.raises(ModelFault):
        await server.ask(QUESTION, SCHEMA)
    assert len(model.asked) == 2, "nobody asks before the time that Retry-After named"
    clock.now += 2
    model.will_say(completion("{}"))
    assert await server.ask(QUESTION, SCHEMA) == "{}"
    assert not server.resting


async def test_the_question_that_tries_again_begins_a_pause_of_its_own(
    server: ModelServer, model: ModelWire, clock: Clock
) -> None:
    model.will_say(REFUSED, failure(429, retry_after="2"), completion("{}"))
    for seconds in (301, 3):
        with pytest.raises(ModelFault, match="pause"):
            await server.ask(QUESTION, SCHEMA)
        assert server.resting
        clock.now += seconds
    assert await server.ask(QUESTION, SCHEMA) == "{}"
