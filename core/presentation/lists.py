"""A shelf as a list: a page of numbered titles, each with a button."""

from collections.abc import Iterable
from functools import partial

from core.dialogue import replies
from core.dialogue.replies import Button, Item, Reply, TitleList
from core.dialogue.turn import Turn
from core.films.recommending.picks import Pick
from core.films.titles.titles import Titles
from core.films.titles.values import Title, TitleName
from core.presentation.cards import payload, reason
from core.presentation.intents import ListPage, OpenShelf
from core.presentation.paging import Page, Row, footer, page_buttons, page_of
from core.presentation.shelf import Shelf
from core.presentation.twins import choice_rows
from core.words.speech import Speech


async def list_reply(turn: Turn, shelf: Shelf, index: int) -> Reply:
    """One page (from 0) of a shelf."""
    page = page_of(shelf.picks, index)
    turn.remember(shelf=shelf.id, index=page.start, title_id=None)
    return await _page_reply(turn, shelf, page, await _names(turn, page.rows))


async def _page_reply(turn: Turn, shelf: Shelf, page: Page[Pick], names: list[TitleName]) -> Reply:
    items = _items(names, page.rows, turn.t)
    body = _title_list(shelf.lead, items, page, turn.t)
    return Reply(body=body, buttons=await _rows(turn, shelf, names, page), show=turn.in_place)


def item(title: Title | TitleName, t: Speech, note: str = "") -> Item:
    """A title as a row of a list."""
    rating = t.rating(title.imdb_rating) if title.imdb_rating else ""
    return Item(title.id, title.kind, title.name, title.year, rating, note)


def _items(names: Iterable[TitleName], picks: Iterable[Pick], t: Speech) -> tuple[Item, ...]:
    notes = {pick.title_id: _note(pick, t) for pick in picks}
    return tuple(item(name, t, notes.get(name.id, "")) for name in names)


def _note(pick: Pick, t: Speech) -> str:
    """What the row of a pick says of its reasons: of those that have a phrase for rows."""
    told = [one for one in pick.reasons if t.has(f"row.{one.kind}")]
    return replies.DOT.join(reason(one, t, "row") for one in told)


async def _names(turn: Turn, picks: Iterable[Pick]) -> list[TitleName]:
    ids = [pick.title_id for pick in picks]
    names = await turn.use(Titles).names(ids, turn.language)
    return [names[title_id] for title_id in ids if title_id in names]


def _title_list(lead: str, items: tuple[Item, ...], page: Page[Pick], t: Speech) -> TitleList:
    head, *notes = lead.split("\n")
    return TitleList(
        head,
        tuple(notes),
        items,
        first=page.start + 1,
        page=page.index + 1,
        pages=page.pages,
        footer=footer(page, t),
    )


async def _rows(
    turn: Turn, shelf: Shelf, names: Iterable[TitleName], page: Page[Pick]
) -> tuple[Row, ...]:
    turning = page_buttons(page, partial(ListPage, shelf.id), turn.t)
    rows = (*await choice_rows(turn, names), turning, (_share(shelf, turn.t),))
    return tuple(row for row in rows if row)


def _share(shelf: Shelf, t: Speech) -> Button:
    return Button(t("button.share"), share=payload(OpenShelf(shelf.id)))
