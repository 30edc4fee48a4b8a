"""Several cards at once that answer a text by itself: what is picked from before it is posted into
some other chat.
"""

from collections.abc import Sequence

from core.cards import card, mark_row
from core.chat import Reply
from core.handlers.names import resolve
from core.intents import FindTitle, Intent, Mashup, MoreLike, Recommend, Refine, ShowList, Surprise
from core.memory import Pick
from core.movies.wish import Wish
from core.turn import Turn


async def browse(intent: Intent | None, turn: Turn, limit: int) -> list[Reply]:
    """Cards for what the text asks, the best first; for anything that asks for no title, what is
    popular.
    """
    picks = await _picks(intent, turn, limit)
    titles = {
        title.id: title
        for title in await turn.catalogue.titles([pick.title_id for pick in picks], turn.t.language)
    }
    asked_for = isinstance(intent, FindTitle | ShowList)
    unfit = set() if asked_for else await turn.catalogue.hidden(titles.keys())
    shown = [
        (titles[pick.title_id], pick) for pick in picks if pick.title_id in titles.keys() - unfit
    ]
    return [
        Reply(card=card(title, turn.t, pick), buttons=(mark_row(title.id, turn.t),))
        for title, pick in shown
    ]


async def _picks(intent: Intent | None, turn: Turn, limit: int) -> Sequence[Pick]:
    match intent:
        case Recommend() | Refine() | MoreLike() | Mashup() | Surprise():
            return await _found(intent, turn, limit)
        case FindTitle():
            matches = await turn.catalogue.search(
                intent.title, year=intent.year, language=turn.t.language, limit=limit
            )
            return [Pick(match.title.id) for match in matches]
        case ShowList():
            names, _ = await turn.store.marks.listed(
                turn.person.id, intent.status, intent.wish, turn.t.language, limit, 0
            )
            return [Pick(name.id) for name in names]
    trend = await turn.catalogue.trending(turn.allowed(Wish()), turn.person.id, limit)
    return [Pick(title_id) for title_id in trend.ids]


async def _found(
    intent: Recommend | Refine | MoreLike | Mashup | Surprise, turn: Turn, limit: int
) -> Sequence[Pick]:
    likes = await resolve(turn, intent.wish.like)
    ids = tuple(title.id for title in likes.titles)
    surprise, mixed = isinstance(intent, Surprise), isinstance(intent, Mashup)
    found = await turn.find(intent.wish, like_ids=ids, mashup=mixed, surprise=surprise, limit=limit)
    return found.picks
