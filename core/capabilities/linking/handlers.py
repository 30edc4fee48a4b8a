"""One user on two platforms: a code given here and entered there, agreed on both sides; and the
way back.
"""

from dataclasses import replace

from core.capabilities.linking.actions import (
    LinkStep,
    Refusal,
    agree,
    ask,
    drop,
    give_code,
    part,
    take_code,
)
from core.capabilities.linking.intents import AgreeLink, DropLink, Link, Unlink
from core.capabilities.linking.storage import Side
from core.dialogue.accounts import named_accounts
from core.dialogue.outbox import Outbox
from core.dialogue.replies import Button, Reply, Show
from core.dialogue.turn import Turn
from core.words.speech import speech


async def link(intent: Link, turn: Turn) -> list[Reply]:
    """Give a code, or take the one given on the other platform. It is never written down."""
    turn.off_record = True
    return [await _taken(intent.code, turn) if intent.code else _given(turn)]


def _given(turn: Turn) -> Reply:
    given = give_code(turn, _here(turn))
    copy = Button(turn.t("button.copy"), copies=turn.t("link.to_send", code=given.code))
    said = turn.t("link.code", code=given.code)
    return Reply(said, buttons=((copy,), *_buttons(given.link, turn, ask=True)))


async def agree_link(intent: AgreeLink, turn: Turn) -> list[Reply]:
    """Yes, on this side; with the other side's yes the two become one user. Who has not been told
    which account is on the other side is told first.
    """
    turn.off_record = True
    step = await (ask(turn, intent.link) if intent.ask else agree(turn, intent.link))
    if step is Refusal.NOBODY_YET:
        return [Reply(turn.t("link.nobody_yet"), show=Show.TOAST)]
    if isinstance(step, Refusal):
        return [Reply(turn.t(f"link.{step.value}"), show=Show.EDIT)]
    said = await (_asked(step, turn) if intent.ask else _agreed(step, turn))
    return [replace(said, show=Show.EDIT)]


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
    step = await take_code(turn, code, _here(turn))
    if isinstance(step, Refusal):
        return Reply(turn.t(f"link.{step.value}"))
    return await _asked(step, turn)


async def _asked(step: LinkStep, turn: Turn) -> Reply:
    """Whether both accounts are the user's, by their names."""
    here, there = await _both(step, turn)
    asked = turn.t("link.ask", here=here, there=there)
    return Reply(asked, buttons=_buttons(step.link, turn))


async def _agreed(step: LinkStep, turn: Turn) -> Reply:
    here, there = await _both(step, turn)
    if not step.done:
        return Reply(turn.t("link.other_side", there=there))
    if step.side:
        _tell(step.side, turn, here, there)
    return Reply(turn.t("link.done", here=here, there=there))


def _tell(side: Side, turn: Turn, here: str, there: str) -> None:
    """Tell the other side, who agreed first, that it is done."""
    done = Reply(speech(side.language)("link.done", here=there, there=here))
    turn.later(turn.use(Outbox).say(side.chat, [done], side.language, turn.now))


async def _both(step: LinkStep, turn: Turn) -> tuple[str, str]:
    """The accounts on this side and on the other."""
    here = await named_accounts(turn, turn.user.id)
    return here, await named_accounts(turn, step.other)


def _here(turn: Turn) -> Side:
    return Side(turn.message.chat, turn.language)


def _buttons(link: str, turn: Turn, *, ask: bool | None = None) -> tuple[tuple[Button, ...], ...]:
    return (
        (
            Button(turn.t("button.link"), AgreeLink(link, ask)),
            Button(turn.t("button.no_link"), DropLink(link)),
        ),
    )
