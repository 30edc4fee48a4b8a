"""What a model answers to these instructions, kept in a file, becomes the intents it should, over
the wire.
"""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import date
from typing import Any

import pytest

from core.capabilities import ROUTER
from core.clients.model_server import ModelServer
from core.dialogue.turn import Utterance
from core.storage.store import Store
from core.understanding.llm import Llm
from core.understanding.llm.answer import SAYABLE, Read, WishRead
from core.understanding.llm.budget import Limits, ModelCalls
from tests.understanding.llm.recordings import RECORDED, unrecorded
from tests.wires.models import ModelWire, Said, completion, data_of, model_wire

TODAY = date(2026, 11, 20)
ANSWERS = {case["text"]: completion(json.dumps(case["answer"])) for case in RECORDED}


def _said(asked: dict[str, Any]) -> Said:
    return ANSWERS[data_of(asked)["sentence"]]


@pytest.fixture
def wire() -> Iterator[ModelWire]:
    with model_wire() as running:
        running.says = _said
        yield running


@pytest.fixture
async def llm(wire: ModelWire, sqlite_store: Store) -> AsyncIterator[Llm]:
    server = ModelServer("sk-secret", wire.url)
    yield Llm(server, sqlite_store.of(ModelCalls), Limits(1_000, 1_000, 1_000))
    await server.close()


@pytest.mark.parametrize("case", RECORDED, ids=lambda case: case["text"])
def test_each_recorded_reading_fits_the_schema(case: dict[str, Any]) -> None:
    answer = case["answer"]
    assert Read.model_validate_json(json.dumps(answer))
    assert answer.keys() <= Read.model_fields.keys()
    for wish in (answer.get("wish") or {}, answer.get("lasting") or {}):
        assert wish.keys() <= WishRead.model_fields.keys()


def test_an_intent_without_a_recorded_reading_is_noted_and_no_failure() -> None:
    assert unrecorded([*SAYABLE, "sing"])[-1:] == ["sing"]


async def test_each_recorded_reading_is_read_as_it_should_be(llm: Llm, wire: ModelWire) -> None:
    for case in RECORDED:
        wish = case.get("previous")
        heard = Utterance(case["text"], case["language"], TODAY, wish, **case.get("shown", {}))
        read = await llm.understand(heard)
        assert ROUTER.reading(read.intent) == case["expect"], case["text"]
        assert read.by == "llm"
        assert read.language == case["answer"]["written_in"]
        assert bool(read.line) == bool(case["answer"].get("lead")), case["answer"].get("lead")
    assert wire.sentences == [case["text"] for case in RECORDED], "one question for each sentence"
