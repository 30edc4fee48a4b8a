"""What stands beside every wish of somebody: what they never want, and the age limit of a family."""

from core.films.wishes.criteria import CRITERIA, Criteria
from core.films.wishes.wish import Wish


def lasting(wish: Wish, criteria: Criteria = CRITERIA) -> Wish:
    """What of a wish can stand for good."""
    names = [standing.field for standing in criteria.standing]
    return type(wish)(**{name: getattr(wish, name) for name in names})


def both(one: Wish, other: Wish, criteria: Criteria = CRITERIA) -> Wish:
    """What stands by either; of two limits the stricter."""
    stands = type(one)()
    for standing in criteria.standing:
        stands = stands.with_(**standing.both(one, other))
    return stands


def within(wish: Wish, standing: Wish, criteria: Criteria = CRITERIA) -> Wish:
    """The wish with what stands beside it; what it asks for itself is not excluded this once."""
    narrower = wish
    for one in criteria.standing:
        narrower = narrower.with_(**one.beside(wish, standing))
    return narrower
