"""The check of ``doctor`` for the language model: it reads one sentence."""

import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.checks import Check
from bot.settings import Settings
from bot.understanding import open_model_server
from core.dialogue.turn import Utterance
from core.errors import Fault, ModelFault

if TYPE_CHECKING:
    from core.clients.model_server import ModelServer

_SENTENCE, _LISTED = "a cosy film for tonight", 8
_FIXES: dict[Fault, str] = {
    "unreachable": (
        "Start the server, or correct LLM_BASE_URL. It usually ends in /v1, such as "
        "http://127.0.0.1:11434/v1"
    ),
    "slow": (
        "Set LLM_MODEL to a faster model. After 20 seconds, the built-in rules read the sentence "
        "instead."
    ),
    "key": (
        "Copy LLM_API_KEY again from the provider's page, and check that it gives access to the "
        "model."
    ),
    "quota": "Add credit at the provider. Until then, the built-in rules read all sentences.",
    "busy": (
        "Wait a little, or ask the provider for a higher limit. Meanwhile, the built-in rules "
        "read all sentences."
    ),
    "failing": (
        "Check the server's log or status page. Until it recovers, the built-in rules read all "
        "sentences."
    ),
    "no_model": (
        "Set LLM_MODEL to a model the server has, and check LLM_BASE_URL. It usually ends in /v1."
    ),
    "refusing": "Set LLM_MODEL to a chat model. The server refuses even a simple question.",
    "answer": (
        "Set LLM_MODEL to a more capable model. The answers of this one cannot be used, so the "
        "built-in rules read all sentences."
    ),
}


async def model(settings: Settings) -> AsyncIterator[Check]:
    """The model reads a sentence. Without a model there is no check, since none is needed."""
    if settings.model_is_asked:
        async with open_model_server(settings) as server:
            yield await _asked(server)
    elif settings.has_model:
        fix = "Nothing to fix. To use it, set LLM_WHEN to uncertain or always."
        yield Check("model", "pass", "a model is set but not used, since LLM_WHEN is never", fix)
    elif settings.llm_model:
        fix = "Set LLM_API_KEY, or LLM_BASE_URL for your own server, or remove LLM_MODEL."
        yield Check(
            "model", "warn", "LLM_MODEL is set, but neither LLM_API_KEY nor LLM_BASE_URL", fix
        )


async def _asked(server: "ModelServer") -> Check:
    begun = time.perf_counter()
    try:
        await _read(server)
    except ModelFault as fault:
        fix = _FIXES[fault.fault] + await _offered(server, fault)
        return Check("model", "fail", f"{server.model}: {fault}", fix)
    took = time.perf_counter() - begun
    says = f"{server.model} read a sentence in {took:.1f} s, answering in {server.way}"
    return Check("model", "pass", says)


async def _read(server: "ModelServer") -> None:
    """Have a sentence read. Raises ModelFault."""
    from core.understanding.llm.answer import schema, understood
    from core.understanding.llm.prompt import question

    heard = Utterance(_SENTENCE, "en", datetime.now(UTC).date())
    understood(await server.ask(question(heard), schema()), heard)


async def _offered(server: "ModelServer", fault: ModelFault) -> str:
    """The models the server offers, if it has a list."""
    try:
        names = await server.models() if fault.fault == "no_model" else []
    except ModelFault:
        return ""
    if not names:
        return ""
    others = ", …" if len(names) > _LISTED else ""
    return f" It offers: {', '.join(names[:_LISTED])}{others}."
