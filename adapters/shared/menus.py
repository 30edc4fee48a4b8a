"""The commands that platforms list, with their names and what they say of them per language."""

from collections.abc import Iterator

from core.capabilities import COMMANDS
from core.dialogue.commands import Command, Menu
from core.understanding.words import words
from core.words.speech import FALLBACK, speech, strings
from core.words.text import fold


def listed(menu: Menu | None = None) -> list[Command]:
    """The commands of a menu, or of all menus."""
    return [one for one in COMMANDS.values() if (menu in one.menus if menu else one.menus)]


def names(command: Command, language: str) -> list[str]:
    """The command's names in a language, the one to show first; in English where it has none."""
    own = strings(words(language)["commands"]).get(command.key)
    return own or strings(words(FALLBACK)["commands"])[command.key]


def plain_name(command: Command, language: str) -> str:
    """The name to show where only ASCII letters may stand."""
    return fold(names(command, language)[0]).replace(" ", "_")


def described(command: Command, language: str) -> str:
    """What a menu says of the command."""
    return speech(language)(f"command.{command.key}")


def rows(menu: Menu, language: str) -> Iterator[tuple[str, str]]:
    """The names and descriptions of a menu."""
    return ((plain_name(one, language), described(one, language)) for one in listed(menu))
