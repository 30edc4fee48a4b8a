"""A user as the audience of a recommendation: what they marked is left out and tells their
taste.
"""

from functools import partial

from core.films.recommending.audience import Audience
from core.library.never import unmarked, unseen_by
from core.library.opinions import opinions


def audience(user_id: int, group: tuple[str, str] | None = None) -> Audience:
    """A user, in a group (platform and chat) where there is one."""
    conditions = [unmarked(user_id)]
    if group:
        conditions.append(unseen_by(*group))
    return Audience(tuple(conditions), partial(opinions, user_id=user_id))
