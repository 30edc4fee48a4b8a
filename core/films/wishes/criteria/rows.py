"""All criteria together, and what is read from them again and again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Any

from core.films.wishes.criteria.ask import Link, Query
from core.films.wishes.criteria.criterion import Criterion
from core.films.wishes.criteria.loosening import Loosening
from core.films.wishes.criteria.shapes import Shape
from core.films.wishes.criteria.standing import Standing
from core.films.wishes.wish import Wish
from core.storage.pieces import Sql


class Criteria:
    """Criteria in the order they are told in. Raises ValueError where two read the same field."""

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
        """The criterion of that name, or of the field of that name. Raises KeyError for none."""
        return self._by_name[name]

    def fields_of(self, name: str) -> tuple[str, ...]:
        """The field of that name, or all that give way of the criterion of that name."""
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
        """What can give way, in the order it does where nothing else tells."""
        rows = [row.loosening for row in self._rows if row.loosening]
        return tuple(sorted(rows, key=lambda loosening: loosening.rarity))

    @cached_property
    def standing(self) -> tuple[Standing, ...]:
        """What can stand for good."""
        return tuple(row.standing for row in self._rows if row.standing)

    @property
    def prompt(self) -> str:
        """What a model is told of a wish, line by line."""
        lines = "\n".join(row.prompt for row in self._rows)
        return lines.replace("\n`", " `")

    def conditions(self, query: Query) -> Iterator[Sql]:
        """What the wish asks of a title, in SQL, apart from what ``links`` say."""
        for conditions in self._conditions:
            yield from conditions(query)

    def links(self, query: Query) -> list[Link]:
        """What the wish asks that other tables answer."""
        return list(chain.from_iterable(links(query) for links in self._links))

    def needs_facts(self, wish: Wish) -> bool:
        """Whether a wish can be judged only with more facts than TMDB's lists tell."""
        return any(row.needs_facts and row.set_in(wish) for row in self._rows)

    def narrow(self, wish: Wish) -> bool:
        """Whether few titles can meet a wish."""
        return any(row.narrows and getattr(wish, row.narrows) for row in self._rows)

    def unchecked(self, wish: Wish, region: str | None) -> tuple[str, ...]:
        """The fields of a wish that cannot be looked at without a region."""
        if region:
            return ()
        fields = chain.from_iterable(row.fields for row in self._rows if row.needs_region)
        return tuple(name for name in fields if getattr(wish, name))

    @cached_property
    def options(self) -> Mapping[str, str]:
        """The options of forms, with the field each fills."""
        options: dict[str, str] = {}
        for row in self._rows:
            options |= row.form
        return options

    def filled(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that the options of a form fill. An option that is not given is None."""
        given = {name: options.get(option) for option, name in self.options.items()}
        return {
            name: self._value(name, value) for name, value in given.items() if value is not None
        }

    def _value(self, name: str, value: Any) -> Any:
        return (value,) if self.fields[name].several else value

    @cached_property
    def _conditions(self) -> tuple[Callable[[Query], Iterable[Sql]], ...]:
        return tuple(row.conditions for row in self._rows if row.conditions)

    @cached_property
    def _links(self) -> tuple[Callable[[Query], Iterable[Link]], ...]:
        return tuple(row.links for row in self._rows if row.links)
