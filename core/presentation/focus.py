"""What a message is about that answers a card: the card's title and list, as its buttons tell."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar, runtime_checkable

from core.dialogue.intents import Intent
from core.dialogue.session import Session
from core.films.titles.titles import Titles
from core.presentation.shelf import Shelf
from core.presentation.storage import Shelves
from core.storage.store import Services

T = TypeVar("T")


@runtime_checkable
class OfTitle(Protocol):
    """A button of the card of a title."""

    @property
    def title_id(self) -> int:
        """The title."""
        ...


@runtime_checkable
class OfShelf(Protocol):
    """A button of a card or page of a result list."""

    @property
    def shelf(self) -> str:
        """The list; empty for a card that is on none."""
        ...


async def focused(
    services: Services, session: Session, user_id: int, buttons: Sequence[Intent]
) -> Session:
    """The session as it would be if the card with these buttons were the one on show. Another
    user's card brings its wish and its title; their list stays theirs.
    """
    title_id = _first(one.title_id for one in buttons if isinstance(one, OfTitle))
    shelf_id = _first(one.shelf for one in buttons if isinstance(one, OfShelf))
    shelf = await services.of(Shelves).get(shelf_id) if shelf_id else None
    if title_id is None and shelf is None:
        return session
    session = await _on_title(services, session, title_id)
    return _on_shelf(session, shelf, user_id, title_id)


async def _on_title(services: Services, session: Session, title_id: int | None) -> Session:
    asked = [] if title_id is None else [title_id]
    title = (await services.of(Titles).get(asked, "en")).get(title_id or 0)
    return replace(
        session,
        title_id=title.id if title else None,
        runtime=title.runtime if title else None,
        year=title.year if title else None,
    )


def _on_shelf(session: Session, shelf: Shelf | None, user_id: int, title_id: int | None) -> Session:
    if shelf is None:
        return replace(session, shelf=None, index=0, wish=None)
    places = [at for at, pick in enumerate(shelf.picks) if pick.title_id == title_id]
    return replace(
        session,
        shelf=shelf.id if shelf.user_id == user_id else None,
        index=places[0] if places else 0,
        wish=shelf.wish.to_dict(),
    )


def _first(values: Iterable[T]) -> T | None:
    """The first value that is not empty."""
    return next(filter(None, values), None)
