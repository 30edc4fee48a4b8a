"""A time that passes when a test says so."""

from datetime import datetime, timedelta

from tests.storage.shop import NOON


class Time:
    """A clock to give to workers; it starts at noon."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **units: float) -> None:
        """So much of it passes, such as ``hours=2``."""
        self.now += timedelta(**units)
