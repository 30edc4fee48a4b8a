"""The check of ``doctor`` for the chat to which Telegram's pictures are uploaded."""

from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.checks import Check
from bot.settings import Settings

if TYPE_CHECKING:
    from telegram import Bot

_NAME = "telegram pictures"
_SIDE = 64  # pixels of the picture that is sent to try the chat
_TO_SET = (
    "Set TELEGRAM_STORAGE_CHAT to a private group or channel of yours that the bot is in: it "
    "uploads the pictures there."
)
_TO_MEND = (
    "Add the bot to that group, or to that channel as an administrator who may post messages. The "
    "number of a group or channel begins with -100."
)


async def picture_chat(bot: "Bot", settings: Settings) -> Check:
    """Inline results can have pictures: the chat for them takes one."""
    chat = settings.telegram_storage_chat
    if chat is None:
        return _without_chat(settings)
    try:
        await _try(bot, chat)
    except ChatMigrated as error:
        fix = f"Set it to {error.new_chat_id}."
        return Check(_NAME, "fail", "the group of TELEGRAM_STORAGE_CHAT has a new number", fix)
    except (BadRequest, Forbidden) as error:
        says = f"the bot cannot send pictures to TELEGRAM_STORAGE_CHAT ({error.message})"
        return Check(_NAME, "fail", says, _TO_MEND)
    return Check(_NAME, "pass", "pictures for inline results are uploaded to TELEGRAM_STORAGE_CHAT")


def _without_chat(settings: Settings) -> Check:
    if settings.tmdb_token:
        return Check(_NAME, "pass", "inline results have the posters of TMDB")
    says = "most inline results have no picture: TELEGRAM_STORAGE_CHAT is not set"
    return Check(_NAME, "warn", says, _TO_SET)


async def _try(bot: "Bot", chat: int | str) -> None:
    """Send a picture, and take it away again. Raises what Telegram refuses."""
    sent = await bot.send_photo(chat, _picture(), disable_notification=True)
    with suppress(TelegramError):
        await bot.delete_message(chat, sent.message_id)


def _picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (_SIDE, _SIDE)).save(out, "JPEG")
    return out.getvalue()
