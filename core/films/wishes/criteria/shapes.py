"""The values a field of a wish takes when a model or a form fills it in."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Whole:
    """An integer between two bounds, inclusive."""

    least: int
    most: int
    several: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number between two bounds, inclusive."""

    least: float
    most: float
    several: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several words."""

    choices: tuple[str, ...]
    several: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """A list of words, each one of several."""

    choices: tuple[str, ...]
    several: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list of codes, each matching a regular expression."""

    pattern: str
    several: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class NameList:
    """A list of names or phrases in free text."""

    several: ClassVar[bool] = True


Shape = Whole | Decimal | Choice | ChoiceList | CodeList | NameList
