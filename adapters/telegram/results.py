"""Cards as results of inline queries. Pure."""

from telegram import (
    InlineQueryResult,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InlineQueryResultPhoto,
    InputTextMessageContent,
)
from telegram.constants import ParseMode

from adapters.telegram.render import caption, figures, keyboard, numbered
from core.dialogue.replies import DOT, Card, Reply
from core.words.speech import Speech


def picture_result(
    reply: Reply, card: Card, t: Speech, bot: str, file_id: str | None
) -> InlineQueryResult:
    """A result that shows the card's picture, where Telegram has it or can fetch it."""
    if file_id:
        return _uploaded(reply, card, t, bot, file_id)
    if card.poster_url:
        return _fetched(reply, card, t, bot, card.poster_url)
    return words_result(reply, card, t, bot)


def words_result(reply: Reply, card: Card, t: Speech, bot: str) -> InlineQueryResult:
    """A result without a picture, which Telegram always takes."""
    return InlineQueryResultArticle(
        str(card.id),
        numbered(card),
        InputTextMessageContent(caption(card, t), ParseMode.HTML),
        reply_markup=keyboard(reply, bot),
        description=_about(card, t),
    )


def _uploaded(reply: Reply, card: Card, t: Speech, bot: str, file_id: str) -> InlineQueryResult:
    return InlineQueryResultCachedPhoto(
        str(card.id),
        file_id,
        title=numbered(card),
        description=_about(card, t),
        caption=caption(card, t),
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(reply, bot),
    )


def _fetched(reply: Reply, card: Card, t: Speech, bot: str, url: str) -> InlineQueryResult:
    return InlineQueryResultPhoto(
        str(card.id),
        url,
        url,
        title=numbered(card),
        description=_about(card, t),
        caption=caption(card, t),
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(reply, bot),
    )


def _about(card: Card, t: Speech) -> str:
    return DOT.join(figures(card, t))
