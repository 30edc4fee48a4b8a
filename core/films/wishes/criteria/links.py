"""Conditions that another table answers, several of them as one."""

from collections.abc import Iterable, Iterator

from core.films.wishes.criteria.ask import Link
from core.storage.pieces import either, joined


def alternatives(links: Iterable[Link], one_will_do: bool) -> Iterator[Link]:
    """The links, or a single one that any of them meets."""
    listed = list(links)
    if one_will_do and len(listed) > 1:
        ids = joined(" UNION ALL ", (link.ids for link in listed))
        yield Link(ids, either(link.test for link in listed), sum(link.titles for link in listed))
    else:
        yield from listed
