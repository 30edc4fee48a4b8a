"""Brings answers to Telegram: notices first, then messages new or in place, in the first form that
is taken.
"""

import asyncio
import logging
from collections.abc import Iterable
from functools import partial

from telegram import Message
from telegram.error import ChatMigrated, TelegramError
from telegram.ext import ExtBot

from adapters.shared.forms import Form, in_some_form
from adapters.shared.text import clip, sound
from adapters.telegram.backoff import patiently
from adapters.telegram.markup import TOAST
from adapters.telegram.messages import Done, Messages
from adapters.telegram.pictures import UploadedPictures
from adapters.telegram.reading import Place
from adapters.telegram.refusals import REFUSALS, Moved, Refused, is_refusal
from adapters.telegram.render import Page, page, toast
from core.dialogue.replies import Answer, Reply, Show
from core.words.speech import speech

log = logging.getLogger(__name__)

_NOTICED = 5.0  # seconds in which a tap is answered, or not at all


class Delivery:
    """Sends the replies of an answer to a place."""

    def __init__(self, bot: "ExtBot[None]", pictures: UploadedPictures) -> None:
        self._bot = bot
        self._messages = Messages(bot, pictures)

    async def notice(self, place: Place, replies: Iterable[Reply] = ()) -> bool:
        """Answer the tap, with what the notices among the replies say. False where nothing was
        tapped, or Telegram does not take it: it may be too old for an answer.
        """
        if place.query_id is None:
            return False
        text = clip(sound(toast(tuple(replies))), TOAST)
        call = partial(self._bot.answer_callback_query, place.query_id, text or None)
        try:
            async with asyncio.timeout(_NOTICED):
                return await patiently(call, otherwise=True)
        except (TelegramError, TimeoutError) as error:
            log.debug("a tap was not answered: %s", error)
            return False

    async def deliver(self, answer: Answer, place: Place) -> list[Message]:
        """Send what is not a notice, in order. Returns the messages sent or changed. Raises Refused
        for a reply that Telegram takes in no form, and Moved when the chat has a new id.
        """
        posted: list[Message] = []
        if place.chat_id is None:
            return posted
        replies = [reply for reply in answer.replies if reply.show is not Show.TOAST]
        for number, reply in enumerate(replies):
            left = tuple(replies[number:])
            try:
                posted += await self._reply(reply, answer.language, place)
            except ChatMigrated as moved:
                raise Moved(moved.new_chat_id, left) from moved
            except REFUSALS as error:
                raise Refused(error, left) from error
        return posted

    async def _reply(self, reply: Reply, language: str, place: Place) -> list[Message]:
        shown = page(reply, speech(language), self._bot.username)
        new = self._new(shown, language, place)
        forms = self._in_place(shown, language, place, new) if reply.show is Show.EDIT else new
        done = await in_some_form(forms, is_refusal)
        for file in reply.files:
            await self._messages.document(file, place)
        return [done] if isinstance(done, Message) else []

    def _new(self, shown: Page, language: str, place: Place) -> list[Form[Done]]:
        """A page as a new message: with its picture, without, and at last as bare words."""
        words = [
            partial(self._messages.text, shown, place),
            partial(self._messages.bare, shown, place),
        ]
        if shown.card is None:
            return [*words]
        return [partial(self._messages.photo, shown, shown.card, language, place), *words]

    def _in_place(
        self, shown: Page, language: str, place: Place, new: list[Form[Done]]
    ) -> list[Form[Done]]:
        """A page in place of the message that was tapped, else as a new message. Text can't become
        a picture; where Telegram takes no picture, it stays text.
        """
        tapped, messages = place.tapped, self._messages
        if tapped is None or (tapped.photo and not shown.card):
            return new
        if tapped.photo and shown.card:
            return [partial(messages.edit_photo, shown, shown.card, language, tapped), *new]
        edit = partial(messages.edit_text, shown, tapped)
        return [new[0], edit, *new[1:]] if shown.card else [edit, *new]
