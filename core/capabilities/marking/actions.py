"""Taking back what was marked or rated."""

from dataclasses import dataclass
from datetime import datetime

from core.dialogue.turn import Work
from core.films.titles.titles import Titles
from core.films.titles.values import TitleName
from core.library.journal import MadeChange, Undoable, Undoables


@dataclass(frozen=True, slots=True)
class Undone:
    """A change that was taken back, by its id, and the titles it was about."""

    change: str
    titles: tuple[TitleName, ...]


async def undo_change(work: Work, change_id: str | None = None) -> Undone | None:
    """Take back all that a change did, or the last one; None where there is nothing to take back.

    What was said of its titles since goes on to hold.
    """
    found = await _parts(work, change_id or await _last(work))
    for repository, change in found:
        work.later(repository.undo(work.user.id, change, work.now))
    if not found:
        return None
    ids = dict.fromkeys(title_id for _, change in found for title_id in change.title_ids)
    names = await work.use(Titles).names(ids, work.language)
    return Undone(found[0][1].id, tuple(names.values()))


async def undo_last_of(work: Work, title_id: int) -> Undone | None:
    """Take back the last change that was about one title alone; None where there is none."""
    changes = [await one.last_change(work.user.id, title_id) for one in _repositories(work)]
    last = max(filter(None, changes), key=_made_at, default=None)
    if last is None or len(last.title_ids) > 1:
        return None
    return await undo_change(work, last.id)


async def _parts(work: Work, change_id: str | None) -> list[tuple[Undoable, MadeChange]]:
    """What a change did that is not taken back yet, and where that is kept."""
    if change_id is None:
        return []
    repositories = _repositories(work)
    changes = [await one.change(work.user.id, change_id) for one in repositories]
    return [
        (repository, change)
        for repository, change in zip(repositories, changes, strict=True)
        if change and not change.undone
    ]


async def _last(work: Work) -> str | None:
    """The id of the last change that is not taken back."""
    changes = [await one.last_change(work.user.id) for one in _repositories(work)]
    last = max(filter(None, changes), key=_made_at, default=None)
    return last.id if last else None


def _repositories(work: Work) -> list[Undoable]:
    return [work.use(kind) for kind in work.use(Undoables).kinds]


def _made_at(change: MadeChange) -> datetime:
    return change.at
