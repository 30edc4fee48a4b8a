"""Exact commands ("/help", "/film", "/langue fr"), in every language at once; what follows one may
be plain speech.
"""

from core.capabilities import COMMANDS, LINKS
from core.capabilities.smalltalk.intents import Help
from core.dialogue.commands import Command, Opening
from core.dialogue.intents import Intent
from core.dialogue.understanding import Interpretation, Utterance
from core.errors import Unavailable
from core.understanding.words import command_names
from core.words.cleaning import clean
from core.words.data import read_once
from core.words.folding import fold


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
