"""Conditions that another table answers."""

from collections.abc import Iterable, Iterator

from core.films.wishes.criteria.query import LookupCondition
from core.storage.sqltext import either, joined


def alternatives(conditions: Iterable[LookupCondition], any_of: bool) -> Iterator[LookupCondition]:
    """The conditions, or with ``any_of`` a single one: that a title meets any of them."""
    listed = list(conditions)
    if not any_of or len(listed) < 2:
        yield from listed
        return
    ids = joined(" UNION ALL ", (one.ids for one in listed))
    test = either(one.test for one in listed)
    yield LookupCondition(ids, test, sum(one.titles for one in listed))
