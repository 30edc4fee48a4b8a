"""What is no request."""

from dataclasses import dataclass

from core.dialogue.intents import Intent


@dataclass(frozen=True, slots=True)
class Help(Intent):
    """What the bot can do."""


@dataclass(frozen=True, slots=True)
class Greeting(Intent):
    """Hello."""


@dataclass(frozen=True, slots=True)
class UnknownLink(Intent):
    """A link to the bot that leads nowhere."""


@dataclass(frozen=True, slots=True)
class Thanks(Intent):
    """Thank you."""


@dataclass(frozen=True, slots=True)
class OffTopic(Intent):
    """Something that is not about films or series."""


@dataclass(frozen=True, slots=True)
class Unclear(Intent):
    """Nothing that could be understood."""
