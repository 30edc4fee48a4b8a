"""The SQL conditions of a query: those of its wish, and those every suggestion meets."""

from collections.abc import Iterator
from dataclasses import replace

from core.films.taxonomy.genres import mask
from core.films.wishes.criteria import CRITERIA, Criteria
from core.films.wishes.criteria.orders import order_of
from core.films.wishes.criteria.query import (
    Floor,
    LookupCondition,
    Query,
    QueryContext,
    Shortlist,
)
from core.films.wishes.programmes import unasked
from core.films.wishes.wish import Wish
from core.storage.sqltext import Sql, one_of
from core.storage.store import Repository, Store

# Not for adults only, not withdrawn by TMDB or expired, and not a duplicate of another title.
SHOWABLE = Sql(
    "titles.adult IS FALSE"
    " AND NOT EXISTS (SELECT 1 FROM withdrawn_titles WHERE withdrawn_titles.title_id = titles.id)"
    " AND titles.id NOT IN (SELECT duplicate_titles.title_id FROM duplicate_titles)"
)
_COMPLETE = Sql("titles.facts_checked_at IS NOT NULL")


class Filters(Repository):
    """Builds the conditions of queries from the criteria."""

    def __init__(self, store: Store, criteria: Criteria = CRITERIA) -> None:
        super().__init__(store)
        self.criteria = criteria

    def lookups(self, context: QueryContext) -> list[LookupCondition]:
        """The conditions of the wish that other tables answer."""
        return self.criteria.lookups(context)

    def on_titles(self, context: QueryContext) -> list[Sql]:
        """Every condition on a suggestion except the lookups."""
        query = context.query
        conditions = [*self.criteria.conditions(context)]
        conditions += _programmes(query)
        conditions += _sortable(query.wish)
        conditions += _excluded(query)
        return [*conditions, SHOWABLE, *query.conditions]

    def suggestible(self, context: QueryContext) -> list[Sql]:
        """Every condition on a suggestion."""
        tests = [lookup.test for lookup in self.lookups(context)]
        return [*self.on_titles(context), *tests]

    def fitting(self, context: QueryContext) -> list[Sql]:
        """The conditions of the wish alone, for a user's own lists: titles that are never suggested
        belong there too.
        """
        tests = [lookup.test for lookup in self.lookups(context)]
        return [*self.criteria.conditions(context), *_excluded(context.query), *tests]

    def shortlisted(self, context: QueryContext, shortlist: Shortlist) -> list[Sql]:
        """That a title is on the shortlist and meets the conditions its source did not check."""
        wish = shortlist.unchecked
        query = replace(context.query, wish=wish, floor=Floor(), from_source=True)
        conditions = [one_of("titles.id", shortlist.ids)]
        conditions += self.suggestible(context._replace(query=query))
        if shortlist.complete_only:
            conditions.append(_COMPLETE)
        return conditions


def _programmes(query: Query) -> Iterator[Sql]:
    """No news, reality or talk shows nobody asked for. A source's titles were tested for that
    already, with the whole wish.
    """
    if query.from_source:
        return
    if genres := unasked(query.wish):
        yield Sql(f"(titles.main_mask & {mask(genres)}) = 0")


def _sortable(wish: Wish) -> Iterator[Sql]:
    """Titles sorted by year or length must have one."""
    required = order_of(wish.sort).required
    if required:
        yield required


def _excluded(query: Query) -> Iterator[Sql]:
    if query.exclude:
        yield ~one_of("titles.id", query.exclude)
