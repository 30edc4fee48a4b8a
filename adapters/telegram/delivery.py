"""Brings answers to Telegram: notices first, then messages new or in place, whatever state the chat
is in.
"""

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from telegram import InputMediaPhoto, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import ExtBot

from adapters.shared.text import clip, sound
from adapters.telegram.backoff import patiently
from adapters.telegram.markup import TOAST
from adapters.telegram.pictures import Picture, UploadedPictures
from adapters.telegram.reading import Place
from adapters.telegram.render import Page, page, toast
from core.dialogue.replies import Answer, File, Reply, Show
from core.words.speech import speech

log = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_SAME = "message is not modified"
_LOST = ("wrong file identifier", "wrong remote file", "file reference")
_SILENCE = "…"


class Closed(Exception):
    """The bot may no longer write to a chat; ``moved`` is the chat's new id where it only moved."""

    def __init__(self, moved: int | None = None) -> None:
        super().__init__()
        self.moved = moved


class Delivery:
    """Sends the replies of an answer to a place."""

    def __init__(self, bot: "ExtBot[None]", pictures: UploadedPictures) -> None:
        self._bot = bot
        self._pictures = pictures

    async def notice(self, place: Place, replies: tuple[Reply, ...] = ()) -> None:
        """Answer the tap, with what the notices say; one too old for an answer is let be."""
        if place.query_id is None:
            return
        text = clip(sound(toast(replies)), TOAST)
        try:
            await patiently(partial(self._bot.answer_callback_query, place.query_id, text or None))
        except BadRequest as error:
            log.debug("a tap was not answered: %s", error)

    async def deliver(self, answer: Answer, place: Place) -> None:
        """Send what is not a notice, in order. Raises Closed when the chat is closed to the bot, or
        has moved.
        """
        if place.chat_id is None:
            return
        try:
            for reply in answer.replies:
                if reply.show is not Show.TOAST or place.query_id is None:
                    await self._reply(reply, answer.language, place)
        except ChatMigrated as moved:
            raise Closed(moved.new_chat_id) from moved
        except Forbidden as error:
            raise Closed from error

    async def _reply(self, reply: Reply, language: str, place: Place) -> None:
        shown = page(reply, speech(language), self._bot.username)
        if reply.show is Show.EDIT and await self._edited(shown, language, place):
            return
        await self._sent(shown, language, place)
        for file in reply.files:
            await patiently(partial(self._document, file, place))

    async def _edited(self, shown: Page, language: str, place: Place) -> bool:
        """Change the message that was tapped; False where that can't be, and a new one is
        needed.
        """
        tapped = place.tapped
        if tapped is None or bool(tapped.photo) != bool(shown.card):
            return False
        try:
            if shown.card is None:
                await patiently(partial(self._edit_text, shown, tapped))
            else:
                await self._with_picture(shown, language, partial(self._edit_photo, shown, tapped))
        except BadRequest as error:
            return _SAME in error.message.lower()
        return True

    async def _sent(self, shown: Page, language: str, place: Place) -> None:
        if shown.card is None:
            await patiently(partial(self._text, shown, place))
        else:
            await self._with_picture(shown, language, partial(self._photo, shown, place))

    async def _with_picture(
        self, shown: Page, language: str, send: Callable[[Picture], Awaitable[Message | bool]]
    ) -> None:
        """Send with the card's picture; one that Telegram has lost is uploaded again."""
        assert shown.card
        picture = await self._pictures.of(shown.card, language)
        try:
            message = await patiently(partial(send, picture))
        except BadRequest as error:
            if not picture.known or not any(sign in error.message.lower() for sign in _LOST):
                raise
            picture = await self._pictures.afresh(shown.card, language)
            message = await patiently(partial(send, picture))
        await self._pictures.remember(picture, message)

    async def _text(self, shown: Page, place: Place) -> Message:
        return await self._bot.send_message(
            place.chat_id or 0,
            shown.html or _SILENCE,
            ParseMode.HTML,
            reply_markup=shown.keyboard,
            link_preview_options=_NO_PREVIEW,
            message_thread_id=place.thread_id,
            reply_parameters=_quote(place),
        )

    async def _photo(self, shown: Page, place: Place, picture: Picture) -> Message:
        return await self._bot.send_photo(
            place.chat_id or 0,
            picture.media,
            shown.html,
            parse_mode=ParseMode.HTML,
            reply_markup=shown.keyboard,
            message_thread_id=place.thread_id,
            reply_parameters=_quote(place),
        )

    async def _document(self, file: File, place: Place) -> Message:
        return await self._bot.send_document(place.chat_id or 0, file.content, filename=file.name)

    async def _edit_text(self, shown: Page, tapped: Message) -> Message | bool:
        return await self._bot.edit_message_text(
            shown.html or _SILENCE,
            tapped.chat.id,
            tapped.message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=shown.keyboard,
            link_preview_options=_NO_PREVIEW,
        )

    async def _edit_photo(self, shown: Page, tapped: Message, picture: Picture) -> Message | bool:
        media = InputMediaPhoto(picture.media, shown.html, ParseMode.HTML)
        return await self._bot.edit_message_media(
            media, tapped.chat.id, tapped.message_id, reply_markup=shown.keyboard
        )


def _quote(place: Place) -> ReplyParameters | None:
    return (
        ReplyParameters(place.quote_id, allow_sending_without_reply=True)
        if place.quote_id
        else None
    )
