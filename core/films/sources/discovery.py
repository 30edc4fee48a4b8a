"""A wish as parameters of TMDB's /discover, and the conditions these leave to be checked. Pure."""

from dataclasses import dataclass
from datetime import date

from core.films.titles.values import Kind
from core.films.wishes.criteria import CRITERIA, Criteria
from core.films.wishes.criteria.criterion import DiscoverSearch, Parameters, TmdbNames
from core.films.wishes.wish import Wish


@dataclass(frozen=True, slots=True)
class Discovery:
    """The parameters, the conditions left to be checked, and whether checking them needs all the
    facts of a title.
    """

    conditions: Parameters
    unchecked: Wish
    needs_facts: bool


def needs_facts(wish: Wish, criteria: Criteria = CRITERIA) -> bool:
    """Whether the entries of TMDB's lists are too little to check a wish."""
    return criteria.needs_facts(wish)


def discovery(
    kind: Kind, wish: Wish, names: TmdbNames, today: date, criteria: Criteria = CRITERIA
) -> Discovery | None:
    """How to look for a wish among films or series. None where TMDB cannot: it has no such genre or
    does not know the people.
    """
    search = DiscoverSearch(kind, wish, names, today, criteria.narrow(wish))
    parameters: Parameters = {}
    changes: dict[str, object] = {}
    for row in criteria:
        terms = row.tmdb(search)
        if terms is None:
            return None
        # A criterion's own parameters go before those the order of results needs.
        parameters = terms.parameters | parameters
        changes |= terms.unchecked
    unchecked = wish.with_(**changes)
    return Discovery(parameters, unchecked, needs_facts(unchecked, criteria))
