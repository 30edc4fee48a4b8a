"""Inline mode: cards to choose from in any chat, for whoever types."""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial

import telegram
from telegram import InlineQueryResult, InlineQueryResultsButton
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from adapters.shared.service import Service
from adapters.shared.text import clip, sound
from adapters.telegram.markup import LABEL
from adapters.telegram.reading import PLATFORM, user_ref
from adapters.telegram.results import picture_result, words_result
from adapters.telegram.uploads import Uploads
from core.background import Background
from core.dialogue.replies import Card, Selection
from core.dialogue.turn import ChatRef, Message
from core.words.speech import speech

log = logging.getLogger(__name__)

_SHOWN = 10  # results of a page
_MOST = 1_000  # results of all pages
_CACHED = 10  # seconds Telegram may show the same answer to the same person
_TYPING = 0.2  # seconds in which another letter may follow, before pictures are worth uploading
_IN_TIME = 1.3  # seconds in which missing pictures are uploaded
_OPENED = "inline"  # what the link to the bot carries


class Inline:
    """Answers inline queries. Of one person's, only the latest is worth an answer."""

    def __init__(
        self,
        bot: "ExtBot[None]",
        service: Service,
        uploads: Uploads,
        background: Background,
    ) -> None:
        self._bot = bot
        self._conversation = service.conversation
        self._admission = service.admission
        self._uploads = uploads
        self._pictures = uploads.pictures
        self._background = background
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
        selection = await self._selection(query)
        pictures = await self._uploaded(_cards(selection), selection.language)
        if await self._is_taken(query, selection, self._with_pictures(selection, pictures)):
            return
        if await self._is_taken(query, selection, self._in_words(selection)):
            await self._pictures.forget(_cards(selection), selection.language)

    async def _selection(self, query: telegram.InlineQuery) -> Selection:
        chat = ChatRef(PLATFORM, f"inline {query.from_user.id}", private=False)
        message = Message(user_ref(query.from_user), chat, query.query)
        async with self._admission.answer():
            return await self._conversation.browse(message, _SHOWN, _start(query))

    async def _uploaded(self, cards: list[Card], language: str) -> dict[int, str]:
        """File ids of the cards' pictures, by title id. Those that Telegram lacks are uploaded, as
        far as that can be done in time.
        """
        known = await self._pictures.known(cards, language)
        missing = [card for card in cards if card.id not in known and not card.poster_url]
        if not missing or not self._uploads.ready:
            return known
        await asyncio.sleep(_TYPING)
        await self._uploads.have(missing, language, _IN_TIME)
        return await self._pictures.known(cards, language)

    async def _is_taken(
        self,
        query: telegram.InlineQuery,
        selection: Selection,
        results: Sequence[InlineQueryResult],
    ) -> bool:
        """Answer a query. False where Telegram does not take the answer: it has lost a picture, or
        the query is too old.
        """
        following = str(_start(query) + _SHOWN) if selection.more else ""
        try:
            await self._bot.answer_inline_query(
                query.id,
                results,
                _CACHED,
                is_personal=True,
                next_offset=following,
                button=_button(selection),
            )
        except TelegramError as error:
            log.debug("an inline query was not answered: %s", error.message)
            return not isinstance(error, BadRequest)
        return True

    def _with_pictures(
        self, selection: Selection, pictures: dict[int, str]
    ) -> list[InlineQueryResult]:
        t, bot = speech(selection.language), self._bot.username
        return [
            picture_result(reply, card, t, bot, pictures.get(card.id))
            for reply in selection.replies
            if isinstance(card := reply.card, Card)
        ]

    def _in_words(self, selection: Selection) -> list[InlineQueryResult]:
        t, bot = speech(selection.language), self._bot.username
        return [
            words_result(reply, card, t, bot)
            for reply in selection.replies
            if isinstance(card := reply.card, Card)
        ]


def _cards(selection: Selection) -> list[Card]:
    return [reply.card for reply in selection.replies if isinstance(reply.card, Card)]


def _start(query: telegram.InlineQuery) -> int:
    """How many results were shown before."""
    return min(int(query.offset), _MOST) if query.offset.isdecimal() else 0


def _button(selection: Selection) -> InlineQueryResultsButton:
    """The button above the results, which leads to the bot; it says where there are none."""
    label = clip(sound(selection.note), LABEL) or speech(selection.language)("button.open_bot")
    return InlineQueryResultsButton(label, start_parameter=_OPENED)
