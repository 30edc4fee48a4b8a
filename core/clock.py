"""The time, where a test may give another."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

Clock = Callable[[], datetime]

utc_now: Clock = partial(datetime.now, UTC)
