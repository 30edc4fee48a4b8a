"""Finding titles by name, where to watch them, and choosing between several."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from core.dialogue.turn import Work
from core.films.finding.catalogue import Catalogue, Match
from core.films.titles.titles import Titles
from core.films.titles.values import Title, TitleName
from core.films.titles.watching import WhereToWatch
from core.library.marks import Marks
from core.library.opinions import Marked
from core.words.text import fold

_NEAREST = 8  # titles that may be meant by a name
_WITHOUT_REGION = "US"  # where to look for users who have not said where they live

Advantage = Literal["rated", "shorter", "even"]


@dataclass(frozen=True, slots=True)
class FranchiseTitles:
    """The titles of a franchise in order, and its name in the user's language."""

    name: str
    titles: tuple[TitleName, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """Several titles and which of them to watch, None where all have been ``seen``; ``advantages``
    are over the ``others`` that have not.
    """

    titles: tuple[Title, ...]
    best: Title | None
    seen: tuple[Title, ...] = ()
    others: tuple[Title, ...] = ()
    advantages: tuple[Advantage, ...] = ()


async def search_titles(
    work: Work, name: str, year: int | None = None, limit: int = _NEAREST
) -> list[Match]:
    """Titles by name, the nearest first."""
    catalogue = work.use(Catalogue)
    return await catalogue.search(name, year=year, language=work.language, limit=limit)


async def find_franchise(work: Work, name: str) -> FranchiseTitles | None:
    """A franchise of two or more titles."""
    titles = await work.use(Catalogue).franchise(name, work.language)
    if len(titles) < 2:
        return None
    return FranchiseTitles(await _franchise_name(work, name), tuple(titles))


async def where_to_watch(work: Work, title: Title) -> WhereToWatch | None:
    """Where a title can be watched in the user's region; None where nobody knows."""
    return await work.use(Catalogue).where(title.id, work.region or _WITHOUT_REGION)


async def compare_titles(work: Work, title_ids: Sequence[int]) -> Contest | None:
    """The best rated of some titles among those the user has not seen; None for fewer than two."""
    titles = await work.use(Catalogue).titles(title_ids, work.language)
    if len(titles) < 2:
        return None
    return _decided(tuple(titles), await _unseen(work, titles))


def _decided(titles: tuple[Title, ...], fresh: Sequence[Title]) -> Contest:
    seen = _without(titles, fresh)
    if not fresh:
        return Contest(titles, None, seen)
    best = max(fresh, key=_esteem)
    others = _without(fresh, [best])
    return Contest(titles, best, seen, others, _advantages(best, others))


def _without(titles: Iterable[Title], left_out: Collection[Title]) -> tuple[Title, ...]:
    return tuple(title for title in titles if title not in left_out)


def highest_rating(titles: Sequence[Title]) -> float:
    """The rating of the best rated of some titles, 0 where none is rated."""
    return max((title.imdb_rating or 0 for title in titles), default=0)


async def _unseen(work: Work, titles: Sequence[Title]) -> list[Title]:
    marks = await work.use(Marks).of(work.user.id, [title.id for title in titles])
    return [title for title in titles if _is_fresh(marks.get(title.id))]


def _is_fresh(marked: Marked | None) -> bool:
    """Whether a title is still to be watched."""
    return marked is None or marked.status in ("none", "later")


def _esteem(title: Title) -> tuple[float, int]:
    return title.imdb_rating or 0, title.imdb_votes or 0


def _advantages(best: Title, others: Sequence[Title]) -> tuple[Advantage, ...]:
    if not others:
        return ()
    return tuple(_found_advantages(best, others)) or ("even",)


def _found_advantages(best: Title, others: Sequence[Title]) -> Iterator[Advantage]:
    if (best.imdb_rating or 0) > highest_rating(others):
        yield "rated"
    if best.runtime and all(best.runtime < (title.runtime or 0) for title in others):
        yield "shorter"


async def _franchise_name(work: Work, name: str) -> str:
    """The franchise's name in the user's language, if it is one that has names."""
    for one in await work.use(Titles).franchises():
        if fold(name) in map(fold, one.names.values()):
            return one.names.get(work.language, name)
    return name
