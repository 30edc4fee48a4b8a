"""Cards that people posted through the bot into chats where it is not: it can change their buttons,
and write nothing.
"""

import logging
from dataclasses import replace

from telegram.error import TelegramError
from telegram.ext import ExtBot

from adapters.telegram.reading import Place
from adapters.telegram.render import keyboard
from core.dialogue.replies import Answer, Reply, Show

log = logging.getLogger(__name__)


class Posts:
    """The posted cards of one bot."""

    def __init__(self, bot: "ExtBot[None]") -> None:
        self._bot = bot

    async def changed(self, answer: Answer, place: Place) -> Answer:
        """Change the buttons of the posted card that was tapped: what is left of the answer then.
        Elsewhere, all of it.
        """
        if place.inline_id is None:
            return answer
        in_place = [reply for reply in answer.replies if reply.show is Show.EDIT]
        for reply in in_place:
            await self._change(reply, place.inline_id)
        left = [reply for reply in answer.replies if reply.show is not Show.EDIT]
        return replace(answer, replies=tuple(left))

    async def _change(self, reply: Reply, inline_id: str) -> None:
        board = keyboard(reply, self._bot.username)
        try:
            await self._bot.edit_message_reply_markup(
                inline_message_id=inline_id, reply_markup=board
            )
        except TelegramError as error:  # it is like that already, or was deleted
            log.debug("a posted card was not changed: %s", error.message)
