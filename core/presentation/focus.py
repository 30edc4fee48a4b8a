"""What a dialogue is about: the wish in progress and the title on show."""

from core.dialogue.turn import Turn
from core.films.wishes.wish import Wish
from core.presentation.shelf import Shelf
from core.presentation.storage import Shelves


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
    index = position - 1 if position > 0 else len(shelf.picks) + position
    return shelf.picks[index].title_id if 0 <= index < len(shelf.picks) else None
