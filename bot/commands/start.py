"""What every command starts with: the settings and the logs."""

import sys
from collections.abc import Sequence

from bot import logs
from bot.settings import Settings


def configured(level: str = "warning") -> Settings:
    """Read the settings and set up logs at LOG_LEVEL, or at ``level`` if that is not set."""
    settings = Settings.read()
    logs.set_up(settings, level)
    return settings


def write(line: str) -> None:
    """Print a line on standard output and flush it."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def typed(words: Sequence[str]) -> str:
    """The words of the command line as one text. Bytes that are not UTF-8 are replaced."""
    return " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
