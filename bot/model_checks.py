"""The doctor's check of the model: it reads one sentence, as it would any."""

import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.checks import Check
from bot.settings import Settings
from bot.understanding import open_model_server
from core.dialogue.understanding import Utterance
from core.errors import Fault, ModelFault

if TYPE_CHECKING:
    from core.clients.model_server import ModelServer

_SENTENCE, _LISTED = "a cosy film for tonight", 8
_FIXES: dict[Fault, str] = {
    "unreachable": "Start the server, or mend LLM_BASE_URL: it usually ends in /v1, such as http://127.0.0.1:11434/v1",
    "slow": "Set LLM_MODEL to a faster model: after twenty seconds the embedded understander reads instead.",
    "key": "Copy LLM_API_KEY again from the provider's page, and see that it may use the model.",
    "quota": "Add credit at the provider; until then the embedded understander reads.",
    "busy": "Wait a little, or have the provider raise the limit; meanwhile the embedded understander reads.",
    "failing": "Look at the server's log or status page; until it recovers the embedded understander reads.",
    "no_model": "Set LLM_MODEL to a model the server has, and see that LLM_BASE_URL is where its API begins, often /v1.",
    "refusing": "Set LLM_MODEL to a model for chat: the server refuses even a plain question.",
    "answer": "Set LLM_MODEL to a more able model: what this one answers cannot be used, and the embedded understander reads.",
}


async def model(settings: Settings) -> AsyncIterator[Check]:
    """The model, where one is set, reads a sentence; where none is, nothing is said, since none is
    needed.
    """
    if settings.model_is_asked:
        async with open_model_server(settings) as server:
            yield await _asked(server)
    elif settings.has_model:
        fix = "Nothing to mend: with LLM_WHEN=uncertain or always it is asked."
        yield Check("model", "pass", "a model is set, and LLM_WHEN=never has it not asked", fix)
    elif settings.llm_model:
        fix = "Set LLM_API_KEY, or LLM_BASE_URL for a server of your own; or take LLM_MODEL out."
        yield Check("model", "warn", "LLM_MODEL is set, but neither a key nor a server", fix)


async def _asked(server: "ModelServer") -> Check:
    from core.understanding.llm.answer import schema, understood
    from core.understanding.llm.prompt import question

    heard = Utterance(_SENTENCE, "en", datetime.now(UTC).date())
    begun = time.perf_counter()
    try:
        understood(await server.ask(question(heard), schema()), heard)
    except ModelFault as fault:
        return Check(
            "model",
            "fail",
            f"{server.model}: {fault}",
            _FIXES[fault.fault] + await _offered(server, fault),
        )
    took = time.perf_counter() - begun
    return Check(
        "model", "pass", f"{server.model} read a sentence in {took:.1f} s, asked for {server.way}"
    )


async def _offered(server: "ModelServer", fault: ModelFault) -> str:
    """The models that could be named instead, where the server says."""
    try:
        names = await server.models() if fault.fault == "no_model" else []
    except ModelFault:
        return ""
    return (
        f" It offers: {', '.join(names[:_LISTED])}{', …' if len(names) > _LISTED else ''}."
        if names
        else ""
    )
