"""A criterion: everything there is to know about one condition of a wish, in one row."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from core.films.wishes.criteria.lasting import LastingCondition
from core.films.wishes.criteria.loosening import Loosening
from core.films.wishes.criteria.query import LookupCondition, QueryContext
from core.films.wishes.criteria.shapes import Shape
from core.films.wishes.criteria.tmdb import DiscoverSearch, DiscoverTerms
from core.films.wishes.wish import Wish
from core.storage.sqltext import Sql
from core.words.speech import Speech


class LeadPosition(IntEnum):
    """The order of the parts in a line that describes a wish: "comedies, like Big, heist, 1990s".

    A ``NOUN`` says what is wanted, where the line does not already begin with it. All that is
    ``UNWANTED`` forms one phrase: "no horror or Tom Cruise".
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


class LeadPart(NamedTuple):
    """A part of that line."""

    position: LeadPosition
    text: str


def _no_terms(_: DiscoverSearch) -> DiscoverTerms:
    return DiscoverTerms()


def _no_words(_: Wish, __: Speech) -> Iterator[LeadPart]:
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One condition of a wish, as requests, lists, TMDB, the model, forms and phrases need it.

    - ``fields``: the fields of Wish it reads, with the values they take.
    - ``prompt``: what the model is told about them. A text that does not begin with "- " continues
      the line before.
    - ``conditions``: its SQL on ``titles``. ``lookups``: the conditions that another table answers
      faster. Neither reads a field that is not set.
    - ``words``: how it is described to the user.
    - ``loosening``: how it is relaxed where nothing fits; without one it never is. ``let_go``: how
      a dropped value is described.
    - ``tmdb``: its parameters for TMDB's /discover; None where TMDB has nothing that fits.
    - ``needs_facts``: whether a title's entry in one of TMDB's lists is too little to test it.
    - ``narrows``: the field that leaves few titles when it is set.
    - ``needs_region``: whether it can be tested only for a region.
    - ``lasting``: how users can set it for good.
    - ``form``: the options of forms, and the field each fills.
    """

    name: str
    fields: Mapping[str, Shape]
    prompt: str
    conditions: Callable[[QueryContext], Iterable[Sql]] | None = None
    lookups: Callable[[QueryContext], Iterable[LookupCondition]] | None = None
    words: Callable[[Wish, Speech], Iterable[LeadPart]] = _no_words
    loosening: Loosening | None = None
    let_go: Callable[[str, Speech], str] | None = None
    tmdb: Callable[[DiscoverSearch], DiscoverTerms | None] = _no_terms
    needs_facts: bool = True
    narrows: str | None = None
    needs_region: bool = False
    lasting: LastingCondition | None = None
    form: Mapping[str, str] = field(default_factory=dict)

    def set_in(self, wish: Wish) -> bool:
        """Whether a wish sets any of its fields."""
        return any(getattr(wish, name) not in (None, ()) for name in self.fields)


def phrase(key: str) -> Callable[[str, Speech], str]:
    """Words that are the same for every value."""
    return lambda _, t: t(key)
