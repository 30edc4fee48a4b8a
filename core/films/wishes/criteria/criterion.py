"""A criterion: all that is known of one condition of a wish, in one row."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from core.films.wishes.criteria.ask import Link, Query
from core.films.wishes.criteria.loosening import Loosening
from core.films.wishes.criteria.shapes import Shape
from core.films.wishes.criteria.standing import Standing
from core.films.wishes.criteria.tmdb import Search, Told
from core.films.wishes.wish import Wish
from core.storage.pieces import Sql
from core.words.speech import Speech


class Place(IntEnum):
    """Where words stand in the line that says a wish: "comedies, like Big, heist, 1990s, …".

    A ``NOUN`` says what is looked for, where the line does not begin with it. What is ``UNWANTED``
    is said in one phrase: "no horror or Tom Cruise".
    """

    NOUN = 0
    LIKENESS = 1
    SUBJECT = 2
    MEASURE = 3
    ORIGIN = 4
    PERSON = 5
    MOOD = 6
    UNWANTED = 7
    LAST = 8


class Words(NamedTuple):
    """Words, and where they stand."""

    place: Place
    text: str


def _untold(_: Search) -> Told:
    return Told()


def _unsaid(_: Wish, __: Speech) -> Iterator[Words]:
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A condition of a wish: everything that requests, lists, TMDB, a model, forms and the bot's
    words need to know of it.

    ``fields`` are the fields of Wish it reads, with the values they take. ``prompt`` is what a
    model is told of them; a text that does not begin a line ("- ") goes on in the one before.

    ``conditions`` is its SQL on the title of the row at hand; ``links`` are conditions that another
    table answers faster. Neither reads a field that is not set.

    ``words`` say it. ``let_go`` says that a value of it was given up, as ``loosening`` does where
    nothing fits; what has none never gives way.

    ``tmdb`` is what TMDB is told of it; None where nothing there can meet it. ``needs_facts`` is
    false where TMDB's lists tell enough of a title to judge it. ``narrows`` is the field that leaves
    few titles where it is set. ``needs_region`` is true where nothing is known without a region.

    ``standing`` is how it can hold for good. ``form`` names the field each option of a form fills.
    """

    name: str
    fields: Mapping[str, Shape]
    prompt: str
    conditions: Callable[[Query], Iterable[Sql]] | None = None
    links: Callable[[Query], Iterable[Link]] | None = None
    words: Callable[[Wish, Speech], Iterable[Words]] = _unsaid
    loosening: Loosening | None = None
    let_go: Callable[[str, Speech], str] | None = None
    tmdb: Callable[[Search], Told | None] = _untold
    needs_facts: bool = True
    narrows: str | None = None
    needs_region: bool = False
    standing: Standing | None = None
    form: Mapping[str, str] = field(default_factory=dict)

    def set_in(self, wish: Wish) -> bool:
        """Whether a wish says anything of it."""
        return any(getattr(wish, name) not in (None, ()) for name in self.fields)


def phrase(key: str) -> Callable[[str, Speech], str]:
    """Words that are the same whatever the value."""
    return lambda _, t: t(key)
