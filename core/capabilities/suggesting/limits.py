"""What holds from now on: "never horror again", "family friendly from now on", and taking it
back.
"""

from dataclasses import replace

from core.capabilities.suggesting.intents import Lift
from core.dialogue.replies import Button, Reply, Show
from core.dialogue.turn import Turn
from core.dialogue.users import Users
from core.films.wishes.lasting import combined, lasting_part
from core.films.wishes.lead import conditions
from core.films.wishes.wish import Wish


def keep(turn: Turn, wish: Wish) -> str:
    """Let conditions hold beside every request of the user; what to say of it, nothing where there
    are none.
    """
    kept = lasting_part(wish)
    if not kept:
        return ""
    limits = combined(Wish.from_dict(turn.user.limits), kept).to_dict()
    turn.user = replace(turn.user, limits=limits)
    turn.later(turn.use(Users).set_limits(turn.user.id, limits))
    return turn.t("standing.noted", what=conditions(kept, turn.t))


async def lift(_: Lift, turn: Turn) -> list[Reply]:
    """Nothing is held back any more."""
    turn.later(turn.use(Users).set_limits(turn.user.id, {}))
    return [Reply(turn.t("standing.lifted"), show=Show.EDIT if turn.tapped else Show.NEW)]


def in_settings(turn: Turn) -> tuple[str, tuple[Button, ...]]:
    """What the settings say of it, with the button that takes it back; nothing where nothing
    holds.
    """
    limits = Wish.from_dict(turn.user.limits)
    if not limits:
        return "", ()
    line = turn.t("settings.standing", what=conditions(limits, turn.t))
    return line, (Button(turn.t("button.lift"), Lift()),)
