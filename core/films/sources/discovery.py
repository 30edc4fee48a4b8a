"""A wish as parameters of TMDB's /discover, and what of it is left to be checked with the facts of
each title; pure.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.films.titles.values import Kind
from core.films.wishes.criteria import CRITERIA, Criteria
from core.films.wishes.criteria.tmdb import Parameters, Search, TmdbNames
from core.films.wishes.wish import Wish


@dataclass(frozen=True, slots=True)
class Discovery:
    """The parameters, the wish that is left, and whether that can be judged only with all the facts
    of a title.
    """

    conditions: Parameters
    left: Wish
    needs_facts: bool


def needs_facts(left: Wish, criteria: Criteria = CRITERIA) -> bool:
    """Whether a wish can be judged only with more facts than lists tell."""
    return criteria.needs_facts(left)


def discovery(
    kind: Kind, wish: Wish, names: TmdbNames, today: date, criteria: Criteria = CRITERIA
) -> Discovery | None:
    """How to look for a wish among films or series; None when TMDB cannot: nothing there has such a
    genre or such people.
    """
    search = Search(kind, wish, names, today, criteria.narrow(wish))
    parameters: Parameters = {}
    left: dict[str, Any] = {}
    for row in criteria:
        told = row.tmdb(search)
        if told is None:
            return None
        # What a criterion says itself counts before what the order of results needs.
        parameters = told.parameters | parameters
        left |= told.left
    still = wish.with_(**left)
    return Discovery(parameters, still, needs_facts(still, criteria))
