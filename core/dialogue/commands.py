"""Commands: what each asks for, with and without what follows it. Names are data per language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from core.dialogue.intents import Intent

Menu = Literal["private", "group"]


@dataclass(frozen=True, slots=True)
class Words:
    """One value in words, such as a code; ``option`` is its name where options have names."""

    option: str
    made: Callable[[str], Intent | None]


@dataclass(frozen=True, slots=True)
class Description:
    """A description in the user's own words, which is read as a sentence is."""


@dataclass(frozen=True, slots=True)
class Named:
    """A title, chosen from those offered (``by_id``) or typed (``by_name``)."""

    by_id: Callable[[int], Intent]
    by_name: Callable[[str], Intent | None]


@dataclass(frozen=True, slots=True)
class Choices:
    """One or more choices, each optional: names of options with the values they may have."""

    options: Mapping[str, tuple[str, ...]]
    made: Callable[[Mapping[str, str]], Intent]


@dataclass(frozen=True, slots=True)
class Opening:
    """What a link to the bot carries; one that leads nowhere means ``unknown``."""

    unknown: Intent


Argument = Words | Description | Named | Choices | Opening


@dataclass(frozen=True, slots=True)
class Command:
    """A command by its key, under which its names (``commands`` of the word files) and what menus
    say of it (``command`` of the phrases) are found.

    ``asks`` is meant where nothing follows; None where something has to. What follows is read by
    ``argument``, as a sentence where there is none, or passed over by the ``heedless``. ``menus``
    are where platforms list it; ``public``: the answer is for everybody in the chat.
    """

    key: str
    asks: Intent | None = None
    argument: Argument | None = None
    heedless: bool = False
    menus: tuple[Menu, ...] = ()
    public: bool = False

    def intent(self, rest: str) -> Intent | None:
        """What the command asks for with ``rest`` behind it; None for what is read as a sentence,
        and for a command that lacks what it needs.
        """
        if not rest or self.heedless:
            return self.asks
        match self.argument:
            case Words(made=made):
                return made(rest)
            case Named(by_name=by_name):
                return by_name(rest)
            case _:
                return None


def named(words: Mapping[str, list[str]], commands: Mapping[str, Command]) -> Iterator[str]:
    """The keys of a word file that no command has: a translator's slip."""
    return (key for key in words if key not in commands)
