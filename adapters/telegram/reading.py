"""What Telegram tells, as Messages: who said or tapped what, where, and whether it is meant for the
bot. Pure.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

import telegram
from telegram.constants import ChatID, ChatType, MessageEntityType
from telegram.error import TelegramError

from core.dialogue.turn import ChatRef, Message, Upload, UserRef
from core.errors import Unavailable
from core.understanding.readers import named

PLATFORM = "telegram"
_ALONE = "inline"  # a card that was posted inline into a chat the bot is not in


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes: the chat and topic, what it quotes, and what was tapped."""

    chat_id: int | None
    thread_id: int | None = None
    quote_id: int | None = None
    query_id: str | None = None
    tapped: telegram.Message | None = None
    inline_id: str | None = None
    at: datetime | None = None
    private: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """A Message and where its answer goes; ``unreadable`` when it held no text at all."""

    message: Message
    place: Place
    unreadable: bool = False


def event(update: telegram.Update, me: telegram.User) -> Event | None:
    """What an update says to the bot; None when nothing in it is meant for the bot."""
    if update.callback_query:
        return _tap(update.callback_query, str(update.update_id))
    said = update.message or update.edited_message
    sender = _sender(said, me) if said else None
    if said is None or sender is None:
        return None
    text = said.text if said.text is not None else said.caption
    private = said.chat.type == ChatType.PRIVATE
    if not private:
        text = _addressed(said, text or "", me)
        if text is None:
            return None
    message = Message(
        sender,
        chat_ref(said.chat),
        text or "",
        id=str(update.update_id),
        at=said.edit_date or said.date,
        files=_files(said),
        about=_answered(said, me),
        number=str(said.message_id),
        edited=update.edited_message is not None,
    )
    quote = None if private else said.message_id
    place = Place(said.chat.id, _thread(said), quote, at=message.at, private=private)
    if not (private or text):
        return None
    unreadable = private and text is None and not message.files
    return Event(message, place, unreadable)


def _answered(said: telegram.Message, me: telegram.User) -> tuple[str, ...]:
    """What the buttons carry of the bot's message that this one replies to."""
    shown = said.reply_to_message
    by_me = shown and shown.from_user and shown.from_user.id == me.id
    if not shown or not by_me or not shown.reply_markup:
        return ()
    buttons = chain.from_iterable(shown.reply_markup.inline_keyboard)
    return tuple(str(one.callback_data) for one in buttons if one.callback_data)


def _files(said: telegram.Message) -> tuple[Upload, ...]:
    document = said.document
    if document is None:
        return ()
    name = document.file_name or document.file_unique_id
    return (Upload(name, document.file_size, partial(_chunks, document)),)


async def _chunks(document: telegram.Document) -> AsyncIterator[bytes]:
    """The bytes of a file, as one chunk: Telegram hands bots at most 20 MB. Raises Unavailable."""
    try:
        file = await document.get_file()
        yield bytes(await file.download_as_bytearray())
    except TelegramError as error:
        raise Unavailable(f"a file could not be fetched: {error}") from error


def lane(payload: Mapping[str, Any]) -> str:
    """What must stay in order: an update's chat, else the person whose tap on a card posted
    elsewhere it is.
    """
    told: dict[str, Any] = next(
        (value for name, value in payload.items() if name != "update_id"), {}
    )
    chat = told.get("chat") or told.get("message", {}).get("chat") or told.get("from") or {}
    return str(chat.get("id", payload["update_id"]))


def user_ref(user: telegram.User) -> UserRef:
    """A person as the core knows them."""
    return UserRef(PLATFORM, str(user.id), user.full_name, user.language_code)


def is_about_a_chat(update: telegram.Update) -> bool:
    """Whether an update tells of a chat itself: the bot was taken in or sent away, or it moved."""
    moved = update.message is not None and is_migration(update.message)
    return update.my_chat_member is not None or moved


def is_migration(said: telegram.Message) -> bool:
    """Whether a message tells that a group became a supergroup."""
    return bool(said.migrate_to_chat_id or said.migrate_from_chat_id)


def chat_ref(chat: telegram.Chat) -> ChatRef:
    """A chat as the core knows it."""
    return ChatRef(PLATFORM, str(chat.id), chat.type == ChatType.PRIVATE)


def _sender(said: telegram.Message, me: telegram.User) -> UserRef | None:
    """Who wrote a message; None where no person did.

    Who writes in the name of a group or a channel has an account that all such senders share
    (``from``), so they are known by the chat they write in and the one they write as.
    """
    if _is_automatic(said, me):
        return None
    if said.sender_chat is not None:
        number = f"{said.chat.id}/{said.sender_chat.id}"
        return UserRef(PLATFORM, number, said.sender_chat.effective_name or "", anonymous=True)
    user = said.from_user
    return user_ref(user) if user and not user.is_bot and user.id != ChatID.SERVICE_CHAT else None


def _is_automatic(said: telegram.Message, me: telegram.User) -> bool:
    """Whether nobody wrote it: a channel's post forwarded to its discussion group, or a card that
    was posted through the bot itself.
    """
    by_me = said.via_bot is not None and said.via_bot.id == me.id
    return bool(said.is_automatic_forward) or by_me


def _tap(query: telegram.CallbackQuery, update_id: str) -> Event:
    shown = query.message
    chat = (
        chat_ref(shown.chat)
        if shown
        else ChatRef(PLATFORM, f"{_ALONE} {query.from_user.id}", private=False)
    )
    message = Message(
        user_ref(query.from_user),
        chat,
        tap=query.data or "",
        id=update_id,
        posted=query.inline_message_id is not None,
    )
    tapped = shown if isinstance(shown, telegram.Message) else None
    quote = tapped.message_id if tapped and not chat.private else None
    thread = _thread(tapped) if tapped else None
    chat_id = shown.chat.id if shown else None
    return Event(
        message,
        Place(
            chat_id, thread, quote, query.id, tapped, query.inline_message_id, private=chat.private
        ),
    )


def _thread(said: telegram.Message) -> int | None:
    return said.message_thread_id if said.is_topic_message else None


def _addressed(said: telegram.Message, text: str, me: telegram.User) -> str | None:
    """What is said to the bot in a group: a command of its own, a reply to it, or a mention, which
    is left out.
    """
    if text.startswith("/"):
        return text if _is_ours(text, me) else None
    mention = _mention(said, me)
    if mention is not None:
        return text.replace(mention, " ").strip() or "/start"
    replied = said.reply_to_message
    to_me = replied is not None and replied.from_user is not None and replied.from_user.id == me.id
    return text if to_me and text else None


def _is_ours(text: str, me: telegram.User) -> bool:
    name, _, to = text.split()[0].removeprefix("/").partition("@")
    if to:
        return to.casefold() == (me.username or "").casefold()
    return named(name) is not None


def _mention(said: telegram.Message, me: telegram.User) -> str | None:
    """How the bot is mentioned, if it is."""
    entities = said.parse_entities() | said.parse_caption_entities()
    for entity, words in entities.items():
        by_name = (
            entity.type == MessageEntityType.MENTION
            and words.casefold() == f"@{me.username}".casefold()
        )
        by_link = (
            entity.type == MessageEntityType.TEXT_MENTION
            and entity.user is not None
            and entity.user.id == me.id
        )
        if by_name or by_link:
            return words
    return None
