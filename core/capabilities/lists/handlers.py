"""What the user marked: the lists and the figures."""

from collections.abc import Iterable, Iterator

from core.capabilities.lists.actions import (
    LONGEST,
    ListedTitles,
    ListWanted,
    list_titles,
    mark_statistics,
)
from core.capabilities.lists.intents import ShowList, Stats
from core.dialogue.replies import Fact, Reply, Statistics, TitleList
from core.dialogue.turn import Turn
from core.films.recommending.picks import Pick
from core.films.taxonomy.taxonomy import genre_name
from core.films.titles.values import TitleName
from core.films.wishes.conditions import conditions
from core.library.opinions import MarkStatistics
from core.presentation.lists import list_reply
from core.presentation.shelves import Resolved, put_shelf, quoted, resolve
from core.words.speech import Speech


async def show_list(intent: ShowList, turn: Turn) -> list[Reply]:
    """One of the lists, filtered and sorted by the wish when asked, else newest mark first."""
    likes = await resolve(turn, intent.wish.like)
    if likes.unknown and not likes.titles:
        return [Reply(turn.t("found.unknown_like", titles=quoted(likes.unknown, turn)))]
    wanted = await _wanted(intent, turn, likes)
    return [await _told(intent, turn, await list_titles(turn, wanted, LONGEST))]


async def statistics(_: Stats, turn: Turn) -> list[Reply]:
    """Figures about the user's marks."""
    figures = await mark_statistics(turn)
    if not _anything_marked(figures):
        return [Reply(turn.t("stats.none"))]
    return [Reply(body=Statistics(tuple(_facts(figures, turn.t))))]


def _anything_marked(figures: MarkStatistics) -> bool:
    return bool(figures.seen or figures.later or figures.not_interested)


async def picks(intent: ShowList, turn: Turn, limit: int) -> list[Pick]:
    """The titles of a list, without a dialogue around them."""
    likes = await resolve(turn, intent.wish.like)
    listed = await list_titles(turn, await _wanted(intent, turn, likes), limit)
    return _picks(listed.titles)


def nothing(intent: ShowList, turn: Turn) -> str:
    """That there is nothing on a list."""
    wish = conditions(intent.wish, turn.t)
    name = turn.t(f"list.{intent.status}")
    return turn.t("list.none_for" if wish else "list.none", name=name, wish=wish)


async def _wanted(intent: ShowList, turn: Turn, likes: Resolved) -> ListWanted:
    unlike = await resolve(turn, intent.wish.not_like)
    return ListWanted(intent.status, intent.wish, _ids(likes.titles), _ids(unlike.titles))


def _picks(titles: Iterable[TitleName]) -> list[Pick]:
    return [Pick(title.id) for title in titles]


def _ids(titles: Iterable[TitleName]) -> tuple[int, ...]:
    return tuple(title.id for title in titles)


async def _told(intent: ShowList, turn: Turn, listed: ListedTitles) -> Reply:
    notes = (turn.t("found.unchecked"),) if listed.unchecked else ()
    if not listed.titles:
        return Reply(body=TitleList(_head("empty", intent, turn.t), notes))
    head = _head("head", intent, turn.t, n=listed.total)
    return await _shelved(turn, listed, "\n".join([head, *notes]))


async def _shelved(turn: Turn, listed: ListedTitles, lead: str) -> Reply:
    shelf = put_shelf(turn, _picks(listed.titles), lead=lead)
    return await list_reply(turn, shelf, 0)


def _head(phrase: str, intent: ShowList, t: Speech, **counted: int) -> str:
    """What a list, or its being empty, is called: by its name, and what filters it."""
    filtered = "_filtered" if intent.wish else ""
    name = t(f"list.{intent.status}")
    return t(f"list.{phrase}{filtered}", name=name, wish=conditions(intent.wish, t), **counted)


def _facts(figures: MarkStatistics, t: Speech) -> Iterator[Fact]:
    yield Fact("counts", _counts(figures, t))
    yield from _of_seen(figures, t)
    yield from _favourites(figures, t)


def _of_seen(figures: MarkStatistics, t: Speech) -> Iterator[Fact]:
    """How long, and how good, what was seen is."""
    if figures.hours:
        yield Fact("hours", t("stats.hours", n=round(figures.hours)))
    if figures.mean_rating:
        yield Fact("rating", t("stats.rating", rating=t.rating(figures.mean_rating)))


def _favourites(figures: MarkStatistics, t: Speech) -> Iterator[Fact]:
    """The genres, decades and people that the user saw most of."""
    yield from _most("genres", [(genre_name(slug, t), n) for slug, n in figures.genres], t)
    yield from _most("decades", [(_decade(year, t), n) for year, n in figures.decades], t)
    yield from _most("people", figures.people, t)


def _decade(year: int, t: Speech) -> str:
    return t("lead.decade", year=year)


def _counts(figures: MarkStatistics, t: Speech) -> str:
    return t(
        "stats.counts",
        seen=figures.seen,
        later=figures.later,
        no=figures.not_interested,
        favourites=figures.favourites,
    )


def _most(name: str, counted: Iterable[tuple[str, int]], t: Speech) -> Iterator[Fact]:
    """What was seen most of, where anything was."""
    items = ", ".join(f"{what} ({n})" for what, n in counted)
    if items:
        yield Fact(name, t(f"stats.{name}", items=items))
