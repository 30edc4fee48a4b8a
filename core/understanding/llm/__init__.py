"""A model that reads: one question for a sentence, a checked reading back, and never a deed."""

import logging

from core.capabilities.smalltalk.intents import Unclear
from core.clients.model_server import ModelServer
from core.dialogue.turn import Interpretation, Utterance
from core.errors import ModelFault, Unavailable
from core.understanding.llm.answer import schema, understood
from core.understanding.llm.budget import Limits, ModelCalls
from core.understanding.llm.prompt import question

__all__ = ["Llm"]

log = logging.getLogger(__name__)


class Llm:
    """Understands sentences by asking a model, once for each at most and within the day's
    limits.
    """

    def __init__(self, server: ModelServer, calls: ModelCalls, limits: Limits) -> None:
        self._server = server
        self._calls = calls
        self._limits = limits
        self._schema = schema()

    async def understand(self, utterance: Utterance) -> Interpretation:
        """Read the sentence. Raises Unavailable where nobody waits, over a limit, and for an answer
        that is none.
        """
        if not utterance.text:
            return Interpretation(Unclear(), "llm")
        if utterance.at_once:
            raise Unavailable("nobody waits for a model here")
        if self._server.resting:
            raise Unavailable("the model's server failed a moment ago")
        if not await self._calls.take(
            utterance.today, self._limits, utterance.user_id, utterance.group
        ):
            raise Unavailable("the day's questions to the model are used up")
        try:
            return understood(await self._server.ask(question(utterance), self._schema), utterance)
        except ModelFault as fault:
            log.warning("%s; the embedded understander reads instead", fault)
            raise
