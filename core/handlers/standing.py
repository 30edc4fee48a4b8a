"""What holds from now on: "never horror again", "family friendly from now on", and taking it back."""

from dataclasses import replace

from core.chat import Reply, Show
from core.intents import Lift
from core.lead import conditions
from core.movies.standing import both, lasting
from core.movies.wish import Wish
from core.turn import Turn


def keep(turn: Turn, wish: Wish) -> str:
    """Let conditions stand beside every wish of the person; what to say of it, nothing where there
    are none.
    """
    kept = lasting(wish)
    if not kept:
        return ""
    turn.person = replace(turn.person, standing=both(turn.person.standing, kept))
    turn.later(turn.store.users.set_standing(turn.person.id, turn.person.standing))
    return turn.t("standing.noted", what=conditions(kept, turn.t))


async def lift(_: Lift, turn: Turn) -> list[Reply]:
    """Nothing stands any more."""
    turn.later(turn.store.users.set_standing(turn.person.id, Wish()))
    return [Reply(turn.t("standing.lifted"), show=Show.EDIT if turn.tapped else Show.NEW)]
