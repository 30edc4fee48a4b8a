"""How a platform's connection is: what health checks are told."""

import time
from dataclasses import dataclass


@dataclass(slots=True)
class Pulse:
    """Whether a platform is served, why not if it is not, and when its server was last heard
    (``time.monotonic`` seconds). ``trouble`` is what keeps it from its work although its server
    answers.
    """

    name: str
    ready: bool = False
    says: str = "starting"
    heard: float | None = None
    trouble: str = ""

    def beat(self) -> None:
        """The platform's server was heard: all is well."""
        self.ready, self.says, self.heard = True, "serving", time.monotonic()

    def stop(self, says: str) -> None:
        """The platform is not served, for this reason."""
        self.ready, self.says = False, says

    @property
    def is_ready(self) -> bool:
        """Whether the platform is served without trouble."""
        return self.ready and not self.trouble

    def report(self) -> dict[str, object]:
        """As health checks print it; the age is in seconds."""
        age = None if self.heard is None else round(time.monotonic() - self.heard, 1)
        says = self.trouble or self.says
        return {"ready": self.is_ready, "says": says, "last_event_age": age}
