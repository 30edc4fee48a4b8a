"""All criteria together, and what is derived from them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Any

from core.films.wishes.criteria.criterion import Criterion
from core.films.wishes.criteria.lasting import LastingCondition
from core.films.wishes.criteria.loosening import Loosening
from core.films.wishes.criteria.query import LookupCondition, QueryContext
from core.films.wishes.criteria.shapes import Shape
from core.films.wishes.wish import Wish
from core.storage.sqltext import Sql


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

    def conditions(self, context: QueryContext) -> Iterator[Sql]:
        """The SQL conditions of a query's wish, except the lookups."""
        for conditions in self._conditions:
            yield from conditions(context)

    def lookups(self, context: QueryContext) -> list[LookupCondition]:
        """The conditions of a query's wish that other tables answer."""
        return list(chain.from_iterable(lookups(context) for lookups in self._lookups))

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

    def filled(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a wish for the options of a form. An option left empty is None."""
        fields: dict[str, Any] = {}
        for option, name in self.options.items():
            value = options.get(option)
            if value is not None:
                fields[name] = (value,) if self.fields[name].several else value
        return fields

    @cached_property
    def _conditions(self) -> tuple[Callable[[QueryContext], Iterable[Sql]], ...]:
        return tuple(row.conditions for row in self._rows if row.conditions)

    @cached_property
    def _lookups(self) -> tuple[Callable[[QueryContext], Iterable[LookupCondition]], ...]:
        return tuple(row.lookups for row in self._rows if row.lookups)
