"""Turning through cards and lists, and opening what a button or a link leads to."""

from core.capabilities.browsing.actions import copy_shelf
from core.dialogue.replies import Reply
from core.dialogue.turn import Turn
from core.presentation.intents import ListPage, OpenShelf, OpenTitle, TurnTo
from core.presentation.lists import list_reply
from core.presentation.shelf import Shelf
from core.presentation.shelves import own_shelf, show_pick
from core.presentation.storage import Shelves
from core.presentation.titles import show_title


async def open_title(intent: OpenTitle, turn: Turn) -> list[Reply]:
    """Show the title of a button."""
    return [await show_title(turn, intent.title_id)]


async def open_shelf(intent: OpenShelf, turn: Turn) -> list[Reply]:
    """A list somebody shared or showed, as a list of the user's own."""
    shelf = await turn.use(Shelves).get(intent.shelf)
    if shelf is None:
        return [Reply(turn.t("found.shared_gone"))]
    return [await _open_copy(turn, shelf, intent.index)]


async def _open_copy(turn: Turn, shelf: Shelf, index: int | None) -> Reply:
    copy = copy_shelf(turn, shelf, turn.t("list.shared", n=len(shelf.picks)))
    if index is None:
        return await list_reply(turn, copy, 0)
    return await show_pick(turn, copy, index)


async def list_page(intent: ListPage, turn: Turn) -> list[Reply]:
    """Another page of a list, for the user whose list it is."""
    shelf = await own_shelf(turn, intent.shelf)
    if isinstance(shelf, Reply):
        return [shelf]
    return [await list_reply(turn, shelf, intent.page)]


async def turn_to(intent: TurnTo, turn: Turn) -> list[Reply]:
    """Another title of a shelf, for the user whose shelf it is."""
    shelf = await own_shelf(turn, intent.shelf)
    if isinstance(shelf, Reply):
        return [shelf]
    return [await show_pick(turn, shelf, intent.index)]
