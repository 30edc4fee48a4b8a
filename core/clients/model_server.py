"""A language model behind an OpenAI-compatible API: one request, one whole answer, within a time
limit.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

from openai import APIError, AsyncOpenAI
from pydantic import BaseModel, Field, ValidationError

from core.clients.model_faults import fault_of, wants_less
from core.errors import ModelFault

TIMEOUT = 20.0  # seconds
DEFAULT_URL = "https://api.openai.com/v1"
DEFAULT_MODEL = "gpt-4.1-mini"
_NO_KEY = "none"  # local servers need none, but the library does
_LONGEST = 200_000  # bytes of an answer that are read
_FENCED = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL)

T = TypeVar("T")
Schema = Mapping[str, Any]
Question = Sequence[Mapping[str, str]]


def _with_schema(schema: Schema) -> dict[str, Any]:
    return {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "reading", "strict": True, "schema": schema},
        }
    }


# How an answer can be requested, each form asking less of the server than the one before.
_FORMS: tuple[tuple[str, Callable[[Schema], dict[str, Any]]], ...] = (
    ("a JSON schema", lambda schema: _with_schema(schema) | {"temperature": 0}),
    ("a JSON schema, without temperature", _with_schema),
    ("JSON", lambda _: {"response_format": {"type": "json_object"}}),
    ("plain text", lambda _: {}),
)
_PLAIN = len(_FORMS) - 1


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    finish_reason: str
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)


class _Model(BaseModel):
    id: str


class _Models(BaseModel):
    data: list[_Model]


class ModelServer:
    """Asks a model. After a fault nothing is sent for a while, so that nobody waits for a server
    that does not answer; then one request tries it again. ``timeout`` is in seconds, as is
    ``clock``.
    """

    def __init__(
        self,
        key: str | None = None,
        url: str | None = None,
        model: str | None = None,
        *,
        timeout: float = TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model or DEFAULT_MODEL
        self.url = url or DEFAULT_URL
        self._client = AsyncOpenAI(
            api_key=key or _NO_KEY, base_url=self.url, max_retries=0, timeout=timeout
        )
        # The library imports this when it is first used, which no user should wait for.
        self._completions = self._client.chat.completions
        self._timeout = timeout
        self._clock = clock
        self._rests_until = 0.0
        self._form = 0

    @property
    def resting(self) -> bool:
        """Whether the last fault is too recent to try again."""
        return self._clock() < self._rests_until

    @property
    def way(self) -> str:
        """The form of request the server was found to support."""
        return _FORMS[self._form][0]

    async def ask(self, question: Question, schema: Schema) -> str:
        """The model's answer, which should be JSON of the schema. Raises ModelFault."""
        if self.resting:
            raise ModelFault("resting", "the model's server failed a moment ago")
        if self._rests_until:
            # Nobody else waits while this request tries the server again.
            self._rest(self._timeout)
        answered = await self._noted(self._in_time(self._asked(question, schema)))
        return _content(answered, fenced=self._form == _PLAIN)

    async def models(self) -> list[str]:
        """The names of the models the server offers. Raises ModelFault."""
        answered = await self._in_time(self._client.models.with_raw_response.list())
        try:
            return [model.id for model in _Models.model_validate_json(answered.content).data]
        except ValidationError as error:
            raise ModelFault("answer", "the server does not list its models") from error

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _noted(self, answer: Awaitable[T]) -> T:
        """The answer, which ends the rest; a fault begins one."""
        known = self._rests_until
        try:
            answered = await answer
        except ModelFault as fault:
            self._rest(fault.pause, known)
            raise
        self._rest(0, known)
        return answered

    def _rest(self, seconds: float, known: float | None = None) -> None:
        """Send nothing for that long. ``known`` is the rest a request began with: it does not
        shorten one that began since.
        """
        until = self._clock() + seconds if seconds else 0.0
        newer = known is not None and self._rests_until != known
        self._rests_until = max(self._rests_until, until) if newer else until

    async def _in_time(self, answer: Awaitable[T]) -> T:
        """The answer, within the timeout: the library applies its own to each part of it."""
        try:
            async with asyncio.timeout(self._timeout):
                return await answer
        except (APIError, TimeoutError) as error:
            raise fault_of(error) from error

    async def _asked(self, question: Question, schema: Schema) -> bytes:
        """What the server sent. The form it accepted is used from then on."""
        form = self._form
        while True:
            try:
                sent = await self._sent(question, schema, form)
            except APIError as error:
                if form == _PLAIN or not wants_less(error):
                    raise
                form += 1
            else:
                self._form = form
                return sent

    async def _sent(self, question: Question, schema: Schema, form: int) -> bytes:
        sent = await self._completions.with_raw_response.create(
            model=self.model, messages=cast(Any, question), **_FORMS[form][1](schema)
        )
        content: bytes = sent.content
        return content


def _content(answered: bytes, *, fenced: bool) -> str:
    """The whole text of an answer. Raises ModelFault for one that is cut short, refused or not a
    completion.
    """
    choice = _choice(answered)
    if choice.finish_reason != "stop":
        raise ModelFault("answer", "the model did not finish its answer")
    if choice.message.refusal or not choice.message.content:
        raise ModelFault("answer", "the model declined to answer")
    return _without_fence(choice.message.content) if fenced else choice.message.content


def _without_fence(content: str) -> str:
    block = _FENCED.fullmatch(content)
    return block[1] if block else content


def _choice(answered: bytes) -> _Choice:
    try:
        return _Completion.model_validate_json(answered[:_LONGEST]).choices[0]
    except ValidationError as error:
        raise ModelFault("answer", "the model's server sent no completion") from error
