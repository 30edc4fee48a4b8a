"""Maps the errors of the OpenAI library to ModelFault, in one place."""

import re

from openai import APIConnectionError, APIError, APIStatusError, APITimeoutError

from core.clients.transport.rate import retry_after
from core.errors import Fault, ModelFault

# How long the server is not asked after a fault, in seconds.
_SHORT = 60.0
_LONG = 600.0
_REFUSED = frozenset({400, 404, 415, 422, 501})
_UNSUPPORTED = re.compile(r"unsupported|not support", re.IGNORECASE)
_ABOUT_THE_SENTENCE = frozenset({"content_filter", "context_length_exceeded"})
_UNRELATED = _ABOUT_THE_SENTENCE | {"model_not_found"}
_FAILING: tuple[Fault, str, float] = ("failing", "the model's server failed", _SHORT)
_STATUSES: dict[int, tuple[Fault, str, float]] = {
    400: ("refusing", "the model's server refuses the request", _SHORT),
    401: ("key", "the model's server refuses the key", _LONG),
    402: ("quota", "the account at the model's server has no credit left", _LONG),
    403: ("key", "the model's server does not allow this key to use the model", _LONG),
    404: ("no_model", "the model's server has no such model or address", _LONG),
    422: ("refusing", "the model's server refuses the request", _SHORT),
    429: ("busy", "the model's server asks for a pause", _SHORT),
}


def fault_of(error: Exception) -> ModelFault:
    """The fault behind an error of the library, or a timeout of our own."""
    match error:
        case APITimeoutError() | TimeoutError():
            return ModelFault("slow", "the model did not answer in time", _SHORT)
        case APIConnectionError():
            return ModelFault("unreachable", "the model's server cannot be reached", _SHORT)
        case APIStatusError():
            return _of_status(error)
        case _:
            return ModelFault(*_FAILING)


def wants_less(error: APIError) -> bool:
    """Whether the server may answer a simpler request: it may not support JSON schemas, or the
    temperature.
    """
    if not isinstance(error, APIStatusError) or error.code in _UNRELATED:
        return False
    if error.status_code in _REFUSED:
        return True
    return error.status_code >= 500 and bool(_UNSUPPORTED.search(error.message))


def _of_status(error: APIStatusError) -> ModelFault:
    if error.code in _ABOUT_THE_SENTENCE:
        return ModelFault("answer", "the model's server declines this sentence")
    if error.status_code == 429 and error.code == "insufficient_quota":
        return ModelFault(*_STATUSES[402])
    fault, says, pause = _STATUSES.get(error.status_code, _FAILING)
    return ModelFault(fault, f"{says} ({error.status_code})", _asked_pause(error) or pause)


def _asked_pause(error: APIStatusError) -> float | None:
    """The pause the server asks for, in seconds, at most ten minutes."""
    asked = retry_after(error.response.headers.get("retry-after", ""))
    return None if asked is None else min(asked, _LONG)
