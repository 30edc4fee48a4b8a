"""What asks for a title by name, or about one."""

from dataclasses import dataclass
from typing import Literal, get_args

from core.dialogue.intents import Intent

Question = Literal["trailer", "where", "why", "cast", "director", "runtime", "rating", "plot"]
QUESTIONS: tuple[Question, ...] = get_args(Question)


@dataclass(frozen=True, slots=True)
class FindTitle(Intent):
    """Show a title by name, or answer a question about it; with ``franchise``, show the whole
    franchise of that name.
    """

    title: str
    year: int | None = None
    question: Question | None = None
    franchise: bool = False


@dataclass(frozen=True, slots=True)
class AboutLast(Intent):
    """A question about the card on show, or about the one at ``position`` (from 1) of the
    results.
    """

    question: Question
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Compare(Intent):
    """Which of these? By name, or by position (from 1) in the results."""

    titles: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AskTitle(Intent):
    """A question about one title, by id; without a question, its details."""

    title_id: int
    question: Question | None = None
