"""One user on two platforms: a code given here and entered there, agreed on both sides; and the
way back.
"""

from core.capabilities.linking.actions import (
    LinkStep,
    Refusal,
    agree,
    drop,
    give_code,
    part,
    take_code,
)
from core.capabilities.linking.intents import AgreeLink, DropLink, Link, Unlink
from core.dialogue.accounts import named_accounts
from core.dialogue.replies import Button, Reply, Show
from core.dialogue.turn import Turn


async def link(intent: Link, turn: Turn) -> list[Reply]:
    """Give a code, or take the one given on the other platform. It is never written down."""
    turn.off_record = True
    if intent.code:
        return [await _taken(intent.code, turn)]
    given = give_code(turn)
    return [Reply(turn.t("link.code", code=given.code), buttons=_buttons(given.link, turn))]


async def agree_link(intent: AgreeLink, turn: Turn) -> list[Reply]:
    """Yes, on this side; with the other side's yes the two become one user."""
    turn.off_record = True
    step = await agree(turn, intent.link)
    if step is Refusal.NOBODY_YET:
        return [Reply(turn.t("link.nobody_yet"), show=Show.TOAST)]
    if isinstance(step, Refusal):
        return [Reply(turn.t(f"link.{step.value}"), show=Show.EDIT)]
    return [Reply(await _agreed(step, turn), show=Show.EDIT)]


async def drop_link(intent: DropLink, turn: Turn) -> list[Reply]:
    """No, on this side: the code is worth nothing any more."""
    turn.off_record = True
    drop(turn, intent.link)
    return [Reply(turn.t("link.dropped"), show=Show.EDIT)]


async def unlink(_: Unlink, turn: Turn) -> list[Reply]:
    """This account leaves, with a copy of the lists."""
    turn.off_record = True
    user = turn.message.user
    parted = await part(turn, user.platform, user.id)
    return [Reply(turn.t("link.parted" if parted else "link.none"))]


async def _taken(code: str, turn: Turn) -> Reply:
    step = await take_code(turn, code)
    if isinstance(step, Refusal):
        return Reply(turn.t(f"link.{step.value}"))
    here = await named_accounts(turn, turn.user.id)
    there = await named_accounts(turn, step.other)
    return Reply(turn.t("link.ask", here=here, there=there), buttons=_buttons(step.link, turn))


async def _agreed(step: LinkStep, turn: Turn) -> str:
    there = await named_accounts(turn, step.other)
    if not step.done:
        return turn.t("link.other_side", there=there)
    here = await named_accounts(turn, turn.user.id)
    return turn.t("link.done", here=here, there=there)


def _buttons(link: str, turn: Turn) -> tuple[tuple[Button, ...], ...]:
    return (
        (
            Button(turn.t("button.link"), AgreeLink(link)),
            Button(turn.t("button.no_link"), DropLink(link)),
        ),
    )
