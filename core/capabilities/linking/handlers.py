"""One person on two platforms: a code given here and entered there, agreed on both sides; and the
way back.
"""

import base64
import secrets
from datetime import timedelta

from core.capabilities.linking.intents import AgreeLink, DropLink, Link, Unlink
from core.capabilities.linking.storage import LinkCodes, Linking
from core.dialogue.accounts import named_accounts
from core.dialogue.replies import Button, Reply, Show
from core.dialogue.turn import Turn, short_id
from core.dialogue.users import Users

LIFE = timedelta(minutes=10)
_BYTES = 10  # 80 bits, as 16 letters and digits that are not mistaken for each other


async def link(intent: Link, turn: Turn) -> list[Reply]:
    """Give a code, or take the one given on the other platform. It is never written down."""
    turn.off_record = True
    return [await _taken(intent.code, turn) if intent.code else _given(turn)]


async def agree_link(intent: AgreeLink, turn: Turn) -> list[Reply]:
    """Yes, on this side; with the other side's yes the two become one person."""
    turn.off_record = True
    linking = await _own(intent.link, turn)
    if linking is None:
        return [Reply(turn.t("link.over"), show=Show.EDIT)]
    if linking.other is None:
        return [Reply(turn.t("link.nobody_yet"), show=Show.TOAST)]
    turn.later(turn.use(LinkCodes).agree(linking.id, turn.user.id, turn.now))
    ours = linking.giver == turn.user.id
    there = await named_accounts(turn, linking.other if ours else linking.giver)
    if linking.other_agreed if ours else linking.agreed:
        here = await named_accounts(turn, turn.user.id)
        return [Reply(turn.t("link.done", here=here, there=there), show=Show.EDIT)]
    return [Reply(turn.t("link.other_side", there=there), show=Show.EDIT)]


async def drop_link(intent: DropLink, turn: Turn) -> list[Reply]:
    """No, on this side: the code is worth nothing any more."""
    turn.off_record = True
    turn.later(turn.use(LinkCodes).drop(intent.link, turn.user.id))
    return [Reply(turn.t("link.dropped"), show=Show.EDIT)]


async def unlink(_: Unlink, turn: Turn) -> list[Reply]:
    """This account leaves, with a copy of the lists."""
    turn.off_record = True
    if len(await turn.use(Users).accounts(turn.user.id)) < 2:
        return [Reply(turn.t("link.none"))]
    user = turn.message.user
    turn.later(turn.use(LinkCodes).part(user.platform, user.id, turn.now))
    return [Reply(turn.t("link.parted"))]


def _given(turn: Turn) -> Reply:
    letters = base64.b32encode(secrets.token_bytes(_BYTES)).decode()
    code = "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))
    number = short_id()
    turn.later(turn.use(LinkCodes).give(number, turn.user.id, code, turn.now + LIFE))
    return Reply(turn.t("link.code", code=code), buttons=_buttons(number, turn))


async def _taken(code: str, turn: Turn) -> Reply:
    linking = await turn.use(LinkCodes).by_code(code, turn.now)
    if linking is None:
        return Reply(turn.t("link.wrong_code"))
    if linking.giver == turn.user.id:
        return Reply(turn.t("link.own_code"))
    turn.later(turn.use(LinkCodes).take(linking.id, turn.user.id))
    here = await named_accounts(turn, turn.user.id)
    there = await named_accounts(turn, linking.giver)
    return Reply(turn.t("link.ask", here=here, there=there), buttons=_buttons(linking.id, turn))


async def _own(link: str, turn: Turn) -> Linking | None:
    """The link, where the person is a side of it."""
    linking = await turn.use(LinkCodes).get(link, turn.now)
    return linking if linking and turn.user.id in (linking.giver, linking.other) else None


def _buttons(link: str, turn: Turn) -> tuple[tuple[Button, ...], ...]:
    return (
        (
            Button(turn.t("button.link"), AgreeLink(link)),
            Button(turn.t("button.no_link"), DropLink(link)),
        ),
    )
