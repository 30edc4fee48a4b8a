"""A title as a card with its rows of buttons."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote_plus

from core.dialogue import replies
from core.dialogue.replies import Button, Card
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.recommending.picks import Pick, Reason
from core.films.taxonomy.taxonomy import genre_name
from core.films.titles.values import Title, TitleName
from core.films.wishes.conditions import token
from core.films.wishes.wish import Wish
from core.presentation.intents import OpenShelf, OpenTitle, TurnTo
from core.presentation.paging import Row
from core.presentation.shelf import Shelf
from core.presentation.storage import Shelves
from core.words.speech import Speech

_TITLE = re.compile(r"t(\d{1,9})")
_SHELF = re.compile(r"l([A-Za-z0-9_-]{6,16})")


def payload(intent: OpenTitle | OpenShelf) -> str:
    """What a link to a title or a list carries."""
    return f"t{intent.title_id}" if isinstance(intent, OpenTitle) else f"l{intent.shelf}"


def title_of(carried: str) -> OpenTitle | None:
    """The title a link leads to."""
    found = _TITLE.fullmatch(carried)
    return OpenTitle(int(found[1])) if found else None


def shelf_of(carried: str) -> OpenShelf | None:
    """The list a link leads to."""
    found = _SHELF.fullmatch(carried)
    return OpenShelf(found[1]) if found else None


def wish_in_progress(turn: Turn) -> Wish | None:
    """What the user is looking for, None before they said anything."""
    kept = turn.session.wish
    return None if kept is None else Wish.from_dict(kept)


def remember_wish(turn: Turn, wish: Wish) -> None:
    """What the user is looking for from now on."""
    turn.remember(wish=wish.to_dict())


async def shelf_on_show(turn: Turn) -> Shelf | None:
    """The result list in progress, unless there is none or it has expired."""
    shelf = turn.session.shelf
    return await turn.use(Shelves).get(shelf) if shelf else None


async def on_show(turn: Turn, position: int | None = None) -> int | None:
    """The id of the title on show, or of the one at ``position`` (from 1; -1 is the last) of the
    results.
    """
    if position is None:
        return turn.session.title_id
    shelf = await shelf_on_show(turn)
    if shelf is None:
        return turn.session.title_id if position == 1 else None
    return _at(shelf, position)


def _at(shelf: Shelf, position: int) -> int | None:
    index = position - 1 if position > 0 else len(shelf.picks) + position
    return shelf.picks[index].title_id if 0 <= index < len(shelf.picks) else None


async def title_at(turn: Turn, shelf: Shelf, at: int) -> Title | None:
    """The title at a place (from 0) of a shelf; None where there is none."""
    if not 0 <= at < len(shelf.picks):
        return None
    return await turn.use(Catalogue).title(shelf.picks[at].title_id, turn.language)


def card(
    title: Title, t: Speech, pick: Pick | None = None, position: int = 1, total: int | None = None
) -> Card:
    """The card of a title in the language of ``t``; ``position`` counts from 1."""
    return Card(
        id=title.id,
        kind=title.kind,
        title=title.name,
        year=title.year,
        runtime=title.runtime,
        genres=tuple(genre_name(slug, t) for slug in title.genres),
        imdb_rating=title.imdb_rating,
        imdb_votes=title.imdb_votes,
        overview=title.overview,
        why=why(pick.reasons, t) if pick and pick.reasons else None,
        poster_url=title.poster,
        trailer_url=title.trailer,
        url=page_url(title),
        position=position,
        total=total,
        facts=facts_line(title, t),
    )


def why(reasons: Iterable[Reason], t: Speech) -> str:
    """Reasons as one line."""
    return " · ".join(reason(one, t) for one in reasons)


def reason(told: Reason, t: Speech, where: str = "why") -> str:
    """A reason in words: on a card (``why``), or in the ``row`` of a list."""
    values = ", ".join(token(value, t) for value in told.values)
    return t(f"{where}.{told.kind}", values=values, title=told.title or "")


def named(title: Title | TitleName) -> str:
    """A title with its year, as lists and buttons name it."""
    return replies.named(title.name, title.year)


def facts_line(title: Title, t: Speech) -> str:
    """Who made it, the directors of a film or the creators of a series; and that a series is one,
    with its seasons.
    """
    parts = (*_as_series(title, t), _makers(title, t))
    return " · ".join(part for part in parts if part)


def _as_series(title: Title, t: Speech) -> Iterator[str]:
    if title.kind == "tv":
        yield t("about.series")
        yield t("about.seasons", n=title.seasons) if title.seasons else ""


def _makers(title: Title, t: Speech) -> str:
    if not title.directors:
        return ""
    names = t.listing(credit.name for credit in title.directors[:3])
    return t("about.created_by" if title.kind == "tv" else "about.directed_by", people=names)


def page_url(title: Title) -> str | None:
    """The title's page on IMDb."""
    return f"https://www.imdb.com/title/{title.imdb_id}/" if title.imdb_id else None


