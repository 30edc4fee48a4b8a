"""Several cards at once that answer a text by itself: what is picked from before it is posted into
some other chat.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from core.dialogue.intents import Intent
from core.dialogue.replies import Reply
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.recommending.picks import Pick
from core.films.titles.values import Title
from core.films.wishes.wish import Wish
from core.presentation.cards import CardRows, card
from core.presentation.shelves import allowed, audience_of

I = TypeVar("I", bound=Intent)  # noqa: E741
Picks = Callable[[Intent, Turn, int], Awaitable[Sequence[Pick]]]


@dataclass(frozen=True, slots=True)
class Picker:
    """How a capability answers one kind of intent with titles alone; ``named`` ones are the user's
    own choice, and shown even where they are never suggested.
    """

    kind: type[Intent]
    picks: Picks
    named: bool


def picker(
    kind: type[I],
    picks: Callable[[I, Turn, int], Awaitable[Sequence[Pick]]],
    *,
    named: bool = False,
) -> Picker:
    """Declare the titles that answer an intent, at most as many as asked for."""

    async def found(intent: Intent, turn: Turn, limit: int) -> Sequence[Pick]:
        assert isinstance(intent, kind)
        return await picks(intent, turn, limit)

    return Picker(kind, found, named)


class Browser:
    """Cards for a text, from the pickers the capabilities declare."""

    def __init__(self, pickers: Iterable[Picker]) -> None:
        self._pickers = {one.kind: one for one in pickers}

    async def cards(self, intent: Intent | None, turn: Turn, limit: int) -> list[Reply]:
        """Cards for what the text asks, the best first; for anything that asks for no title, what
        is popular.
        """
        known = self._pickers.get(type(intent)) if intent is not None else None
        picks = await _picked(known, intent, turn, limit)
        titles = await _titles(turn, [pick.title_id for pick in picks])
        if not (known and known.named):
            titles = await _suggestible(turn, titles)
        shown = (pick for pick in picks if pick.title_id in titles)
        return [_reply(turn, titles[pick.title_id], pick) for pick in shown]


async def _picked(
    known: Picker | None, intent: Intent | None, turn: Turn, limit: int
) -> Sequence[Pick]:
    if known is None or intent is None:
        return await _popular(turn, limit)
    return await known.picks(intent, turn, limit)


async def _popular(turn: Turn, limit: int) -> Sequence[Pick]:
    wish, audience = allowed(turn, Wish()), audience_of(turn)
    trend = await turn.use(Catalogue).trending(wish, audience, limit)
    return [Pick(title_id) for title_id in trend.ids]


async def _titles(turn: Turn, ids: Sequence[int]) -> dict[int, Title]:
    titles = await turn.use(Catalogue).titles(ids, turn.language)
    return {title.id: title for title in titles}


async def _suggestible(turn: Turn, titles: dict[int, Title]) -> dict[int, Title]:
    hidden = await turn.use(Catalogue).hidden(titles)
    return {title_id: title for title_id, title in titles.items() if title_id not in hidden}


def _reply(turn: Turn, title: Title, pick: Pick) -> Reply:
    marks = turn.use(CardRows).marks(title, turn.t)
    return Reply(card=card(title, turn.t, pick), buttons=(marks,))
