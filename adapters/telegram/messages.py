"""Messages of a page: new ones and changed ones, with their pictures."""

from collections.abc import Awaitable, Callable
from functools import partial

from telegram import InputMediaPhoto, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, TimedOut
from telegram.ext import ExtBot

from adapters.telegram.backoff import patiently
from adapters.telegram.pictures import Picture, UploadedPictures
from adapters.telegram.reading import Place
from adapters.telegram.refusals import is_lost_file, is_same
from adapters.telegram.render import Page
from adapters.telegram.request import ServerFault
from core.dialogue.replies import Card, File

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_SILENCE = "…"
Done = Message | bool
Send = Callable[[Picture], Awaitable[Done]]


class Messages:
    """Sends and changes messages. What the server fails to do is tried again, for less long where
    there is another form of the message; then it counts as refused.
    """

    def __init__(self, bot: "ExtBot[None]", pictures: UploadedPictures) -> None:
        self._bot = bot
        self._pictures = pictures

    async def text(self, shown: Page, place: Place) -> Done:
        """A new message without a picture."""
        return await patiently(partial(self._text, shown, place))

    async def bare(self, shown: Page, place: Place) -> Done:
        """A new message of nothing but words."""
        return await patiently(
            partial(
                self._bot.send_message,
                place.chat_id or 0,
                shown.words or _SILENCE,
                link_preview_options=_NO_PREVIEW,
                message_thread_id=place.thread_id,
            )
        )

    async def photo(self, shown: Page, card: Card, language: str, place: Place) -> Done:
        """A new message with a picture."""
        return await self._with_picture(card, language, partial(self._photo, shown, place))

    async def edit_text(self, shown: Page, tapped: Message) -> Done:
        """The message that was tapped, changed; also where it is the same already."""
        return await _changed(partial(self._edit_text, shown, tapped))

    async def edit_photo(self, shown: Page, card: Card, language: str, tapped: Message) -> Done:
        """The message that was tapped, with another picture and caption."""
        edit = partial(self._edit_photo, shown, tapped)
        return await _changed(partial(self._with_picture, card, language, edit))

    async def document(self, file: File, place: Place) -> Done:
        """A file."""
        return await _at_best(
            partial(
                self._bot.send_document,
                place.chat_id or 0,
                file.content,
                filename=file.name,
                message_thread_id=place.thread_id,
            )
        )

    async def _with_picture(self, card: Card, language: str, send: Send) -> Done:
        """Send with the card's picture; one that Telegram has lost is uploaded again."""
        picture = await self._pictures.of(card, language)
        try:
            message = await _at_best(partial(send, picture))
        except BadRequest as error:
            if not picture.known or not is_lost_file(error):
                raise
            picture = await self._pictures.afresh(card, language)
            message = await _at_best(partial(send, picture))
        await self._pictures.remember(picture, message)
        return message

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

    async def _edit_text(self, shown: Page, tapped: Message) -> Done:
        return await self._bot.edit_message_text(
            shown.html or _SILENCE,
            tapped.chat.id,
            tapped.message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=shown.keyboard,
            link_preview_options=_NO_PREVIEW,
        )

    async def _edit_photo(self, shown: Page, tapped: Message, picture: Picture) -> Done:
        media = InputMediaPhoto(picture.media, shown.html, ParseMode.HTML)
        return await self._bot.edit_message_media(
            media, tapped.chat.id, tapped.message_id, reply_markup=shown.keyboard
        )


async def _changed(edit: Callable[[], Awaitable[Done]]) -> Done:
    try:
        return await _at_best(edit)
    except BadRequest as error:
        if is_same(error):
            return True
        raise


async def _at_best(call: Callable[[], Awaitable[Done]]) -> Done:
    """A form that others can stand in for. Raises BadRequest where the server fails at it."""
    try:
        return await patiently(call, otherwise=True)
    except (ServerFault, TimedOut) as error:
        raise BadRequest(error.message) from error


def _quote(place: Place) -> ReplyParameters | None:
    return (
        ReplyParameters(place.quote_id, allow_sending_without_reply=True)
        if place.quote_id
        else None
    )
