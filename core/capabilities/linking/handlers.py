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
    return [await _taken(intent.code, turn) if intent.code else _given(turn)]


def _given(turn: Turn) -> Reply:
    given = give_code(turn)
    copy = Button(turn.t("button.copy"), copies=turn.t("link.to_send", code=given.code))
    said = turn.t("link.code", code=given.code)
    return Reply(said, buttons=((copy,), *_buttons(given.link, turn)))


async def agree_link(intent: AgreeLink, turn: Turn) -> list[Reply]:
    """Yes, on this side; with the other side's yes the two become one user."""
    turn.off_record = True
    step = await agree(turn, intent.link)
    if isinstance(step, Refusal):
        return [_refused(step, turn)]
    return [Reply(await _agreed(step, turn), show=Show.EDIT)]


def _refused(why: Refusal, turn: Turn) -> Reply:
    """Why it cannot be agreed on. Where it only waits for the other side, the question stays."""
    how = Show.TOAST if why is Refusal.NOBODY_YET else Show.EDIT
    return Reply(turn.t(f"link.{why.value}"), show=how)


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
    return Reply(await _of_both(step, turn, "link.ask"), buttons=_buttons(step.link, turn))


async def _agreed(step: LinkStep, turn: Turn) -> str:
    if step.done:
        return await _of_both(step, turn, "link.done")
    return turn.t("link.other_side", there=await named_accounts(turn, step.other))


async def _of_both(step: LinkStep, turn: Turn, phrase: str) -> str:
    """A phrase about the accounts on both sides."""
    here = await named_accounts(turn, turn.user.id)
    there = await named_accounts(turn, step.other)
    return turn.t(phrase, here=here, there=there)


def _buttons(link: str, turn: Turn) -> tuple[tuple[Button, ...], ...]:
    return (
        (
            Button(turn.t("button.link"), AgreeLink(link)),
            Button(turn.t("button.no_link"), DropLink(link)),
        ),
    )
