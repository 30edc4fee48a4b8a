"""Making one user of two accounts: a code given here and entered there, agreed on both sides."""

import base64
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum

from core.capabilities.linking.storage import LinkCodes, Linking, Side
from core.dialogue.sessions import Users
from core.dialogue.turn import Work, short_id

LIFE = timedelta(minutes=10)
_BYTES = 10  # 80 bits, as 16 letters and digits that are not mistaken for each other


@dataclass(frozen=True, slots=True)
class Given:
    """A code to be entered on the other platform, and the id of the link it begins."""

    link: str
    code: str


class Refusal(Enum):
    """Why a step of linking is not taken."""

    WRONG_CODE = "wrong_code"
    OWN_CODE = "own_code"
    NOBODY_YET = "nobody_yet"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class LinkStep:
    """A step that was taken: of which link, who is on its other side and where they are told of
    it, and whether the two accounts are one user with it.
    """

    link: str
    other: int
    done: bool = False
    side: Side | None = None


def give_code(work: Work, side: Side) -> Given:
    """A fresh code, good for ten minutes and for one use."""
    given = Given(short_id(), _fresh_code())
    codes = work.use(LinkCodes)
    work.later(codes.give(given.link, work.user.id, given.code, work.now + LIFE, side))
    return given


def _fresh_code() -> str:
    """A random code, in groups of four letters."""
    letters = base64.b32encode(secrets.token_bytes(_BYTES)).decode()
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


async def take_code(work: Work, code: str, side: Side) -> LinkStep | Refusal:
    """Enter the code that was given on the other platform. Who has entered it may do so again."""
    linking = await work.use(LinkCodes).by_code(code)
    if linking is None or linking.other not in (None, work.user.id):
        return Refusal.WRONG_CODE
    if linking.expires_at <= work.now:
        return Refusal.OVER
    if linking.giver == work.user.id:
        return Refusal.OWN_CODE
    work.later(work.use(LinkCodes).take(linking.id, work.user.id, side))
    return LinkStep(linking.id, linking.giver)


async def ask(work: Work, link: str) -> LinkStep | Refusal:
    """Who is on the other side of a link, before this side agrees."""
    linking = await _own(work, link)
    if linking is None:
        return Refusal.OVER
    if linking.other is None:
        return Refusal.NOBODY_YET
    return LinkStep(linking.id, linking.other if linking.giver == work.user.id else linking.giver)


async def agree(work: Work, link: str) -> LinkStep | Refusal:
    """Agree on this side; with the other side's yes the two become one user."""
    step = await ask(work, link)
    if isinstance(step, Refusal):
        return step
    linking = await work.use(LinkCodes).get(link, work.now)
    assert linking is not None
    work.later(work.use(LinkCodes).agree(link, work.user.id, work.now))
    gives = linking.giver == work.user.id
    done = linking.other_agreed if gives else linking.agreed
    return replace(step, done=done, side=linking.opposite(work.user.id))


def drop(work: Work, link: str) -> None:
    """Refuse on this side: the code is worth nothing any more."""
    work.later(work.use(LinkCodes).drop(link, work.user.id))


async def part(work: Work, platform: str, account: str) -> bool:
    """Let an account leave the user, with a copy of the lists; False where it is the only one."""
    if len(await work.use(Users).accounts(work.user.id)) < 2:
        return False
    work.later(work.use(LinkCodes).part(platform, account, work.now))
    return True


async def _own(work: Work, link: str) -> Linking | None:
    """The link, where the user is a side of it."""
    linking = await work.use(LinkCodes).get(link, work.now)
    return linking if linking and work.user.id in (linking.giver, linking.other) else None
