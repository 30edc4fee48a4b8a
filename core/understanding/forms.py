"""What is said beside a form: the form's conditions hold in any case."""

from dataclasses import replace
from typing import Any

from core.intents import (
    Commanded,
    Intent,
    Mashup,
    MoreLike,
    Recommend,
    Refine,
    ShowList,
    Spoken,
    Surprise,
    Unclear,
)
from core.movies.wish import Wish, set_fields


def narrowed(intent: Intent, form: Spoken | Commanded | None) -> Intent:
    """The intent within the wish of a form. Words that say nothing leave the form alone; where no
    titles are asked for, the intent stays as it is.
    """
    match intent, form:
        case Unclear(), Recommend():
            return form
        case (
            (Recommend() | Refine() | MoreLike() | Mashup() | Surprise() | ShowList()),
            Recommend(),
        ):
            return replace(intent, wish=_both(intent.wish, form.wish))
    return intent


def _both(said: Wish, chosen: Wish) -> Wish:
    conditions = set_fields(said)
    return said.with_(
        **{name: _joined(conditions.get(name), value) for name, value in set_fields(chosen).items()}
    )


def _joined(said: Any, chosen: Any) -> Any:
    return tuple(dict.fromkeys((*(said or ()), *chosen))) if isinstance(chosen, tuple) else chosen
