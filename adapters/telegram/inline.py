"""Inline mode: cards to choose from in any chat, for whoever types."""

import asyncio
import logging
from functools import partial

import telegram
from telegram import (
    InlineKeyboardMarkup,
    InlineQueryResult,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InlineQueryResultPhoto,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from adapters.shared.service import Service
from adapters.telegram.pictures import UploadedPictures
from adapters.telegram.reading import PLATFORM, user_ref
from adapters.telegram.render import caption, figures, keyboard, numbered
from core.background import Background
from core.dialogue.replies import Button, Card, Reply
from core.dialogue.turn import ChatRef, Message
from core.presentation.cards import payload
from core.presentation.intents import OpenTitle
from core.words.speech import Speech, speech

log = logging.getLogger(__name__)

_SHOWN = 10
_CACHED = 10  # seconds Telegram may show the same answer to the same person
_IN_TIME = 1.5  # seconds in which missing pictures are uploaded


class Inline:
    """Answers inline queries. Of one person's, only the latest is worth an answer."""

    def __init__(
        self,
        bot: "ExtBot[None]",
        service: Service,
        pictures: UploadedPictures,
        background: Background,
        keeper: int | None = None,
    ) -> None:
        self._bot = bot
        self._conversation = service.conversation
        self._admission = service.admission
        self._pictures = pictures
        self._background = background
        self._keeper = keeper
        self._typing: dict[int, asyncio.Task[None]] = {}

    def ask(self, query: telegram.InlineQuery) -> None:
        """Begin to answer, in place of what the person typed before."""
        if earlier := self._typing.get(query.from_user.id):
            earlier.cancel()
        task = self._background.start(self._answer(query))
        self._typing[query.from_user.id] = task
        task.add_done_callback(partial(self._answered, query.from_user.id))

    def _answered(self, user_id: int, task: asyncio.Task[None]) -> None:
        if self._typing.get(user_id) is task:
            del self._typing[user_id]

    async def _answer(self, query: telegram.InlineQuery) -> None:
        chat = ChatRef(PLATFORM, f"inline {query.from_user.id}", private=False)
        said = Message(user_ref(query.from_user), chat, query.query)
        async with self._admission.answer():
            answer = await self._conversation.browse(said, _SHOWN)
        t = speech(answer.language)
        found = [(one, one.card) for one in answer.replies if isinstance(one.card, Card)]
        cards = [card for _, card in found]
        pictures = await self._uploaded(cards, answer.language, query.from_user.id)
        results = [self._result(one, card, t, pictures.get(card.id)) for one, card in found]
        more = InlineQueryResultsButton(t("button.open_bot"), start_parameter="inline")
        try:
            await self._bot.answer_inline_query(
                query.id, results, _CACHED, is_personal=True, button=more
            )
        except TelegramError as error:
            log.debug("an inline query was not answered: %s", error)

    async def _uploaded(self, cards: list[Card], language: str, asker: int) -> dict[int, str]:
        """File ids of the cards' pictures; those that Telegram lacks are uploaded. What takes too
        long is not waited for: it ends by itself, so that no picture is left lying in a chat.
        """
        known = await self._pictures.known(cards, language)
        missing = [card for card in cards if card.id not in known and not card.poster_url]
        if missing:
            uploads = [
                self._background.start(self._upload(card, language, self._keeper or asker))
                for card in missing
            ]
            done, _ = await asyncio.wait(uploads, timeout=_IN_TIME)
            known = await self._pictures.known(cards, language) if done else known
        return known

    async def _upload(self, card: Card, language: str, chat_id: int) -> None:
        """Show Telegram a picture in a chat, silently, and take it away again: it stays known by
        its id.
        """
        picture = await self._pictures.of(card, language)
        try:
            message = await self._bot.send_photo(chat_id, picture.media, disable_notification=True)
            await self._pictures.remember(picture, message)
            await self._bot.delete_message(chat_id, message.message_id)
        except TelegramError as error:
            log.debug("a picture could not be uploaded ahead: %s", error)

    def _result(
        self, reply: Reply, card: Card, t: Speech, file_id: str | None
    ) -> InlineQueryResult:
        shown = caption(card, t)
        board = self._board(reply, card, t)
        about = " · ".join(figures(card, t))
        if file_id:
            return InlineQueryResultCachedPhoto(
                str(card.id),
                file_id,
                title=numbered(card),
                description=about,
                caption=shown,
                parse_mode=ParseMode.HTML,
                reply_markup=board,
            )
        if card.poster_url:
            return InlineQueryResultPhoto(
                str(card.id),
                card.poster_url,
                card.poster_url,
                title=numbered(card),
                description=about,
                caption=shown,
                parse_mode=ParseMode.HTML,
                reply_markup=board,
            )
        content = InputTextMessageContent(shown, ParseMode.HTML)
        return InlineQueryResultArticle(
            str(card.id), numbered(card), content, reply_markup=board, description=about
        )

    def _board(self, reply: Reply, card: Card, t: Speech) -> InlineKeyboardMarkup | None:
        name = self._bot.username
        opening = Button(
            t("button.details"), url=f"https://t.me/{name}?start={payload(OpenTitle(card.id))}"
        )
        return keyboard(Reply(card=card, buttons=(*reply.buttons, (opening,))), name)
