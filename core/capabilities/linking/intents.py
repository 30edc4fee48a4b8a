"""What makes one user of two accounts."""

from dataclasses import dataclass

from core.dialogue.intents import Personal


@dataclass(frozen=True, slots=True)
class Link(Personal):
    """Make one person of two accounts: ask for a code, or enter the one given on the other
    platform.
    """

    code: str | None = None


@dataclass(frozen=True, slots=True)
class Unlink(Personal):
    """This account is a person of its own again."""


@dataclass(frozen=True, slots=True)
class AgreeLink(Personal):
    """Yes, these two accounts are one person: said on both sides. ``ask`` names the account on the
    other side first, to who has not been told of it.
    """

    link: str
    ask: bool | None = None


@dataclass(frozen=True, slots=True)
class DropLink(Personal):
    """No, do not link these accounts."""

    link: str
