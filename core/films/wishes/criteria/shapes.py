"""What values a field of a wish takes, as far as somebody outside may fill it in."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, both ends included."""

    least: int
    most: int
    several: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number, both ends included."""

    least: float
    most: float
    several: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several words."""

    choices: tuple[str, ...]
    several: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Choices:
    """A list of some of several words."""

    choices: tuple[str, ...]
    several: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Codes:
    """A list of codes of a standard, by the regular expression they match."""

    pattern: str
    several: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names and phrases in free text."""

    several: ClassVar[bool] = True


Shape = Whole | Decimal | Choice | Choices | Codes | Names
