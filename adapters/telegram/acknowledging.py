"""The first word on every tap, in no lane and before any thinking."""

import asyncio
from dataclasses import dataclass, replace

from adapters.shared.admission import Admission
from adapters.telegram.activity import PATIENCE
from adapters.telegram.delivery import Delivery
from adapters.telegram.reading import Place
from core.background import Background
from core.dialogue.replies import Reply, Show

_LIFE = 900.0  # seconds a tap can be acknowledged

Notices = asyncio.Future[tuple[Reply, ...]]


@dataclass(frozen=True, slots=True)
class _Begun:
    """The notices that an acknowledgement waits for, and whether Telegram takes it."""

    notices: Notices
    taken: asyncio.Task[bool]


class Acknowledgements:
    """What was acknowledged, or is just being."""

    def __init__(self, delivery: Delivery, admission: Admission, background: Background) -> None:
        self._delivery = delivery
        self._admission = admission
        self._background = background
        self._begun: dict[str, _Begun] = {}

    def begin(self, update_id: str, place: Place) -> None:
        """Begin to acknowledge a tap. An answer that may be there in a moment is waited for, unless
        others are answered first.
        """
        if update_id in self._begun:  # Telegram tells again of what was not confirmed
            return
        loop = asyncio.get_running_loop()
        notices: Notices = loop.create_future()
        if self._admission.is_busy:
            notices.set_result(())
        taken = self._background.start(self._acknowledge(place, notices))
        self._begun[update_id] = _Begun(notices, taken)
        loop.call_later(_LIFE, self._begun.pop, update_id, None)

    def hurry(self, update_id: str) -> None:
        """Acknowledge at once: there is no answer."""
        begun = self._begun.get(update_id)
        if begun and not begun.notices.done():
            begun.notices.set_result(())

    async def answered(
        self, update_id: str, place: Place, replies: tuple[Reply, ...]
    ) -> tuple[Reply, ...]:
        """Let the notices of an answer come with the acknowledgement. Returns what is left to be
        said. What another run or copy of the program took in is acknowledged here.
        """
        begun = self._begun.get(update_id)
        if begun is None:
            taken = await self._delivery.notice(place, replies)
        else:
            taken = await self._joined(begun, replies)
        return tuple(reply for reply in replies if not _passes(reply)) if taken else late(replies)

    async def _joined(self, begun: _Begun, replies: tuple[Reply, ...]) -> bool:
        """Whether the notices, where there are some, come with an acknowledgement under way."""
        if begun.notices.done():
            return False
        begun.notices.set_result(replies)
        return not any(map(_passes, replies)) or await asyncio.shield(begun.taken)

    async def _acknowledge(self, place: Place, notices: Notices) -> bool:
        await asyncio.wait([notices], timeout=PATIENCE)
        if not notices.done():
            notices.set_result(())
        return await self._delivery.notice(place, notices.result())


def late(replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """An answer whose notices Telegram does not show: they are said in a message where there is
    nothing else, as a card that changes says itself what was done.
    """
    return tuple(reply for reply in replies if not _passes(reply)) or in_messages(replies)


def in_messages(replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """An answer whose notices are messages."""
    return tuple(replace(reply, show=Show.NEW) if _passes(reply) else reply for reply in replies)


def _passes(reply: Reply) -> bool:
    return reply.show is Show.TOAST
