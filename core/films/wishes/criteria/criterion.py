"""A criterion: everything there is to know about one condition of a wish, in one row."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from core.films.recommending.features import (
    CatalogueStatistics,
)
from core.films.titles.values import Kind
from core.films.wishes.criteria.loosening import Loosening
from core.films.wishes.criteria.shapes import Shape
from core.films.wishes.wish import LastingCondition, Wish
from core.storage.sqltext import Sql
from core.words.speech import Speech


@dataclass(frozen=True, slots=True)
class Floor:
    """The votes and the rating a title needs where the wish does not say, and the most votes it may
    have.
    """

    votes: int = 0
    rating: float = 0.0
    votes_max: int | None = None


# A hidden gem has a high rating at IMDb (of ten), and few votes.
GEM_RATING = 7.0
GEM_VOTES = 60_000
GEMS = Floor(votes=300, rating=GEM_RATING, votes_max=GEM_VOTES)
ANYTHING = Floor()


@dataclass(frozen=True, slots=True)
class Query:
    """A wish, further conditions on ``titles``, ids to exclude, and the floor.

    ``region`` is where titles must be available to stream; streaming services are not checked
    without one. ``from_source`` says that an outside source found the titles: TMDB's ratings stand
    in where IMDb's are missing.
    """

    wish: Wish
    conditions: tuple[Sql, ...] = ()
    exclude: tuple[int, ...] = ()
    floor: Floor = Floor()
    region: str | None = None
    from_source: bool = False

    def for_wish(self, wish: Wish) -> "Query":
        """The same query for another wish."""
        return replace(self, wish=wish)


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Candidates from an outside source, and the conditions it could not check.

    ``complete_only`` leaves out titles whose facts are not all known yet, where ``unchecked`` needs
    them. ``rankings`` are ids by similarity, best first.
    """

    ids: tuple[int, ...]
    unchecked: Wish
    complete_only: bool = False
    rankings: tuple[tuple[int, ...], ...] = ()


class QueryContext(NamedTuple):
    """What SQL is built from: the query, and the database it is for."""

    query: Query
    statistics: CatalogueStatistics
    dialect: str


@dataclass(frozen=True, slots=True)
class LookupCondition:
    """A condition that another table answers: the ids of the titles that meet it, a test for one
    title, and about how many meet it.
    """

    ids: Sql
    test: Sql
    titles: int


Parameters = dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class TmdbNames:
    """TMDB's ids for the names in a wish. TMDB does not know the names that are missing."""

    people: Mapping[str, int] = field(default_factory=dict)
    keywords: Mapping[str, int] = field(default_factory=dict)
    providers: tuple[int, ...] = ()
    region: str | None = None


@dataclass(frozen=True, slots=True)
class DiscoverSearch:
    """A wish to look for among films or series. Few titles meet one that is ``narrow``."""

    kind: Kind
    wish: Wish
    names: TmdbNames
    today: date
    narrow: bool = False

    @property
    def dated(self) -> str:
        """TMDB's name for the release date of this kind."""
        return "primary_release_date" if self.kind == "movie" else "first_air_date"


@dataclass(frozen=True, slots=True)
class DiscoverTerms:
    """The parameters of a criterion, and what they leave to be checked: the new values of fields of
    the wish. Fields that are not named stay as they are.
    """

    parameters: Parameters = field(default_factory=dict)
    unchecked: Mapping[str, object] = field(default_factory=dict)


def discover_ids(ids: list[int], alternatives: bool) -> str:
    """Ids the way TMDB combines them: any of them, or all."""
    separator = "|" if alternatives else ","
    return separator.join(map(str, dict.fromkeys(ids)))


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


def unwanted(things: Iterable[str]) -> Iterator[LeadPart]:
    """The parts for things that are not wanted."""
    return (LeadPart(LeadPosition.UNWANTED, one) for one in things)


