"""Seen, later, not for me, loved it: by button and by sentence, and back again."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.capabilities.marking.actions import Undone, undo_change, undo_last_of
from core.capabilities.marking.intents import Mark, MarkTitle, Undo, UndoAside, UndoTitle
from core.dialogue.replies import Button, Reply, Show
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.titles.titles import Titles
from core.films.titles.values import Title, TitleName
from core.library.marking import mark_titles
from core.library.opinions import Status
from core.presentation.browsing import posted
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


@dataclass(frozen=True, slots=True)
class _Marked:
    """Titles that this turn marks, and the id of the change."""

    titles: tuple[TitleName, ...]
    status: Status
    change: str


async def mark_title(intent: MarkTitle, turn: Turn) -> list[Reply]:
    """A tap on a card: mark, say so, and move on."""
    names = await turn.use(Catalogue).names([intent.title_id], turn.language)
    if intent.title_id not in names:
        return [Reply(turn.t("found.expired"), show=Show.TOAST)]
    marked = _mark(turn, names.values(), intent.status)
    shelf = await _own_shelf(turn, intent.shelf)
    if shelf is None and turn.message.posted:
        notice = Reply(_said(turn, marked), show=Show.TOAST)
        return [notice, *await _posted(turn, intent.title_id)]
    if shelf is None and turn.message.public:
        return [_aside(turn, marked)]
    notice = Reply(_said(turn, marked), show=Show.TOAST)
    return [notice, await _in_its_place(intent, turn, shelf, marked)]


async def _in_its_place(
    intent: MarkTitle, turn: Turn, shelf: Shelf | None, marked: _Marked
) -> Reply:
    """The card that takes the place of the one tapped."""
    said = _said(turn, marked)
    if shelf is not None:
        return await _next(turn, shelf, intent.index + 1, said, marked)
    return await show_title(turn, marked.titles[0].id, said, _after(turn, marked), Show.EDIT)


def _aside(turn: Turn, marked: _Marked) -> Reply:
    """One line to whoever pressed, and the way back: the card stays as it is for the others."""
    said = f"{_said(turn, marked)} {turn.t('mark.way_back')}"
    undo = Button(turn.t("button.undo"), UndoAside(marked.change))
    return Reply(said, buttons=((undo,),), show=Show.TOAST)


async def _posted(turn: Turn, title_id: int) -> list[Reply]:
    """The posted card, with a way back for everybody who marks its title."""
    title = await turn.use(Catalogue).title(title_id, turn.language)
    back = Button(turn.t("button.undo"), UndoTitle(title_id))
    return [posted(turn, title, extra=(back,))] if title else []


async def mark(intent: Mark, turn: Turn) -> list[Reply]:
    """A sentence that marks: titles by name, or the card on show."""
    if intent.titles or intent.all_of:
        return [await _mark_named(turn, intent)]
    shown = await _title_on_show(turn, intent.position)
    if not shown:
        return [Reply(turn.t("nothing_on_show"))]
    return [await _mark_shown(intent, turn, shown)]


async def _title_on_show(turn: Turn, position: int | None) -> list[TitleName]:
    title_id = await on_show(turn, position)
    ids = [title_id] if title_id else []
    return list((await turn.use(Titles).names(ids, turn.language)).values())


async def _mark_shown(intent: Mark, turn: Turn, titles: Iterable[TitleName]) -> Reply:
    marked = _mark(turn, titles, intent.status)
    said = _said(turn, marked)
    shelf = await shelf_on_show(turn)
    if shelf is None or intent.position is not None:
        return Reply(said, buttons=(_after(turn, marked),))
    note = f"{said} {turn.t('mark.next')}"
    return await _next(turn, shelf, turn.session.index + 1, note, marked)


async def undo(intent: Undo, turn: Turn) -> list[Reply]:
    """Take back the last change, or the one of a button; a second time does nothing."""
    undone = await undo_change(turn, intent.change)
    if undone is None:
        return [Reply(turn.t("mark.nothing_to_undo"), show=turn.in_passing)]
    return await _taken_back(turn, undone)


async def undo_aside(intent: UndoAside, turn: Turn) -> list[Reply]:
    """Take back a mark that was made aside, in the line that told of it."""
    undone = await undo_change(turn, intent.change)
    if undone is None:
        return [Reply(turn.t("mark.nothing_to_undo"), show=turn.in_passing)]
    return [Reply(_said_undone(turn, undone), show=turn.in_place)]


async def undo_title(intent: UndoTitle, turn: Turn) -> list[Reply]:
    """Take back the presser's last change of a title. The card stays as it is, for others."""
    undone = await undo_last_of(turn, intent.title_id)
    said = _said_undone(turn, undone) if undone else turn.t("mark.nothing_to_undo")
    return [Reply(said, show=turn.in_passing)]


