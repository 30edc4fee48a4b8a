"""Readers of messages that need no interpretation: commands and forms."""

from dataclasses import replace
from typing import Protocol, runtime_checkable

from core.capabilities import COMMANDS, LINKS
from core.capabilities.smalltalk.intents import Help, Unclear
from core.dialogue.commands import Command, Opening
from core.dialogue.intents import Intent
from core.dialogue.turn import Interpretation, Understander, Utterance
from core.errors import Unavailable
from core.films.wishes.wish import Wish, set_fields
from core.understanding.words import command_names
from core.words.speech import read_once
from core.words.text import clean, fold


class Commands:
    """Understands a message that is a command. Raises Unavailable for anything else, and for a
    command followed by a description ("/movie a heist in Paris"), which another understander reads
    as speech.
    """

    async def understand(self, utterance: Utterance) -> Interpretation:
        """Read the command."""
        name, _, rest = clean(utterance.text).partition(" ")
        command = named(name.removeprefix("/")) if name.startswith("/") else None
        if command is None:
            raise Unavailable("not a command")
        intent = _meant(command, rest.strip())
        if intent is None and rest.strip():
            raise Unavailable("the command goes on in plain speech")
        return Interpretation(intent or Help(), "command")


def _meant(command: Command, rest: str) -> Intent | None:
    if isinstance(command.argument, Opening):
        return LINKS.opened(rest) or command.asks
    return command.intent(rest)


def named(name: str) -> Command | None:
    """The command of that name in any language, as typed: "Plus_Tard@somebot"."""
    return commands().get(_key(name.partition("@")[0]))


@read_once
def commands() -> dict[str, Command]:
    """Every command by each of its names, folded."""
    return {_key(name): COMMANDS[key] for name, key in command_names()}


def _key(name: str) -> str:
    return fold(name).replace(" ", "").replace("_", "").replace("-", "")


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
