"""The methods that put something new into a chat, or take it away."""

from typing import Any

from tests.botapi.chats import Chat, Json, Post
from tests.botapi.errors import bad
from tests.botapi.markup import check_markup
from tests.botapi.parameters import Parameters
from tests.botapi.texts import read_text, units
from tests.botapi.world import World

TEXT, CAPTION = 4096, 1024
DOINGS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


async def send_message(world: World, given: Parameters) -> Json:
    return _send(world, given, message_text(given), "text messages")


async def send_photo(world: World, given: Parameters) -> Json:
    content = {"photo": world.files.photo(given.get("photo")), **caption(given)}
    return _send(world, given, content, "photos")


async def send_document(world: World, given: Parameters) -> Json:
    content = {"document": world.files.document(given.get("document")), **caption(given)}
    return _send(world, given, content, "documents")


async def send_chat_action(world: World, given: Parameters) -> bool:
    chat = world.chat(given)
    _topic(chat, given)
    if given.get("action") not in DOINGS:
        raise bad("wrong parameter action in request")
    chat.note(f"({given['action']}…)", by_bot=True)
    return True


async def delete_message(world: World, given: Parameters) -> bool:
    post = world.post(given, "message to delete not found")
    if not post.by_bot and post.chat.kind != "private":
        raise bad("message can't be deleted")
    post.deleted = True
    post.chat.note(f"(deleted) {post.sender}: {post}", by_bot=True)
    return True


def message_text(given: Parameters) -> Json:
    """The text of a message and its entities; raises Refused where there is none or too much of
    it.
    """
    if not given.get("text"):
        raise bad("message text is empty")
    text, entities = read_text(given["text"], given.get("parse_mode"), given.get("entities"))
    if not text:
        raise bad("text must be non-empty")
    if units(text) > TEXT:
        raise bad("message is too long")
    return _filled(
        text=text, entities=entities, link_preview_options=given.get("link_preview_options")
    )


def caption(given: Parameters) -> Json:
    """The caption and its entities, nothing where there is none; raises Refused where it is too
    long.
    """
    text, entities = read_text(
        given.get("caption") or "", given.get("parse_mode"), given.get("caption_entities")
    )
    if units(text) > CAPTION:
        raise bad("message caption is too long")
    return _filled(caption=text, caption_entities=entities)


def quoting(post: Post) -> Json:
    """How another message shows the one it answers: one level deep."""
    return {
        "reply_to_message": {
            name: value for name, value in post.fields.items() if name != "reply_to_message"
        }
    }


def standing(chat: Chat, topic: int | None) -> Json:
    """What a message in a topic carries: where no other message is answered, the one that opened
    the topic.
    """
    if topic is None:
        return {}
    return {"message_thread_id": topic, "is_topic_message": True, **quoting(chat.topics[topic])}


def _send(world: World, given: Parameters, content: Json, kind: str) -> Json:
    chat = world.chat(given)
    if kind in chat.forbidden:
        raise bad(f"not enough rights to send {kind} to the chat")
    where = {
        **standing(chat, _topic(chat, given)),
        **_answered(chat, given.get("reply_parameters")),
    }
    filled = _filled(**where, **content, reply_markup=check_markup(given.get("reply_markup")))
    return world.write(
        chat, world.bot, filled, html=given.get("text") or given.get("caption") or ""
    ).fields


def _topic(chat: Chat, given: Parameters) -> int | None:
    topic = given.get("message_thread_id")
    if topic is not None and topic not in chat.topics:
        raise bad("message thread not found")
    if topic in chat.closed_topics:
        raise bad("TOPIC_CLOSED")
    return topic


def _answered(chat: Chat, reply: dict[str, Any] | None) -> Json:
    if not reply:
        return {}
    if "message_id" not in reply:
        raise bad('can\'t find field "message_id"')
    post = chat.posts.get(reply["message_id"])
    if post and not post.deleted:
        return quoting(post)
    if reply.get("allow_sending_without_reply"):
        return {}
    raise bad("message to be replied not found")


def _filled(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value}
