"""Titles of one name and year, told apart."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from core.dialogue.replies import Button
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.titles.values import Title, TitleName
from core.presentation.cards import named
from core.presentation.intents import OpenTitle
from core.presentation.paging import Row, in_pairs
from core.words.speech import Speech

Trait = Callable[[Title, Speech], str]


async def labels(
    catalogue: Catalogue, titles: Iterable[Title | TitleName], t: Speech
) -> dict[int, str]:
    """What buttons, lists and completion call each title, by id: its name and year, and where
    several share these, what sets them apart.
    """
    called = {title.id: named(title) for title in titles}
    times = Counter(called.values())
    twins = [title_id for title_id, label in called.items() if times[label] > 1]
    if twins:
        called |= dict(_told_apart(await catalogue.titles(twins, t.language), t))
    return called


async def choice_rows(turn: Turn, titles: Iterable[Title | TitleName]) -> tuple[Row, ...]:
    """One button a title, two in a row."""
    called = await labels(turn.use(Catalogue), titles, turn.t)
    return in_pairs(Button(label, OpenTitle(title_id)) for title_id, label in called.items())


def _told_apart(twins: Iterable[Title], t: Speech) -> Iterator[tuple[int, str]]:
    for label, group in groupby(sorted(twins, key=named), key=named):
        alike = list(group)
        for title, trait in zip(alike, _traits(alike, t), strict=True):
            yield title.id, t("found.twin", title=label, trait=trait)


def _traits(alike: Sequence[Title], t: Speech) -> list[str]:
    """What each has that no other has: the first trait by which all differ."""
    for trait in _TRAITS:
        found = [trait(title, t) for title in alike]
        if all(found) and len(set(found)) == len(found):
            return found
    return [str(title.id) for title in alike]


def _makers(title: Title, t: Speech) -> str:
    return t.listing(maker.name for maker in title.directors)


def _country(title: Title, t: Speech) -> str:
    return t.country(title.countries[0]) if title.countries else ""


def _length(title: Title, t: Speech) -> str:
    return t.minutes(title.runtime) if title.runtime else ""


_TRAITS: tuple[Trait, ...] = (_makers, _country, _length)
