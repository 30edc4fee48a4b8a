"""Seen, later, not for me, loved it: by button and by sentence, and back again."""

from collections.abc import Iterable

from core.cards import named
from core.chat import Button, Reply, Show
from core.handlers.about import on_show
from core.handlers.find import show_title
from core.handlers.names import quoted, resolve, resolve_all
from core.handlers.shelves import show_pick
from core.intents import Mark, MarkTitle, Status, Undo
from core.memory import MarkChange, Shelf
from core.movies.titles import TitleName
from core.turn import Turn, short_id

_SPELLED_OUT, _TWO = 8, 2


async def mark_title(intent: MarkTitle, turn: Turn) -> list[Reply]:
    """A tap on a card: mark, say so, and move on."""
    names = await turn.catalogue.names([intent.title_id], turn.t.language)
    if intent.title_id not in names:
        return [Reply(turn.t("found.expired"), show=Show.TOAST)]
    title_id = names[intent.title_id].id
    change = _put(turn, [title_id], intent.status)
    said = _said(turn, intent.status, names.values())
    shelf = await turn.store.shelves.get(intent.shelf) if intent.shelf else None
    if turn.message.group and (shelf is None or shelf.user_id != turn.person.id):
        return [
            Reply(said, show=Show.TOAST)
        ]  # the card is for all to see, the mark the presser's own
    if shelf is None or shelf.user_id != turn.person.id:
        return [
            Reply(said, show=Show.TOAST),
            await show_title(turn, title_id, said, change, Show.EDIT),
        ]
    card = await show_pick(turn, shelf, intent.index + 1, said, change, marked_now=(title_id,))
    return [Reply(said, show=Show.TOAST), card]


async def mark(intent: Mark, turn: Turn) -> list[Reply]:
    """A sentence that marks: titles by name, or the card on show."""
    if intent.titles or intent.all_of:
        return [await _mark_named(turn, intent)]
    title_id = await on_show(turn, intent.position)
    names = await turn.store.titles.names([title_id], turn.t.language) if title_id else {}
    if not names or title_id is None:
        return [Reply(turn.t("nothing_on_show"))]
    change = _put(turn, [title_id], intent.status)
    said = _said(turn, intent.status, names.values())
    shelf = await _shelf(turn)
    if shelf is None or intent.position is not None:
        return [Reply(said, buttons=_undo_row(turn, change))]
    note = f"{said} {turn.t('mark.next')}"
    return [
        await show_pick(turn, shelf, turn.session.index + 1, note, change, marked_now=(title_id,))
    ]


async def undo(intent: Undo, turn: Turn) -> list[Reply]:
    """Take back the last change, or the one of a button; a second time does nothing."""
    marks, person = turn.store.marks, turn.person.id
    change = await (
        marks.change(person, intent.change) if intent.change else marks.last_change(person)
    )
    if change is None or change.undone:
        return [Reply(turn.t("mark.nothing_to_undo"), show=Show.TOAST if turn.tapped else Show.NEW)]
    turn.later(marks.undo(person, change, turn.now))
    return await _undone(turn, change)


async def _undone(turn: Turn, change: MarkChange) -> list[Reply]:
    ids = [step.title_id for step in change.steps]
    names = await turn.store.titles.names(ids, turn.t.language)
    said = turn.t("mark.undone", titles=_listed(turn, [name.name for name in names.values()]))
    if len(ids) > 1:
        return [Reply(said, show=Show.EDIT if turn.tapped else Show.NEW)]
    shelf = await _shelf(turn)
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
        buttons = _undo_row(turn, _put(turn, [title.id for title in titles], intent.status))
        lines.append(_said(turn, intent.status, titles))
    if unknown:
        lines.append(turn.t("mark.unknown", titles=quoted(unknown, turn)))
    return Reply("\n".join(lines), buttons=buttons)


def _put(turn: Turn, title_ids: list[int], status: Status) -> str:
    change = short_id()
    for title_id in title_ids:
        turn.later(turn.store.marks.put(turn.person.id, title_id, status, turn.now, change))
    return change


def _said(turn: Turn, status: Status, titles: Iterable[TitleName]) -> str:
    return turn.t(f"mark.{status}", titles=_listed(turn, [named(title) for title in titles]))


def _listed(turn: Turn, names: list[str]) -> str:
    """All of the names, or the first and how many others."""
    others = len(names) - _SPELLED_OUT
    return turn.t.listing(
        names if others < _TWO else [*names[:_SPELLED_OUT], turn.t("mark.others", n=others)]
    )


async def _shelf(turn: Turn) -> Shelf | None:
    return await turn.store.shelves.get(turn.session.shelf) if turn.session.shelf else None


def _undo_row(turn: Turn, change: str) -> tuple[tuple[Button, ...], ...]:
    return ((Button(turn.t("button.undo"), Undo(change)),),)