def trailer_search_url(title: Title) -> str:
    """A search that finds the trailer."""
    return f"https://www.youtube.com/results?search_query={quote_plus(f'{named(title)} trailer')}"


def where_url(title: Title, region: str | None) -> str:
    """JustWatch's page of where the title can be watched in that region (ISO 3166-1; the United
    States when unknown).
    """
    return f"https://www.justwatch.com/{(region or 'US').lower()}/search?q={quote_plus(title.name)}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands: at ``index`` (from 0) of a shelf, or alone."""

    shelf: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class CardButtons:
    """Buttons that a capability adds to every card: those that mark the title stand in one row,
    those that turn or change the ``list`` it is on in another, those that lead on in a third.
    ``at_end``: they are also offered where a list ends.
    """

    row: Literal["marks", "list", "more"]
    made: Callable[[Title, Place, Speech], Row]
    at_end: bool = False


class CardRows:
    """The buttons of cards, put together from what the capabilities add."""

    def __init__(self, added: Iterable[CardButtons]) -> None:
        self._added = tuple(added)

    def marks(self, title: Title, t: Speech, place: Place = Place()) -> Row:
        """The buttons that mark a title."""
        return _made(self._in_row("marks"), title, place, t)

    def of_list(self, title: Title, t: Speech, place: Place = Place()) -> Row:
        """The buttons that change the list the card is on."""
        return _made(self._in_row("list"), title, place, t)

    def more(self, title: Title, t: Speech, place: Place = Place()) -> Row:
        """The buttons that lead on from a title; the last one shares it."""
        share = Button(t("button.share"), share=payload(OpenTitle(title.id)))
        return (*_made(self._in_row("more"), title, place, t), share)

    def at_end(self, title: Title, t: Speech, place: Place = Place()) -> Row:
        """The buttons that lead on where a list ends, with the title that stood last."""
        return _made((one for one in self._added if one.at_end), title, place, t)

    def _in_row(self, row: str) -> Iterator[CardButtons]:
        return (one for one in self._added if one.row == row)


def _made(added: Iterable[CardButtons], title: Title, place: Place, t: Speech) -> Row:
    return tuple(button for one in added for button in one.made(title, place, t))


def card_rows(
    turn: Turn, title: Title, place: Place = Place(), paging: Row = (), extra: Row = ()
) -> tuple[Row, ...]:
    """The buttons of a card: marks in one row, below them what turns and changes its list, what
    leads on from its title, and what is ``extra``.
    """
    rows, t = turn.use(CardRows), turn.t
    of_list = (*paging, *rows.of_list(title, t, place))
    return filled_rows(rows.marks(title, t, place), of_list, rows.more(title, t, place), extra)


def paging_row(shelf: str, before: int | None, after: int | None, t: Speech) -> Row:
    """The buttons that turn to the cards ``before`` and ``after``, where there are any."""
    ways = (("button.previous", before), ("button.next", after))
    return tuple(Button(t(label), TurnTo(shelf, at)) for label, at in ways if at is not None)


def end_rows(turn: Turn, place: Place, title: Title | None, extra: Row = ()) -> tuple[Row, ...]:
    """The buttons under the word that a list has ended, the title at ``place`` being the last."""
    way_on = turn.use(CardRows).at_end(title, turn.t, place) if title else ()
    return filled_rows(way_on, extra)


def filled_rows(*rows: Row) -> tuple[Row, ...]:
    """The rows that hold any button."""
    return tuple(row for row in rows if row)
