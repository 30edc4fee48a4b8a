"""What the person marked: the lists and the figures."""

from core.chat import Reply
from core.handlers.names import Resolved, quoted, resolve
from core.handlers.shelves import list_reply, put_shelf
from core.intents import ShowList, Stats
from core.lead import conditions
from core.memory import Pick, Statistics
from core.movies.criteria import CRITERIA
from core.movies.titles import TitleName
from core.movies.wish import Wish
from core.turn import Turn

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
    return await turn.store.marks.listed(
        turn.person.id,
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
    return turn.region if turn.catalogue.live else None


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
    figures = await turn.store.marks.statistics(turn.person.id, turn.t.language)
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
        "genres": [(t.genre(slug), n) for slug, n in figures.genres],
        "decades": [(t("lead.decade", year=decade), n) for decade, n in figures.decades],
        "people": list(figures.people),
    }
    for key, counted in rows.items():
        if counted:
            lines.append(t(f"stats.{key}", items=", ".join(f"{name} ({n})" for name, n in counted)))
    return lines