def joint(wish: Wish, field: str) -> str:
    """How the values of a field are joined in words: as alternatives, or as all wanted."""
    return "or" if field in wish.any else "and"


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
      faster. Both are asked only where a field is set, ``conditions`` always if ``by_default``.
    - ``words``: how it is described to the user where a field is set.
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
    by_default: bool = False
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


class Criteria:
    """Criteria in the order of the model's prompt. Raises ValueError where two read the same
    field.
    """

    def __init__(self, *rows: Criterion) -> None:
        self._rows = rows
        self._by_name: dict[str, Criterion] = {}
        for row in rows:
            self._by_name |= dict.fromkeys((row.name, *row.fields), row)
        if len(self.fields) != sum(len(row.fields) for row in rows):
            raise ValueError("a field of a wish belongs to one criterion")

    def __iter__(self) -> Iterator[Criterion]:
        return iter(self._rows)

    def named(self, name: str) -> Criterion:
        """The criterion of that name or with a field of that name. Raises KeyError for none."""
        return self._by_name[name]

    def fields_of(self, name: str) -> tuple[str, ...]:
        """The field of that name, or all fields that can be relaxed of the criterion of that
        name.
        """
        row = self.named(name)
        if name in row.fields or row.loosening is None:
            return (name,)
        return row.loosening.fields

    @cached_property
    def fields(self) -> Mapping[str, Shape]:
        """Every field of a wish with the values it takes."""
        fields: dict[str, Shape] = {}
        for row in self._rows:
            fields |= row.fields
        return fields

    @cached_property
    def loosenings(self) -> tuple[Loosening, ...]:
        """How the criteria can be relaxed, in the order to try where nothing else decides."""
        rows = [row.loosening for row in self._rows if row.loosening]
        return tuple(sorted(rows, key=lambda loosening: loosening.rarity))

    @cached_property
    def lasting(self) -> tuple[LastingCondition, ...]:
        """What users can set for good."""
        return tuple(row.lasting for row in self._rows if row.lasting)

    @property
    def prompt(self) -> str:
        """What the model is told about a wish, line by line."""
        lines = "\n".join(row.prompt for row in self._rows)
        return lines.replace("\n`", " `")

    def asked(self, wish: Wish) -> Iterator[Criterion]:
        """The criteria that a wish sets."""
        return (row for row in self._rows if row.set_in(wish))

    def conditions(self, context: QueryContext) -> Iterator[Sql]:
        """The SQL conditions of a query's wish, except the lookups."""
        for row in self._rows:
            if row.conditions and (row.by_default or row.set_in(context.query.wish)):
                yield from row.conditions(context)

    def lookups(self, context: QueryContext) -> list[LookupCondition]:
        """The conditions of a query's wish that other tables answer."""
        asked = (row.lookups for row in self.asked(context.query.wish) if row.lookups)
        return list(chain.from_iterable(lookups(context) for lookups in asked))

    def needs_facts(self, wish: Wish) -> bool:
        """Whether the entries of TMDB's lists are too little to test a wish."""
        return any(row.needs_facts and row.set_in(wish) for row in self._rows)

    def narrow(self, wish: Wish) -> bool:
        """Whether few titles can meet a wish."""
        return any(row.narrows and getattr(wish, row.narrows) for row in self._rows)

    def unchecked(self, wish: Wish, region: str | None) -> tuple[str, ...]:
        """The fields of a wish that cannot be tested, for want of a region."""
        if region:
            return ()
        fields = chain.from_iterable(row.fields for row in self._rows if row.needs_region)
        return tuple(name for name in fields if getattr(wish, name))

    @cached_property
    def options(self) -> Mapping[str, str]:
        """The options of forms, and the field each fills."""
        options: dict[str, str] = {}
        for row in self._rows:
            options |= row.form
        return options

    def filled(self, options: Mapping[str, object]) -> dict[str, Any]:
        """The fields of a wish for the options of a form. An option left empty is None."""
        fields: dict[str, Any] = {}
        for option, name in self.options.items():
            value = options.get(option)
            if value is not None:
                fields[name] = (value,) if self.fields[name].several else value
        return fields
