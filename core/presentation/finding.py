"""Recommendations for the user of a turn: in their language, within their limits."""

from dataclasses import replace

from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.recommending.audience import Audience
from core.films.recommending.recommender import Recommendations, Recommender
from core.films.recommending.request import Request
from core.films.wishes.lasting import applied
from core.films.wishes.wish import Wish
from core.library.audience import audience


async def find(turn: Turn, request: Request) -> Recommendations:
    """What fits a request for this user; in a group, what nobody there has seen."""
    wish = allowed(turn, request.wish)
    suggested = await turn.use(Catalogue).suggested(turn.suggested, wish.kind)
    asked = replace(
        request,
        wish=wish,
        suggested=tuple(suggested),
        language=turn.t.language,
        region=turn.region,
    )
    return await turn.use(Recommender).find(asked, audience_of(turn))


def allowed(turn: Turn, wish: Wish) -> Wish:
    """The wish without what the user never wants, and within their age limit."""
    return applied(wish, Wish.from_dict(turn.user.limits))


def audience_of(turn: Turn) -> Audience:
    """The user, and in a group whoever takes part there."""
    chat = turn.message.chat
    return audience(turn.user.id, (chat.platform, chat.id) if turn.message.group else None)