async def _taken_back(turn: Turn, undone: Undone) -> list[Reply]:
    said = _said_undone(turn, undone)
    card = await _unmarked(turn, undone.titles[0].id, said) if len(undone.titles) == 1 else None
    if card is None:
        return [Reply(said, show=turn.in_place)]
    return [Reply(said, show=Show.TOAST), card] if turn.tapped else [card]


def _said_undone(turn: Turn, undone: Undone) -> str:
    names = [title.name for title in undone.titles]
    return turn.t("mark.undone", titles=_listed(turn, names))


async def _own_shelf(turn: Turn, shelf_id: str) -> Shelf | None:
    """The shelf a card belongs to, where it is the presser's own."""
    shelf = await turn.use(Shelves).get(shelf_id) if shelf_id else None
    return shelf if shelf and shelf.user_id == turn.user.id else None


async def _next(turn: Turn, shelf: Shelf, index: int, note: str, marked: _Marked) -> Reply:
    """The card that follows one just marked, with what the mark is followed by."""
    marked_now = [title.id for title in marked.titles]
    after = _after(turn, marked)
    return await show_pick(turn, shelf, index, note, after, marked_now=marked_now)


async def _unmarked(turn: Turn, title_id: int, said: str) -> Reply | None:
    """The card of a title whose mark was taken back, on the shelf where it stands; None in a group
    where it was not on show for this user.
    """
    shelf = await shelf_on_show(turn)
    place = _place(shelf, title_id) if shelf else None
    if shelf and place is not None:
        return await show_pick(turn, shelf, place, said, unmarked_now=(title_id,))
    if turn.message.group and not turn.tapped and turn.session.title_id != title_id:
        return None
    return await show_title(turn, title_id, said, how=turn.in_place)


def _place(shelf: Shelf, title_id: int) -> int | None:
    places = (place for place, pick in enumerate(shelf.picks) if pick.title_id == title_id)
    return next(places, None)


async def _mark_named(turn: Turn, intent: Mark) -> Reply:
    found = await _resolved(turn, intent)
    unknown = _unknown(turn, found.unknown)
    if not found.titles:
        return Reply(unknown)
    marked = _mark(turn, found.titles, intent.status)
    said = f"{_said(turn, marked)}\n{unknown}".strip()
    return Reply(said, buttons=(_after(turn, marked),))


def _unknown(turn: Turn, names: tuple[str, ...]) -> str:
    return turn.t("mark.unknown", titles=quoted(names, turn)) if names else ""


async def _resolved(turn: Turn, intent: Mark) -> Resolved:
    """The titles a sentence names one by one, and those it names together."""
    one_by_one = await resolve(turn, intent.titles)
    together = await resolve_all(turn, intent.all_of)
    unknown = one_by_one.unknown + together.unknown
    return Resolved(one_by_one.titles + together.titles, unknown)


def _mark(turn: Turn, titles: Iterable[TitleName], status: Status) -> _Marked:
    marked = tuple(titles)
    return _Marked(marked, status, mark_titles(turn, [title.id for title in marked], status))


def _said(turn: Turn, marked: _Marked) -> str:
    names = [named(title) for title in marked.titles]
    return turn.t(f"mark.{marked.status}", titles=_listed(turn, names))


def _listed(turn: Turn, names: list[str]) -> str:
    """All of the names, or the first and how many others."""
    others = len(names) - _SPELLED_OUT
    if others > 1:
        names = [*names[:_SPELLED_OUT], turn.t("mark.others", n=others)]
    return turn.t.listing(names)


def _after(turn: Turn, marked: _Marked) -> Row:
    """What follows a mark: the way back and, for a single title, what capabilities offer."""
    undo = Button(turn.t("button.undo"), Undo(marked.change))
    return (undo, *_offered(turn, marked)) if len(marked.titles) == 1 else (undo,)


def _offered(turn: Turn, marked: _Marked) -> Row:
    return turn.use(AfterMarks).offered(turn, marked.titles[0].id, marked.status)


def mark_buttons(title: Title, place: Place, t: Speech) -> tuple[Button, ...]:
    """The buttons that mark a title."""
    return tuple(
        Button(t(f"button.{status}"), MarkTitle(title.id, status, place.shelf, place.index))
        for status in _ON_CARDS
    )
