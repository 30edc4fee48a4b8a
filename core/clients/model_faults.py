"""What can go wrong with a model's server, told apart once: the library's errors become ModelFault."""

import re

from openai import APIConnectionError, APIError, APIStatusError, APITimeoutError

from core.clients.transport.rate import retry_after
from core.errors import Fault, ModelFault

_SHORT, _LONG = 60.0, 600.0
_REFUSED = frozenset({400, 404, 415, 422, 501})
_UNSUPPORTED = re.compile(r"unsupported|not support", re.IGNORECASE)
_ABOUT_THE_SENTENCE = frozenset({"content_filter", "context_length_exceeded"})
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
    """The fault behind an error of the library, or of the time that was up."""
    match error:
        case APITimeoutError() | TimeoutError():
            return ModelFault("slow", "the model did not answer in time", _SHORT)
        case APIConnectionError():
            return ModelFault("unreachable", "the model's server cannot be reached", _SHORT)
        case APIStatusError():
            return _of_status(error)
        case _:
            return ModelFault("failing", "the model's server failed", _SHORT)


def wants_less(error: APIError) -> bool:
    """Whether the server may answer when less is asked of it: it lacks JSON schemas, or the
    temperature.
    """
    if not isinstance(error, APIStatusError) or error.code in (
        *_ABOUT_THE_SENTENCE,
        "model_not_found",
    ):
        return False
    return error.status_code in _REFUSED or (
        error.status_code >= 500 and bool(_UNSUPPORTED.search(error.message))
    )


def _of_status(error: APIStatusError) -> ModelFault:
    if error.code in _ABOUT_THE_SENTENCE:
        return ModelFault("answer", "the model's server declines this sentence")
    if error.status_code == 429 and error.code == "insufficient_quota":
        return ModelFault(*_STATUSES[402])
    fault, says, pause = _STATUSES.get(
        error.status_code, ("failing", "the model's server failed", _SHORT)
    )
    return ModelFault(fault, f"{says} ({error.status_code})", _told(error) or pause)


def _told(error: APIStatusError) -> float | None:
    """The pause the server asks for, in seconds, within reason."""
    told = retry_after(error.response.headers.get("retry-after", ""))
    return None if told is None else min(told, _LONG)
