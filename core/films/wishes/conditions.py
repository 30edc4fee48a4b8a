"""What is asked as conditions on titles: those of the wish, and what is never suggested."""

from collections.abc import Iterator
from dataclasses import replace

from core.films.taxonomy.genres import mask
from core.films.wishes.criteria import CRITERIA, Criteria
from core.films.wishes.criteria.ask import Ask, Floor, Link, Query, Vouched
from core.films.wishes.criteria.orders import order_of
from core.films.wishes.programmes import unasked
from core.films.wishes.wish import Wish
from core.storage.pieces import Sql, one_of
from core.storage.store import Repository, Store

# For adults only, withdrawn by TMDB or expired, or another title once more.
SHOWABLE = Sql(
    "titles.adult IS FALSE"
    " AND NOT EXISTS (SELECT 1 FROM withdrawn_titles WHERE withdrawn_titles.title_id = titles.id)"
    " AND titles.id NOT IN (SELECT duplicate_titles.title_id FROM duplicate_titles)"
)


class Filters(Repository):
    """Conditions made of the criteria of a wish."""

    def __init__(self, store: Store, criteria: Criteria = CRITERIA) -> None:
        super().__init__(store)
        self.criteria = criteria

    def links(self, query: Query) -> list[Link]:
        """What of the wish other tables answer."""
        return self.criteria.links(query)

    def plain(self, query: Query) -> list[Sql]:
        """All that a suggestion must be, apart from what the links say."""
        ask = query.ask
        wanted = self.criteria.conditions(query)
        return [*wanted, *_programmes(ask), *_sortable(ask.wish), *_excluded(ask), *_never(ask)]

    def suggestible(self, query: Query) -> list[Sql]:
        """All that a suggestion must be."""
        return [*self.plain(query), *(link.test for link in self.links(query))]

    def fitting(self, query: Query) -> list[Sql]:
        """That a title is as the wish says, whether or not it may be suggested: for the person's own
        lists.
        """
        tests = [link.test for link in self.links(query)]
        return [*self.criteria.conditions(query), *_excluded(query.ask), *tests]

    def vouched_for(self, query: Query, vouched: Vouched) -> list[Sql]:
        """That a title is one of those vouched for, and meets what was left to check."""
        ask = replace(query.ask, wish=vouched.left, floor=Floor(), vouched=True)
        in_full = [Sql("titles.facts_checked_at IS NOT NULL")] if vouched.in_full else []
        left = self.suggestible(query._replace(ask=ask))
        return [one_of("titles.id", vouched.ids), *left, *in_full]


def _programmes(ask: Ask) -> Iterator[Sql]:
    """What an outside source vouches for has been through this already, on the whole wish."""
    if not ask.vouched and (genres := unasked(ask.wish)):
        yield Sql(f"(titles.main_mask & {mask(genres)}) = 0")


def _sortable(wish: Wish) -> Iterator[Sql]:
    """What is suggested by year or length has one."""
    known = order_of(wish.sort).known
    if known:
        yield known


def _excluded(ask: Ask) -> Iterator[Sql]:
    if ask.exclude:
        yield ~one_of("titles.id", ask.exclude)


def _never(ask: Ask) -> Iterator[Sql]:
    yield SHOWABLE
    yield from ask.ruled_out
