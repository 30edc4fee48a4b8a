"""The methods that put something new into a chat, or take it away."""

from typing import Any

from tests.botapi.chats import Chat, Json, Post
from tests.botapi.errors import bad
from tests.botapi.markup import check_markup
from tests.botapi.parameters import Parameters
from tests.botapi.texts import read_text, units
from tests.botapi.world import World

TEXT, CAPTION = 4096, 1024


async def send_message(world: World, given: Parameters) -> Json:
    return _send(world, given, message_text(given)).fields


async def send_photo(world: World, given: Parameters) -> Json:
    content = {"photo": world.files.photo(given.get("photo")), **caption(given)}
    return _send(world, given, content).fields


async def send_document(world: World, given: Parameters) -> Json:
    content = {"document": world.files.document(given.get("document")), **caption(given)}
    return _send(world, given, content).fields


async def send_chat_action(world: World, given: Parameters) -> bool:
    chat = world.chat(given)
    _thread(chat, given)
    chat.note(f"({given.get('action')}…)", by_bot=True)
    return True


async def delete_message(world: World, given: Parameters) -> bool:
    post = world.post(given, "message to delete not found")
    post.deleted = True
    post.chat.note(f"(deleted: {post})", post, by_bot=True)
    return True


def message_text(given: Parameters) -> Json:
    """The text of a message and its entities; raises Refused where there is none or too much of it."""
    text, entities = read_text(given.get("text") or "", given.get("parse_mode"), given.get("entities"))
    if not text.strip():
        raise bad("message text is empty")
    if units(text) > TEXT:
        raise bad("message is too long")
    return {"text": text, **({"entities": entities} if entities else {})}


def caption(given: Parameters) -> Json:
    """The caption and its entities, nothing where there is none; raises Refused where it is too long."""
    text, entities = read_text(given.get("caption") or "", given.get("parse_mode"), given.get("caption_entities"))
    if units(text) > CAPTION:
        raise bad("message caption is too long")
    return {**({"caption": text} if text else {}), **({"caption_entities": entities} if entities else {})}


def _send(world: World, given: Parameters, content: Json) -> Post:
    chat = world.chat(given)
    where: Json = {**_thread(chat, given), **_quoted(chat, given.get("reply_parameters"))}
    markup = check_markup(given.get("reply_markup"))
    html = given.get("text") or given.get("caption") or ""
    return world.write(chat, world.bot, {**where, **content, **({"reply_markup": markup} if markup else {})}, html=html)


def _thread(chat: Chat, given: Parameters) -> Json:
    thread = given.get("message_thread_id")
    if thread is None:
        return {}
    if thread not in chat.threads:
        raise bad("message thread not found")
    return {"message_thread_id": thread, "is_topic_message": True}


def _quoted(chat: Chat, reply: dict[str, Any] | None) -> Json:
    if not reply:
        return {}
    post = chat.posts.get(reply["message_id"])
    if post and not post.deleted:
        return {"reply_to_message": without_quote(post.fields)}
    if reply.get("allow_sending_without_reply"):
        return {}
    raise bad("message to be replied not found")


def without_quote(fields: Json) -> Json:
    """A message as another one quotes it: one level deep."""
    return {name: value for name, value in fields.items() if name != "reply_to_message"}
