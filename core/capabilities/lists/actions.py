"""Reading the lists and figures of a user."""

from dataclasses import dataclass

from core.dialogue.turn import Work
from core.films.finding.catalogue import Catalogue
from core.films.titles.values import TitleName
from core.films.wishes.criteria import CRITERIA
from core.films.wishes.wish import Wish
from core.library.marks import Marks
from core.library.opinions import ListStatus, MarkStatistics

LONGEST = 400  # titles of one list; nobody turns more pages


@dataclass(frozen=True, slots=True)
class ListWanted:
    """A list of the user's: what of it fits ``wish``, with the ids of the titles that those of the
    list shall be like and unlike.
    """

    status: ListStatus
    wish: Wish = Wish()
    like_ids: tuple[int, ...] = ()
    unlike_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedTitles:
    """The titles of a list, and how many there are in all; ``unchecked`` where a condition of the
    wish could not be looked at.
    """

    titles: tuple[TitleName, ...]
    total: int
    unchecked: bool = False


async def list_titles(work: Work, wanted: ListWanted, limit: int = LONGEST) -> ListedTitles:
    """The titles of a list, in the order of its wish, else with the newest mark first."""
    region = work.region if work.use(Catalogue).live else None  # nobody knows without TMDB
    titles, total = await work.use(Marks).listed(
        work.user.id,
        wanted.status,
        wanted.wish,
        work.language,
        limit,
        0,
        like_ids=wanted.like_ids,
        unlike_ids=wanted.unlike_ids,
        region=region,
    )
    return ListedTitles(tuple(titles), total, bool(CRITERIA.unchecked(wanted.wish, region)))


async def mark_statistics(work: Work) -> MarkStatistics:
    """Figures about what the user marked."""
    return await work.use(Marks).statistics(work.user.id, work.language)
