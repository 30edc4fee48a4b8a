"""The model's server is asked for one whole answer; whatever it does instead is told apart, and it
is given a rest.
"""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from core.clients.model_server import ModelServer
from core.errors import ModelFault
from tests.wires.models import HANG, Asked, ModelWire, Said, completion, failure

SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
QUESTION = [{"role": "user", "content": "Say hello in JSON."}]


class Clock:
    """Tells the time a test sets."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(model: ModelWire, clock: Clock) -> AsyncIterator[ModelServer]:
    opened = ModelServer("sk-secret", model.url, "small", timeout=2.0, clock=clock)
    yield opened
    await opened.close()


async def _fault(server: ModelServer) -> str:
    with pytest.raises(ModelFault) as caught:
        await server.ask(QUESTION, SCHEMA)
    assert "secret" not in str(caught.value)
    return caught.value.fault


async def test_one_question_one_answer(server: ModelServer, model: ModelWire) -> None:
    model.will_say(completion('{"hello": 1}'))
    assert await server.ask(QUESTION, SCHEMA) == '{"hello": 1}'
    (asked,) = model.asked
    assert asked["model"] == "small"
    assert asked["messages"] == QUESTION
    assert asked["response_format"]["json_schema"] == {
        "name": "reading",
        "strict": True,
        "schema": SCHEMA,
    }
    assert "stream" not in asked
    assert "tools" not in asked
    assert model.paths == ["/v1/chat/completions"]
    assert model.headers[0]["authorization"] == "Bearer sk-secret"


def _lacking(*lacks: str) -> object:
    """A server without some of what a question may ask for."""

    def says(asked: Asked) -> Said:
        wanted = {
            asked.get("response_format", {}).get("type", ""),
            *(["temperature"] if "temperature" in asked else []),
        }
        return failure(400, "unsupported_value") if wanted & set(lacks) else completion("{}")

    return says


@pytest.mark.parametrize(
    ("lacks", "way", "tries"),
    [
        ((), "a JSON schema", 1),
        (("temperature",), "a JSON schema, without temperature", 2),
        (("json_schema",), "JSON", 3),
        (("json_schema", "json_object"), "plain text", 4),
    ],
)
async def test_less_is_asked_of_a_server_that_offers_less(
    server: ModelServer, model: ModelWire, lacks: tuple[str, ...], way: str, tries: int
) -> None:
    model.says = _lacking(*lacks)  # type: ignore[assignment]
    assert await server.ask(QUESTION, SCHEMA) == "{}"
    assert server.way == way
    assert len(model.asked) == tries
    await server.ask(QUESTION, SCHEMA)
    assert len(model.asked) == tries + 1, "what a server lacks is remembered"


@pytest.mark.parametrize(
    "refusal",
    [failure(404), failure(422), failure(501), failure(500, None, "json_schema is not supported")],
)
async def test_servers_refuse_in_many_ways(
    server: ModelServer, model: ModelWire, refusal: Said
) -> None:
    model.says = lambda asked: refusal if "temperature" in asked else completion("{}")
    assert await server.ask(QUESTION, SCHEMA) == "{}"


@pytest.mark.parametrize(
    ("content", "inside"), [('```json\n{"a": 1}\n```', '{"a": 1}'), ("```\n{}\n```\n", "{}")]
)
async def test_plain_text_may_be_one_fenced_block_and_nothing_else(
    server: ModelServer, model: ModelWire, content: str, inside: str
) -> None:
    model.says = lambda asked: failure(400) if "response_format" in asked else completion(content)
    assert await server.ask(QUESTION, SCHEMA) == inside
    model.says = lambda _: completion(f"Sure! {content}")
    assert await server.ask(QUESTION, SCHEMA) == f"Sure! {content}"


FAULTS = [
    ("key", failure(401, "invalid_api_key", "Incorrect API key provided: sk-secret")),
    ("key", failure(403)),
    ("quota", failure(429, "insufficient_quota")),
    ("quota", failure(402)),
    ("busy", failure(429, "rate_limit_exceeded")),
    ("failing", failure(500)),
    ("failing", failure(503, retry_after="7")),
    ("failing", Said(b"<html>Bad gateway</html>", 502, {"Content-Type": "text/html"})),
    ("no_model", failure(404, "model_not_found")),
    ("no_model", failure(404)),
    ("refusing", failure(400)),
    ("answer", failure(400, "content_filter")),
    ("answer", failure(400, "context_length_exceeded")),
    ("slow", HANG),
    ("slow", Said(b"{}", headers={"Content-Length": "100"})),
    ("unreachable", Said(b"{}", headers={"Content-Encoding": "gzip"})),
    ("answer", Said(b"")),
    ("answer", Said(b"<html>Welcome</html>", headers={"Content-Type": "text/html"})),
    ("answer", Said(b'{"choices": [')),
    ("answer", Said(b'{"choices": []}')),
    ("answer", Said(b'{"choices": null}')),
    ("answer", Said(b'{"object": "chat.completion"}')),
    ("answer", Said(b'{"error": {"message": "overloaded"}}')),
    ("answer", Said(b"\xff\xfe\x00")),
    ("answer", Said(b"[" * 300_000)),
    ("answer", completion("{}", "length")),
    ("answer", completion("{}", "content_filter")),
    ("answer", completion("{}", "tool_calls", tool_calls=[{"id": "1", "type": "function"}])),
    ("answer", completion("{}", None)),
    ("answer", completion(None)),
    ("answer", completion("")),
    ("answer", completion(None, refusal="I'm sorry, I can't help with that.")),
    ("answer", completion("{}", refusal="I'm sorry, I can't help with that.")),
    ("answer", completion("x" * 300_000)),
]


@pytest.mark.parametrize(("fault", "said"), FAULTS)
async def test_each_fault_is_told_apart(
    server: ModelServer, model: ModelWire, fault: str, said: Said
) -> None:
    model.will_say(said)
    assert await _fault(server) == fault


async def test_a_server_that_is_not_there() -> None:
    server = ModelServer(url="http://127.0.0.1:1/v1", timeout=2)
    assert await _fault(server) == "unreachable"
    await server.close()


async def test_after_a_fault_nobody_waits_and_then_one_question_tries_again(
    server: ModelServer, model: ModelWire, clock: Clock
) -> None:
    model.will_say(HANG)
    assert await _fault(server) == "slow"
    assert [await _fault(server) for _ in range(5)] == ["resting"] * 5
    assert len(model.asked) == 1
    clock.now += 61
    assert sorted(await asyncio.gather(*(_fault(server) for _ in range(5)))) == ["resting"] * 4 + [
        "slow"
    ]
    clock.now += 61
    model.will_say(completion("{}"))
    assert await server.ask(QUESTION, SCHEMA) == "{}"
    assert await asyncio.gather(*(server.ask(QUESTION, SCHEMA) for _ in range(5))) == ["{}"] * 5


async def test_a_pause_that_is_asked_for_is_kept(
    server: ModelServer, model: ModelWire, clock: Clock
) -> None:
    model.will_say(failure(429, "rate_limit_exceeded", retry_after="30"), completion("{}"))
    assert await _fault(server) == "busy"
    clock.now += 29
    assert server.resting
    clock.now += 2
    assert await server.ask(QUESTION, SCHEMA) == "{}"


@pytest.mark.parametrize("told", ["soon", "-5", "99999999999", "Wed, 21 Oct 2026 07:28:00 GMT", ""])
async def test_an_odd_pause_is_no_pause_for_ever(
    server: ModelServer, model: ModelWire, clock: Clock, told: str
) -> None:
    model.will_say(failure(429, retry_after=told), completion("{}"))
    assert await _fault(server) == "busy"
    clock.now += 601
    assert await server.ask(QUESTION, SCHEMA) == "{}"


async def test_a_bad_answer_is_no_reason_to_rest(server: ModelServer, model: ModelWire) -> None:
    model.will_say(completion("{}", "length"), completion("{}"))
    assert await _fault(server) == "answer"
    assert await server.ask(QUESTION, SCHEMA) == "{}"


async def test_a_server_that_drips_is_not_waited_for(model: ModelWire) -> None:
    """Each refusal comes within the library's own limit, and all of them together do not."""
    server = ModelServer(url=model.url, timeout=0.5)
    model.will_say(Said(failure(400).body, 400, after=0.3))
    begun = time.monotonic()
    assert await _fault(server) == "slow"
    assert time.monotonic() - begun < 5
    await server.close()


async def test_a_server_at_home_needs_no_key(
    model: ModelWire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-something-else")
    server = ModelServer(url=model.url)
    model.will_say(completion("{}"))
    await server.ask(QUESTION, SCHEMA)
    assert "sk-of-something-else" not in str(model.headers)
    await server.close()


async def test_it_says_which_models_there_are(server: ModelServer) -> None:
    assert await server.models() == ["small", "large"]
