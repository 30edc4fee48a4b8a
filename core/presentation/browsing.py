"""Several cards at once that answer a text by itself: what is picked from before it is posted into
some other chat.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from core.dialogue.intents import Intent
from core.dialogue.replies import Button, Reply, Selection, Show
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.recommending.picks import Pick
from core.films.titles.values import Title
from core.films.wishes.wish import Wish
from core.presentation.cards import CardRows, card, payload
from core.presentation.intents import OpenTitle
from core.presentation.paging import Row
from core.presentation.shelves import allowed, audience_of
from core.words.text import fold

I = TypeVar("I", bound=Intent)  # noqa: E741
Picks = Callable[[Intent, Turn, int], Awaitable[Sequence[Pick]]]

_QUOTED = 40  # letters of a text that is repeated
_COMPLETED_TO = 50  # titles, whichever page of them is shown: their order depends on it
_BEGUN = 5  # titles whose names begin with a text that is more likely a request


@dataclass(frozen=True, slots=True)
class Picker:
    """How a capability answers one kind of intent with titles alone.

    ``named`` ones are the user's own choice, and shown even where they are never suggested.
    ``begins`` says whether the text may just as well be the beginning of a title's name.
    ``nothing`` says that there are none.
    """

    kind: type[Intent]
    picks: Picks
    named: bool
    begins: Callable[[Intent], bool]
    nothing: Callable[[Intent, Turn], str]


def picker(
    kind: type[I],
    picks: Callable[[I, Turn, int], Awaitable[Sequence[Pick]]],
    *,
    named: bool = False,
    begins: Callable[[I], bool] | None = None,
    nothing: Callable[[I, Turn], str] | None = None,
) -> Picker:
    """Declare the titles that answer an intent, at most as many as asked for."""

    async def found(intent: Intent, turn: Turn, limit: int) -> Sequence[Pick]:
        assert isinstance(intent, kind)
        return await picks(intent, turn, limit)

    def may_begin(intent: Intent) -> bool:
        assert isinstance(intent, kind)
        return begins is not None and begins(intent)

    def said(intent: Intent, turn: Turn) -> str:
        assert isinstance(intent, kind)
        return nothing(intent, turn) if nothing else _nothing(intent, turn)

    return Picker(kind, found, named, may_begin, said)


class Browser:
    """Cards for a text, from the pickers the capabilities declare."""

    def __init__(self, pickers: Iterable[Picker]) -> None:
        self._pickers = {one.kind: one for one in pickers}

    async def cards(
        self, intent: Intent | None, turn: Turn, limit: int, start: int = 0
    ) -> Selection:
        """Cards for what the text asks, the best first, from the one at ``start`` on; for what asks
        for no titles, those whose names begin so; before the first letter, what is popular.
        """
        known = self._picker(intent, turn)
        asked = intent or Intent()
        picks = await known.picks(asked, turn, start + limit + 1)
        replies = await _replies(turn, picks[start : start + limit], named=known.named)
        note = "" if replies or start else known.nothing(asked, turn)
        more = len(picks) > start + limit
        return Selection(tuple(replies), "tap", turn.language, more=more, note=note)

    def _picker(self, intent: Intent | None, turn: Turn) -> Picker:
        if not fold(turn.message.text):
            return _POPULAR
        known = self._pickers.get(type(intent)) if intent else None
        if known is None:
            return _COMPLETED
        return _also_begun(known) if intent and known.begins(intent) else known


def posted(turn: Turn, title: Title, pick: Pick | None = None, extra: Row = ()) -> Reply:
    """A card that stands in a chat the bot is not in, where everybody may press its buttons."""
    marks = turn.use(CardRows).marks(title, turn.t)
    more = (*extra, Button(turn.t("button.details"), opens=payload(OpenTitle(title.id))))
    return Reply(card=card(title, turn.t, pick), buttons=(marks, more), show=Show.EDIT)


def _also_begun(known: Picker) -> Picker:
    """A picker that begins with the titles whose names begin with the text."""

    async def picks(intent: Intent, turn: Turn, limit: int) -> Sequence[Pick]:
        most = _COMPLETED_TO if known.named else _BEGUN
        begun = turn.use(Catalogue).beginning(turn.message.text, most)
        found = {title_id: Pick(title_id) for title_id in begun}
        for pick in await known.picks(intent, turn, limit):
            found[pick.title_id] = pick
        return list(found.values())[:limit]

    return Picker(known.kind, picks, known.named, known.begins, known.nothing)


async def _popular(_: Intent, turn: Turn, limit: int) -> Sequence[Pick]:
    wish, audience = allowed(turn, Wish()), audience_of(turn)
    trend = await turn.use(Catalogue).trending(wish, audience)
    return [Pick(title_id) for title_id in trend.ids[:limit]]


async def _completed(_: Intent, turn: Turn, limit: int) -> Sequence[Pick]:
    """Titles whose name is being typed."""
    typed = turn.message.text
    titles = await turn.use(Catalogue).suggestions(typed, turn.language, _COMPLETED_TO)
    return [Pick(title.id) for title in titles[:limit]]


def _nothing(_: Intent, turn: Turn) -> str:
    return turn.t("browse.nothing", text=turn.message.text[:_QUOTED])


_POPULAR = picker(Intent, _popular)
_COMPLETED = picker(Intent, _completed, named=True)


async def _replies(turn: Turn, picks: Sequence[Pick], *, named: bool) -> list[Reply]:
    titles = await _titles(turn, [pick.title_id for pick in picks])
    if not named:
        titles = await _suggestible(turn, titles)
    shown = (pick for pick in picks if pick.title_id in titles)
    return [posted(turn, titles[pick.title_id], pick) for pick in shown]


async def _titles(turn: Turn, ids: Sequence[int]) -> dict[int, Title]:
    titles = await turn.use(Catalogue).titles(ids, turn.language)
    return {title.id: title for title in titles}


async def _suggestible(turn: Turn, titles: dict[int, Title]) -> dict[int, Title]:
    hidden = await turn.use(Catalogue).hidden(titles)
    return {title_id: title for title_id, title in titles.items() if title_id not in hidden}
