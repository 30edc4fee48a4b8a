"""How a platform's connection is: what health checks are told."""

import time
from dataclasses import dataclass


@dataclass(slots=True)
class Pulse:
    """Whether a platform is served, why not if it is not, and when its server was last heard
    (``time.monotonic`` seconds).
    """

    name: str
    ready: bool = False
    says: str = "starting"
    heard: float | None = None

    def beat(self) -> None:
        """The platform's server was heard: all is well."""
        self.ready, self.says, self.heard = True, "serving", time.monotonic()

    def stop(self, says: str) -> None:
        """The platform is not served, for this reason."""
        self.ready, self.says = False, says

    def report(self) -> dict[str, object]:
        """As health checks print it; the age is in seconds."""
        age = None if self.heard is None else round(time.monotonic() - self.heard, 1)
        return {"ready": self.ready, "says": self.says, "last_event_age": age}
