"""Recommendations for a user: in their language, within their limits."""

from dataclasses import replace

from core.dialogue.work import Work
from core.films.finding.catalogue import Catalogue
from core.films.recommending.audience import Audience
from core.films.recommending.recommender import Recommendations, Recommender
from core.films.recommending.request import Request
from core.films.wishes.lasting import applied
from core.films.wishes.wish import Wish
from core.library.audience import audience


async def find(work: Work, request: Request) -> Recommendations:
    """What fits a request for this user; in a group, what nobody there has seen."""
    wish = allowed(work, request.wish)
    suggested = await work.use(Catalogue).suggested(work.suggested, wish.kind)
    asked = replace(
        request,
        wish=wish,
        suggested=tuple(suggested),
        language=work.language,
        region=work.region,
    )
    return await work.use(Recommender).find(asked, audience_of(work))


def allowed(work: Work, wish: Wish) -> Wish:
    """The wish without what the user never wants, and within their age limit."""
    return applied(wish, Wish.from_dict(work.user.limits))


def audience_of(work: Work) -> Audience:
    """The user, and in a group whoever takes part there."""
    group = work.group
    return audience(work.user.id, (group.platform, group.id) if group else None)
