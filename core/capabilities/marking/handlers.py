"""Seen, later, not for me, loved it: by button and by sentence, and back again."""

from collections.abc import Iterable

from core.capabilities.marking.intents import Mark, MarkTitle, Undo
from core.dialogue.replies import Button, Reply, Show
from core.dialogue.turn import Turn, short_id
from core.events import Events
from core.films.finding.catalogue import Catalogue
from core.films.titles.titles import Titles
from core.films.titles.values import Title, TitleName
from core.library.events import marked
from core.library.marks import Marks
from core.library.values import MarkChange, Status
from core.presentation.cards import Place, named
from core.presentation.focus import on_show, shelf_on_show
from core.presentation.names import quoted, resolve, resolve_all
from core.presentation.shelves import show_pick
from core.presentation.storage import Shelves
from core.presentation.titles import show_title
from core.words.speech import Speech

_ON_CARDS: tuple[Status, ...] = ("seen", "later", "not_interested", "favourite")
_SPELLED_OUT = 8  # titles that a sentence names one by one


async def mark_title(intent: MarkTitle, turn: Turn) -> list[Reply]:
    """A tap on a card: mark, say so, and move on."""
    names = await turn.use(Catalogue).names([intent.title_id], turn.t.language)
    if intent.title_id not in names:
        return [Reply(turn.t("found.expired"), show=Show.TOAST)]
    title_id = names[intent.title_id].id
    change = _put(turn, [title_id], intent.status)
    said = _said(turn, intent.status, names.values())
    shelf = await turn.use(Shelves).get(intent.shelf) if intent.shelf else None
    if turn.message.group and (shelf is None or shelf.user_id != turn.user.id):
        return [
            Reply(said, show=Show.TOAST)
        ]  # the card is for all to see, the mark the presser's own
    if shelf is None or shelf.user_id != turn.user.id:
        return [
            Reply(said, show=Show.TOAST),
            await show_title(turn, title_id, said, _undo(turn, change), Show.EDIT),
        ]
    card = await show_pick(
        turn, shelf, intent.index + 1, said, _undo(turn, change), marked_now=(title_id,)
    )
    return [Reply(said, show=Show.TOAST), card]


async def mark(intent: Mark, turn: Turn) -> list[Reply]:
    """A sentence that marks: titles by name, or the card on show."""
    if intent.titles or intent.all_of:
        return [await _mark_named(turn, intent)]
    title_id = await on_show(turn, intent.position)
    names = await turn.use(Titles).names([title_id], turn.t.language) if title_id else {}
    if not names or title_id is None:
        return [Reply(turn.t("nothing_on_show"))]
    change = _put(turn, [title_id], intent.status)
    said = _said(turn, intent.status, names.values())
    shelf = await shelf_on_show(turn)
    if shelf is None or intent.position is not None:
        return [Reply(said, buttons=(_undo(turn, change),))]
    note = f"{said} {turn.t('mark.next')}"
    return [
        await show_pick(
            turn, shelf, turn.session.index + 1, note, _undo(turn, change), marked_now=(title_id,)
        )
    ]


async def undo(intent: Undo, turn: Turn) -> list[Reply]:
    """Take back the last change, or the one of a button; a second time does nothing."""
    marks, user_id = turn.use(Marks), turn.user.id
    change = await (
        marks.change(user_id, intent.change) if intent.change else marks.last_change(user_id)
    )
    if change is None or change.undone:
        return [Reply(turn.t("mark.nothing_to_undo"), show=Show.TOAST if turn.tapped else Show.NEW)]
    turn.later(marks.undo(user_id, change, turn.now))
    return await _undone(turn, change)


async def _undone(turn: Turn, change: MarkChange) -> list[Reply]:
    ids = [step.title_id for step in change.steps]
    names = await turn.use(Titles).names(ids, turn.t.language)
    said = turn.t("mark.undone", titles=_listed(turn, [name.name for name in names.values()]))
    if len(ids) > 1:
        return [Reply(said, show=Show.EDIT if turn.tapped else Show.NEW)]
    shelf = await shelf_on_show(turn)
    places = (
        [place for place, pick in enumerate(shelf.picks) if pick.title_id == ids[0]]
        if shelf
        else []
    )
    if shelf and places:
        card = await show_pick(turn, shelf, places[0], said, unmarked_now=ids)
    else:
        card = await show_title(turn, ids[0], said, how=Show.EDIT if turn.tapped else Show.NEW)
    return [Reply(said, show=Show.TOAST), card] if turn.tapped else [card]


async def _mark_named(turn: Turn, intent: Mark) -> Reply:
    one_by_one, together = (
        await resolve(turn, intent.titles),
        await resolve_all(turn, intent.all_of),
    )
    titles, unknown = one_by_one.titles + together.titles, one_by_one.unknown + together.unknown
    lines = []
    buttons: tuple[tuple[Button, ...], ...] = ()
    if titles:
        change = _put(turn, [title.id for title in titles], intent.status)
        buttons = (_undo(turn, change),)
        lines.append(_said(turn, intent.status, titles))
    if unknown:
        lines.append(turn.t("mark.unknown", titles=quoted(unknown, turn)))
    return Reply("\n".join(lines), buttons=buttons)


def _put(turn: Turn, title_ids: list[int], status: Status) -> str:
    change = short_id()
    for title_id in title_ids:
        turn.later(turn.use(Marks).put(turn.user.id, title_id, status, turn.now, change))
    event = marked(turn.user.id, turn.message.chat, title_ids, status, turn.now)
    turn.later(turn.use(Events).recorded(event))
    return change


def _said(turn: Turn, status: Status, titles: Iterable[TitleName]) -> str:
    return turn.t(f"mark.{status}", titles=_listed(turn, [named(title) for title in titles]))


def _listed(turn: Turn, names: list[str]) -> str:
    """All of the names, or the first and how many others."""
    others = len(names) - _SPELLED_OUT
    return turn.t.listing(
        names if others < 2 else [*names[:_SPELLED_OUT], turn.t("mark.others", n=others)]
    )


def _undo(turn: Turn, change: str) -> tuple[Button, ...]:
    return (Button(turn.t("button.undo"), Undo(change)),)


def mark_buttons(title: Title, place: Place, t: Speech) -> tuple[Button, ...]:
    """The buttons that mark a title."""
    return tuple(
        Button(t(f"button.{status}"), MarkTitle(title.id, status, place.shelf, place.index))
        for status in _ON_CARDS
    )
