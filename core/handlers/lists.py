"""What the person marked: the lists and the figures."""

from core.chat import Reply
from core.handlers.shelves import list_reply, put_shelf
from core.intents import ShowList, Stats
from core.lead import conditions
from core.memory import Pick, Statistics
from core.turn import Turn

LONGEST = 400


async def show_list(intent: ShowList, turn: Turn) -> list[Reply]:
    """One of the lists, newest mark first, filtered by kind, genres and years when asked."""
    names, total = await turn.store.marks.listed(
        turn.person.id, intent.status, intent.wish, turn.t.language, LONGEST, 0
    )
    name = turn.t(f"list.{intent.status}")
    wish = conditions(intent.wish, turn.t)
    filtered = "_filtered" if intent.wish else ""
    if not names:
        return [Reply(turn.t(f"list.empty{filtered}", name=name, wish=wish))]
    head = turn.t(f"list.head{filtered}", name=name, wish=wish, n=total)
    shelf = put_shelf(turn, (Pick(title.id) for title in names), lead=head)
    return [await list_reply(turn, shelf, 0)]


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
