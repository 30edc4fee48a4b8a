"""The options of a command that fill in a wish, made from the criteria that have a place in
forms.
"""

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from discord.app_commands import Range

from core.films.wishes.criteria import CRITERIA
from core.films.wishes.criteria.shapes import Decimal, Shape, Whole
from core.films.wishes.wish import Wish


@cache
def form_options() -> Mapping[str, Any]:
    """Each option with what Discord takes for it."""
    return {option: _typed(CRITERIA.fields[name]) for option, name in CRITERIA.options.items()}


def wished(options: Mapping[str, Any]) -> Wish:
    """The wish that the options given make; years in the wrong order are turned round."""
    since, until = options.get("since"), options.get("until")
    if since and until and since > until:
        options = {**options, "since": until, "until": since}
    return Wish(**CRITERIA.filled(options))


def with_options(callback: Callable[..., Any], options: Mapping[str, Any]) -> Callable[..., Any]:
    """The callback as one that has a parameter for each option, by which discord.py learns of
    them.
    """
    named = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [inspect.Parameter("interaction", named)]
    for name, kind in options.items():
        parameters.append(inspect.Parameter(name, named, default=None, annotation=kind))
    callback.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return callback


def _typed(shape: Shape) -> Any:
    match shape:
        case Whole(least, most):
            return Range[int, least, most] | None
        case Decimal(lowest, highest):
            return Range[float, lowest, highest] | None
    return str | None
