"""What can go wrong, as one tree.

UnwatchedError
├── ConfigurationError      the operator must mend something: says what, where, how
│   └── SchemaError         the database does not fit this version of the program
├── CatalogueFileError      a catalogue file has bad lines
├── Missing                 a service does not have, or no longer has, what was asked for
└── Unavailable             a service or model cannot answer now; something else may
    ├── KeyRefused          a service does not accept the operator's key
    └── ModelFault          a model's server gave no answer that can be used; ``fault`` says what kind of trouble it is
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
    """The root of every error the program raises on purpose. Its text is a sentence for a person."""


class ConfigurationError(UnwatchedError):
    """A setting, path or server is wrong; the text says what, where and how to mend it."""


class SchemaError(ConfigurationError):
    """The database's schema is newer than the program or lacks columns, or a migration failed."""


class CatalogueFileError(UnwatchedError):
    """A catalogue file cannot be imported; ``faults`` are sentences that name their lines."""

    def __init__(self, path: str, faults: list[str]) -> None:
        self.faults = faults
        shown = "\n".join(f"  {fault}" for fault in faults[:20])
        more = f"\n  and {len(faults) - 20} more" if len(faults) > 20 else ""
        super().__init__(f"{path}: nothing was imported, {len(faults)} bad line(s):\n{shown}{more}")


class Missing(UnwatchedError):
    """A service does not have what was asked for."""


class Unavailable(UnwatchedError):
    """A service cannot answer just now."""


class KeyRefused(Unavailable):
    """A service does not accept the key; ``said`` is its own word on why."""

    def __init__(self, message: str, said: str = "") -> None:
        self.said = said
        super().__init__(message)


class ModelFault(Unavailable):
    """A model gave no answer. ``pause`` is for how many seconds asking again is useless."""

    def __init__(self, fault: Fault, says: str, pause: float = 0.0) -> None:
        self.fault: Fault = fault
        self.pause = pause
        super().__init__(says)
