"""Taking marks back."""

from dataclasses import dataclass

from core.dialogue.turn import Work
from core.films.titles.titles import Titles
from core.films.titles.values import TitleName
from core.library.marks import Marks
from core.library.opinions import MarkChange


@dataclass(frozen=True, slots=True)
class Undone:
    """A change that was taken back, and the titles it was about."""

    change: MarkChange
    titles: tuple[TitleName, ...]


async def undo_marks(work: Work, change_id: str | None = None) -> Undone | None:
    """Take back a change, or the last one; None where there is nothing to take back."""
    change = await _change(work, change_id)
    if change is None or change.undone:
        return None
    return await _undo(work, change)


async def _undo(work: Work, change: MarkChange) -> Undone:
    work.later(work.use(Marks).undo(work.user.id, change, work.now))
    return Undone(change, await _titles(work, change))


async def _titles(work: Work, change: MarkChange) -> tuple[TitleName, ...]:
    ids = [step.title_id for step in change.steps]
    names = await work.use(Titles).names(ids, work.language)
    return tuple(names.values())


async def _change(work: Work, change_id: str | None) -> MarkChange | None:
    marks = work.use(Marks)
    if change_id:
        return await marks.change(work.user.id, change_id)
    return await marks.last_change(work.user.id)
