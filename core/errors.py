"""The exceptions of the program.

UnwatchedError
├── ConfigurationError      the operator must fix something; the text says what and how
│   └── SchemaError         the database does not fit this version of the program
├── CatalogueFileError      a catalogue file has invalid lines
├── GivenUp                 a job or a delivery cannot succeed, however often it is tried
├── LeaseLost               another process has claimed what this one was working on
├── Missing                 a service does not have, or no longer has, what was requested
└── Unavailable             a service or model cannot answer now
    ├── KeyRefused          a service does not accept the operator's key
    └── ModelFault          a model gave no usable answer; ``fault`` says why
"""

from typing import Literal

Fault = Literal[
    "unreachable",
    "slow",
    "key",
    "quota",
    "busy",
    "failing",
    "no_model",
    "refusing",
    "answer",
    "resting",
]


class UnwatchedError(Exception):
    """The base class. The text of every error is a sentence to show to people."""


class ConfigurationError(UnwatchedError):
    """A setting, path or server is wrong; the text says what, where and how to fix it."""


class SchemaError(ConfigurationError):
    """The database's schema is newer than the program or lacks columns, a migration failed, or a
    table does not declare what its rows belong to.
    """


class CatalogueFileError(UnwatchedError):
    """A catalogue file cannot be imported. Each of ``faults`` names a line and what is wrong."""

    def __init__(self, path: str, faults: list[str]) -> None:
        self.faults = faults
        shown = "\n".join(f"  {fault}" for fault in faults[:20])
        more = f"\n  and {len(faults) - 20} more" if len(faults) > 20 else ""
        super().__init__(
            f"{path}: nothing was imported, {len(faults)} invalid line(s):\n{shown}{more}"
        )


class GivenUp(UnwatchedError):
    """There is no use in trying again; the text says why."""


class LeaseLost(UnwatchedError):
    """A lease ended before the work did, and another process has taken the work over."""


class Missing(UnwatchedError):
    """A service does not have what was requested."""


class Unavailable(UnwatchedError):
    """A service cannot answer now."""


class KeyRefused(Unavailable):
    """A service does not accept the key. ``said`` is the reason it gave."""

    def __init__(self, message: str, said: str = "") -> None:
        self.said = said
        super().__init__(message)


class ModelFault(Unavailable):
    """A model gave no usable answer. Wait ``pause`` seconds before asking it again."""

    def __init__(self, fault: Fault, says: str, pause: float = 0.0) -> None:
        self.fault: Fault = fault
        self.pause = pause
        super().__init__(says)
