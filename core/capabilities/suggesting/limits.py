"""What holds from now on: "never horror again", "family friendly from now on", and taking it
back.
"""

from core.capabilities.suggesting.actions import add_limits, lift_limits
from core.capabilities.suggesting.intents import Lift
from core.dialogue.replies import Button, Fact, Reply
from core.dialogue.turn import Turn
from core.films.wishes.lead import conditions
from core.films.wishes.wish import Wish
from core.presentation.settings import Setting


def keep(turn: Turn, wish: Wish) -> str:
    """Let conditions hold beside every request of the user; what to say of it, nothing where there
    are none.
    """
    kept = add_limits(turn, wish)
    return turn.t("standing.noted", what=conditions(kept, turn.t)) if kept else ""


async def lift(_: Lift, turn: Turn) -> list[Reply]:
    """Nothing is held back any more."""
    lift_limits(turn)
    return [Reply(turn.t("standing.lifted"), show=turn.in_place)]


def in_settings(turn: Turn) -> Setting | None:
    """What the settings say of it, with the button that takes it back; nothing where nothing
    holds.
    """
    limits = Wish.from_dict(turn.user.limits)
    if not limits:
        return None
    line = turn.t("settings.standing", what=conditions(limits, turn.t))
    return Setting(Fact("limits", line), (Button(turn.t("button.lift"), Lift()),))
