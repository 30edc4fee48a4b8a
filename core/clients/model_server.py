"""A language model behind an OpenAI-compatible address: one question, one whole answer, within a
time.
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

TIMEOUT = 20.0
DEFAULT_URL = "https://api.openai.com/v1"
DEFAULT_MODEL = "gpt-4.1-mini"
_NO_KEY = "none"  # servers at home want none, and the library wants one
_LONGEST = 200_000
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


# How an answer can be asked for, each way wanting less of the server than the one before.
_WAYS: tuple[tuple[str, Callable[[Schema], dict[str, Any]]], ...] = (
    ("a JSON schema", lambda schema: _with_schema(schema) | {"temperature": 0}),
    ("a JSON schema, without temperature", _with_schema),
    ("JSON", lambda _: {"response_format": {"type": "json_object"}}),
    ("plain text", lambda _: {}),
)
_PLAIN = len(_WAYS) - 1


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
    """Asks a model. After a fault it rests, so that nobody waits for a server that is known not to
    answer; then one question tries it again. ``patience`` is in seconds, and ``clock`` tells them.
    """

    def __init__(
        self,
        key: str | None = None,
        url: str | None = None,
        model: str | None = None,
        *,
        patience: float = TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model or DEFAULT_MODEL
        self.url = url or DEFAULT_URL
        self._client = AsyncOpenAI(
            api_key=key or _NO_KEY, base_url=self.url, max_retries=0, timeout=patience
        )
        self._completions = (
            self._client.chat.completions
        )  # imported when first named, which no question should wait for
        self._patience = patience
        self._clock = clock
        self._rests_until = 0.0
        self._way = 0

    @property
    def resting(self) -> bool:
        """Whether the last fault is so recent that asking is useless."""
        return self._clock() < self._rests_until

    @property
    def way(self) -> str:
        """How answers are asked for, by what the server was found to offer."""
        return _WAYS[self._way][0]

    async def ask(self, question: Question, schema: Schema) -> str:
        """The model's answer, which ought to be JSON of the schema. Raises ModelFault when there is
        none to be had.
        """
        if self.resting:
            raise ModelFault("resting", "the model's server failed a moment ago")
        if self._rests_until:
            self._rest(
                self._patience
            )  # the others do not wait while this question tries the server again
        known = self._rests_until
        try:
            answered = await self._in_time(self._asked(question, schema))
        except ModelFault as fault:
            self._rest(fault.pause, known)
            raise
        self._rest(0, known)
        return _content(answered, fenced=self._way == _PLAIN)

    async def models(self) -> list[str]:
        """The names of the models the server offers. Raises ModelFault when it does not say."""
        answered = await self._in_time(self._client.models.with_raw_response.list())
        try:
            return [model.id for model in _Models.model_validate_json(answered.content).data]
        except ValidationError as error:
            raise ModelFault("answer", "the server does not list its models") from error

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.close()

    def _rest(self, seconds: float, known: float | None = None) -> None:
        """Ask nothing for that long. A question that knows only of an older rest ends or shortens
        none that began since.
        """
        until = self._clock() + seconds if seconds else 0.0
        newer = known is not None and self._rests_until != known
        self._rests_until = max(self._rests_until, until) if newer else until

    async def _in_time(self, answer: Awaitable[T]) -> T:
        """The answer, within the patience: the library's own limit is for each piece of it."""
        try:
            async with asyncio.timeout(self._patience):
                return await answer
        except (APIError, TimeoutError) as error:
            raise fault_of(error) from error

    async def _asked(self, question: Question, schema: Schema) -> bytes:
        """What the server sent. The way it took is remembered, so that it is not asked again for
        what it lacks.
        """
        way = self._way
        while True:
            try:
                sent = await self._completions.with_raw_response.create(
                    model=self.model, messages=cast(Any, question), **_WAYS[way][1](schema)
                )
            except APIError as error:
                if way == _PLAIN or not wants_less(error):
                    raise
                way += 1
            else:
                self._way = way
                content: bytes = sent.content
                return content


def _content(answered: bytes, *, fenced: bool) -> str:
    """What the model said, whole. Raises ModelFault for an answer cut short, refused or not of the
    protocol's form.
    """
    try:
        choice = _Completion.model_validate_json(answered[:_LONGEST]).choices[0]
    except ValidationError as error:
        raise ModelFault("answer", "the model's server sent no completion") from error
    if choice.finish_reason != "stop":
        raise ModelFault("answer", "the model did not finish its answer")
    if choice.message.refusal or not choice.message.content:
        raise ModelFault("answer", "the model declined to answer")
    block = _FENCED.fullmatch(choice.message.content) if fenced else None
    return block[1] if block else choice.message.content
