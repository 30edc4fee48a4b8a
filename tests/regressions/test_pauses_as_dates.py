"""A model's server that named the time to come back as a date was asked after a minute, whatever it
had said; and a service that named no number of this world had the turn fail.
"""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from core.clients.model_server import ModelServer
from core.clients.transport.rate import retry_after
from core.errors import ModelFault
from tests.clients.test_model_server import QUESTION, SCHEMA, Clock
from tests.wires.models import completion, failure, model_wire


@pytest.mark.parametrize("code", [429, 503])
async def test_a_date_is_a_pause_too(code: int) -> None:
    clock = Clock()
    with model_wire() as model:
        server = ModelServer(url=model.url, clock=clock)
        model.will_say(failure(code, retry_after=_in(seconds=300)), completion("{}"))
        with pytest.raises(ModelFault):
            await server.ask(QUESTION, SCHEMA)
        clock.now += 290
        assert server.resting
        clock.now += 11
        assert await server.ask(QUESTION, SCHEMA) == "{}"
        await server.close()


@pytest.mark.parametrize("told", ["²", "soon", "-5", "", "1e3", "Wed, 99 Oct 2026"])
def test_a_pause_that_is_none_is_not_told(told: str) -> None:
    assert retry_after(told) is None


@pytest.mark.parametrize(
    ("told", "seconds"), [("7", 7), (" 7 ", 7), ("0", 0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0)]
)
def test_a_pause_is_told_in_seconds_or_as_a_date(told: str, seconds: int) -> None:
    assert retry_after(told) == seconds


def _in(seconds: int) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
