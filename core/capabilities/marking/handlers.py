"""Seen, later, not for me, loved it: by button and by sentence, and back again."""

from collections.abc import Iterable, Sequence

from core.capabilities.marking.actions import Undone, undo_change
from core.capabilities.marking.intents import Mark, MarkTitle, Undo
from core.dialogue.replies import Button, Reply, Show
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.titles.titles import Titles
from core.films.titles.values import Title, TitleName
from core.library.marking import mark_titles
from core.library.opinions import Status
from core.presentation.cards import Place, named, on_show, shelf_on_show
from core.presentation.following import AfterMarks
from core.presentation.paging import Row
from core.presentation.shelf import Shelf
from core.presentation.shelves import Resolved, quoted, resolve, resolve_all, show_pick
from core.presentation.storage import Shelves
from core.presentation.titles import show_title
from core.words.speech import Speech

_ON_CARDS: tuple[Status, ...] = ("seen", "later", "not_interested", "favourite")
_SPELLED_OUT = 8  # titles that a sentence names one by one


async def mark_title(intent: MarkTitle, turn: Turn) -> list[Reply]:
    """A tap on a card: mark, say so, and move on."""
    names = await turn.use(Catalogue).names([intent.title_id], turn.language)
    if intent.title_id not in names:
        return [Reply(turn.t("found.expired"), show=Show.TOAST)]
    title_id = names[intent.title_id].id
    change = mark_titles(turn, [title_id], intent.status)
    said = _said(turn, intent.status, names.values())
    notice = Reply(said, show=Show.TOAST)
    shelf = await _own_shelf(turn, intent.shelf)
    if shelf is not None:
        after = _after(turn, change, [title_id], intent.status)
        return [notice, await _next(turn, shelf, intent.index + 1, said, after, title_id)]
    if turn.message.group:  # the card is for all to see, the mark the presser's own
        return [notice]
    after = _after(turn, change, [title_id], intent.status)
    return [notice, await show_title(turn, title_id, said, after, Show.EDIT)]


async def mark(intent: Mark, turn: Turn) -> list[Reply]:
    """A sentence that marks: titles by name, or the card on show."""
    if intent.titles or intent.all_of:
        return [await _mark_named(turn, intent)]
    title_id = await on_show(turn, intent.position)
    names = await turn.use(Titles).names([title_id], turn.language) if title_id else {}
    if not names or title_id is None:
        return [Reply(turn.t("nothing_on_show"))]
    change = mark_titles(turn, [title_id], intent.status)
    said = _said(turn, intent.status, names.values())
    after = _after(turn, change, [title_id], intent.status)
    shelf = await shelf_on_show(turn)
    if shelf is None or intent.position is not None:
        return [Reply(said, buttons=(after,))]
    note = f"{said} {turn.t('mark.next')}"
    return [await _next(turn, shelf, turn.session.index + 1, note, after, title_id)]


async def undo(intent: Undo, turn: Turn) -> list[Reply]:
    """Take back the last change, or the one of a button; a second time does nothing."""
    undone = await undo_change(turn, intent.change)
    if undone is None:
        return [Reply(turn.t("mark.nothing_to_undo"), show=turn.in_passing)]
    said = turn.t("mark.undone", titles=_listed(turn, [name.name for name in undone.titles]))
    if len(undone.titles) > 1:
        return [Reply(said, show=turn.in_place)]
    card = await _unmarked(turn, undone, said)
    return [Reply(said, show=Show.TOAST), card] if turn.tapped else [card]


async def _own_shelf(turn: Turn, shelf_id: str) -> Shelf | None:
    """The shelf a card belongs to, where it is the presser's own."""
    shelf = await turn.use(Shelves).get(shelf_id) if shelf_id else None
    return shelf if shelf and shelf.user_id == turn.user.id else None


async def _next(
    turn: Turn, shelf: Shelf, index: int, note: str, after: Row, title_id: int
) -> Reply:
    """The card that follows one just marked, with what the mark is followed by."""
    return await show_pick(turn, shelf, index, note, after, marked_now=(title_id,))


async def _unmarked(turn: Turn, undone: Undone, said: str) -> Reply:
    """The card of a title whose mark was taken back, on the shelf where it stands."""
    title_id = undone.titles[0].id
    shelf = await shelf_on_show(turn)
    places = [place for place, pick in enumerate(_picks(shelf)) if pick == title_id]
    if shelf and places:
        return await show_pick(turn, shelf, places[0], said, unmarked_now=(title_id,))
    return await show_title(turn, title_id, said, how=turn.in_place)


def _picks(shelf: Shelf | None) -> list[int]:
    return [pick.title_id for pick in shelf.picks] if shelf else []


async def _mark_named(turn: Turn, intent: Mark) -> Reply:
    found = await _resolved(turn, intent)
    lines = []
    buttons: tuple[tuple[Button, ...], ...] = ()
    if found.titles:
        ids = [title.id for title in found.titles]
        change = mark_titles(turn, ids, intent.status)
        buttons = (_after(turn, change, ids, intent.status),)
        lines.append(_said(turn, intent.status, found.titles))
    if found.unknown:
        lines.append(turn.t("mark.unknown", titles=quoted(found.unknown, turn)))
    return Reply("\n".join(lines), buttons=buttons)


async def _resolved(turn: Turn, intent: Mark) -> Resolved:
    """The titles a sentence names one by one, and those it names together."""
    one_by_one = await resolve(turn, intent.titles)
    together = await resolve_all(turn, intent.all_of)
    unknown = one_by_one.unknown + together.unknown
    return Resolved(one_by_one.titles + together.titles, unknown)


def _said(turn: Turn, status: Status, titles: Iterable[TitleName]) -> str:
    return turn.t(f"mark.{status}", titles=_listed(turn, [named(title) for title in titles]))


def _listed(turn: Turn, names: list[str]) -> str:
    """All of the names, or the first and how many others."""
    others = len(names) - _SPELLED_OUT
    if others > 1:
        names = [*names[:_SPELLED_OUT], turn.t("mark.others", n=others)]
    return turn.t.listing(names)


def _after(turn: Turn, change: str, title_ids: Sequence[int], status: Status) -> Row:
    """What follows a mark: the way back and, for a single title, what capabilities offer."""
    undo = Button(turn.t("button.undo"), Undo(change))
    if len(title_ids) > 1:
        return (undo,)
    return (undo, *turn.use(AfterMarks).offered(turn, title_ids[0], status))


def mark_buttons(title: Title, place: Place, t: Speech) -> tuple[Button, ...]:
    """The buttons that mark a title."""
    return tuple(
        Button(t(f"button.{status}"), MarkTitle(title.id, status, place.shelf, place.index))
        for status in _ON_CARDS
    )
