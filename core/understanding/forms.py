"""What is said beside a form: the form's conditions hold in any case."""

from dataclasses import replace
from typing import Protocol, runtime_checkable

from core.capabilities.smalltalk.intents import Unclear
from core.dialogue.intents import Intent
from core.dialogue.understanding import Interpretation, Understander, Utterance
from core.films.wishes.wish import Wish, set_fields


@runtime_checkable
class Wishing(Protocol):
    """An intent that carries a wish."""

    wish: Wish


class WithForm:
    """An understander whose interpretations are narrowed by the form filled in beside the text."""

    def __init__(self, understander: Understander) -> None:
        self._understander = understander

    async def understand(self, utterance: Utterance) -> Interpretation:
        """What was said, within the form. Raises Unavailable as the understander does."""
        found = await self._understander.understand(utterance)
        return replace(found, intent=narrowed(found.intent, utterance.form))


def narrowed(intent: Intent, form: Intent | None) -> Intent:
    """The intent within the wish of a form. Words that say nothing leave the form alone; where no
    titles are asked for, the intent stays as it is.
    """
    if not isinstance(form, Wishing):
        return intent
    if isinstance(intent, Unclear):
        return form
    if not isinstance(intent, Wishing):
        return intent
    return replace(intent, wish=_both(intent.wish, form.wish))


def _both(spoken: Wish, chosen: Wish) -> Wish:
    conditions = set_fields(spoken)
    joined = {
        name: _joined(conditions.get(name), value) for name, value in set_fields(chosen).items()
    }
    return spoken.with_(**joined)


def _joined(spoken: object, chosen: object) -> object:
    if not isinstance(chosen, tuple):
        return chosen
    before = spoken if isinstance(spoken, tuple) else ()
    return tuple(dict.fromkeys((*before, *chosen)))
