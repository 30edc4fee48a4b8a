"""What the person marked: the lists and the figures."""

from core.capabilities.lists.intents import ShowList, Stats
from core.dialogue.replies import Reply
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.recommending.picks import Pick
from core.films.titles.values import TitleName
from core.films.wishes.criteria import CRITERIA
from core.films.wishes.lead import conditions
from core.films.wishes.wish import Wish
from core.films.wording import genre_name
from core.library.marks import Marks
from core.library.values import Statistics
from core.presentation.names import Resolved, quoted, resolve
from core.presentation.shelves import list_reply, put_shelf

LONGEST = 400


async def show_list(intent: ShowList, turn: Turn) -> list[Reply]:
    """One of the lists, filtered and sorted by the wish when asked, else newest mark first."""
    likes = await resolve(turn, intent.wish.like)
    if likes.unknown and not likes.titles:
        return [Reply(turn.t("found.unknown_like", titles=quoted(likes.unknown, turn)))]
    names, total = await listed(intent, turn, LONGEST, likes)
    return [await _told(intent, turn, names, total)]


async def listed(
    intent: ShowList, turn: Turn, limit: int, likes: Resolved
) -> tuple[list[TitleName], int]:
    """The titles of a list that fit, and how many there are."""
    unlike = await resolve(turn, intent.wish.not_like)
    return await turn.use(Marks).listed(
        turn.user.id,
        intent.status,
        intent.wish,
        turn.t.language,
        limit,
        0,
        like_ids=tuple(title.id for title in likes.titles),
        unlike_ids=tuple(title.id for title in unlike.titles),
        region=_region(turn),
    )


def _region(turn: Turn) -> str | None:
    """Where services count; nobody knows without TMDB."""
    return turn.region if turn.use(Catalogue).live else None


async def _told(intent: ShowList, turn: Turn, names: list[TitleName], total: int) -> Reply:
    name = turn.t(f"list.{intent.status}")
    wish = conditions(intent.wish, turn.t)
    filtered = "_filtered" if intent.wish else ""
    notes = _notes(intent.wish, turn)
    if not names:
        return Reply("\n".join([turn.t(f"list.empty{filtered}", name=name, wish=wish), *notes]))
    head = "\n".join([turn.t(f"list.head{filtered}", name=name, wish=wish, n=total), *notes])
    shelf = put_shelf(turn, (Pick(title.id) for title in names), lead=head)
    return await list_reply(turn, shelf, 0)


def _notes(wish: Wish, turn: Turn) -> list[str]:
    """What of the wish could not be looked at."""
    return [turn.t("found.unchecked")] if CRITERIA.unchecked(wish, _region(turn)) else []


async def statistics(_: Stats, turn: Turn) -> list[Reply]:
    """Figures about the person's marks."""
    figures = await turn.use(Marks).statistics(turn.user.id, turn.t.language)
    if not (figures.seen or figures.later or figures.not_interested):
        return [Reply(turn.t("stats.none"))]
    return [Reply("\n".join(_lines(figures, turn)))]


def _lines(figures: Statistics, turn: Turn) -> list[str]:
    t = turn.t
    counts = {
        "seen": figures.seen,
        "later": figures.later,
        "no": figures.not_interested,
        "favourites": figures.favourites,
    }
    lines = [t("stats.counts", **counts)]
    if figures.hours:
        lines.append(t("stats.hours", n=round(figures.hours)))
    if figures.mean_rating:
        lines.append(t("stats.rating", rating=t.rating(figures.mean_rating)))
    rows = {
        "genres": [(genre_name(slug, t), n) for slug, n in figures.genres],
        "decades": [(t("lead.decade", year=decade), n) for decade, n in figures.decades],
        "people": list(figures.people),
    }
    for key, counted in rows.items():
        if counted:
            lines.append(t(f"stats.{key}", items=", ".join(f"{name} ({n})" for name, n in counted)))
    return lines


async def picks(intent: ShowList, turn: Turn, limit: int) -> list[Pick]:
    """The titles of a list, without a dialogue around them."""
    likes = await resolve(turn, intent.wish.like)
    names, _ = await listed(intent, turn, limit, likes)
    return [Pick(name.id) for name in names]
