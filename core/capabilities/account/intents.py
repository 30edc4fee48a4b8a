"""What concerns the user: settings, privacy, data."""

from dataclasses import dataclass

from core.dialogue.intents import Intent, Personal


@dataclass(frozen=True, slots=True)
class Settings(Personal):
    """Show the settings, or change the language (ISO 639-1) or the region (ISO 3166-1 alpha-2)."""

    language: str | None = None
    region: str | None = None

    @property
    def keeps(self) -> bool:
        """It sets something for the user."""
        return True

    @property
    def in_private(self) -> bool:
        """A setting changed by saying so ("/language fr") shows nothing that was not said."""
        return not (self.language or self.region)


@dataclass(frozen=True, slots=True)
class ForgetMe(Personal):
    """Delete everything about the person; asks first unless ``confirmed``."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Privacy(Intent):
    """What is kept of a person, and how to have it deleted."""


@dataclass(frozen=True, slots=True)
class Export(Personal):
    """Everything kept of the person, as files."""
