"""What a user sets for good: the things they never want, and their age limit."""

from core.films.wishes.criteria import CRITERIA, Criteria
from core.films.wishes.wish import Wish


def lasting_part(wish: Wish, criteria: Criteria = CRITERIA) -> Wish:
    """The conditions of a wish that a user can set for good."""
    names = [condition.field for condition in criteria.lasting]
    return type(wish)(**{name: getattr(wish, name) for name in names})


def combined(one: Wish, other: Wish, criteria: Criteria = CRITERIA) -> Wish:
    """The lasting conditions of both wishes; of two limits the stricter."""
    result = type(one)()
    for condition in criteria.lasting:
        result = result.with_(**condition.combined(one, other))
    return result


def applied(wish: Wish, lasting: Wish, criteria: Criteria = CRITERIA) -> Wish:
    """The wish with the lasting conditions added. What the wish itself asks for is not excluded."""
    narrower = wish
    for condition in criteria.lasting:
        narrower = narrower.with_(**condition.applied(wish, lasting))
    return narrower
