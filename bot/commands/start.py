"""What every command begins with: the settings in force, and logs that follow them."""

import sys
from collections.abc import Sequence

from bot import logs
from bot.settings import Settings


def configured(level: str = "warning") -> Settings:
    """The settings, with logs set up at LOG_LEVEL, or at ``level`` where that is not set."""
    settings = Settings.read()
    logs.set_up(settings, level)
    return settings


def write(line: str) -> None:
    """One line on standard output, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def typed(words: Sequence[str]) -> str:
    """The words of the command line as one text; bytes that were not UTF-8 are replaced."""
    return " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
