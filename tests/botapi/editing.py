"""The methods that change a message: its text, its caption, its picture, its buttons."""

import time

from tests.botapi.chats import Json, Post
from tests.botapi.errors import bad
from tests.botapi.markup import check_markup
from tests.botapi.parameters import Parameters, Upload
from tests.botapi.sending import caption, message_text
from tests.botapi.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
_MEDIA = ("photo", "document")
_CONTENT = {
    "text",
    "entities",
    "link_preview_options",
    *_MEDIA,
    "caption",
    "caption_entities",
    "reply_markup",
}


async def edit_text(world: World, given: Parameters) -> Json | bool:
    content = message_text(given)
    post = _own(world, given)
    if "text" not in post.fields:
        raise bad("there is no text in the message to edit")
    return _changed(post, content, given, given["text"])


async def edit_caption(world: World, given: Parameters) -> Json | bool:
    post = _own(world, given)
    media = {kind: post.fields[kind] for kind in _MEDIA if kind in post.fields}
    if not media:
        raise bad("there is no caption in the message to edit")
    return _changed(post, {**media, **caption(given)}, given, given.get("caption"))


async def edit_media(world: World, given: Parameters) -> Json | bool:
    post, media = _own(world, given), given.get("media")
    if not isinstance(media, dict) or media.get("type") not in _MEDIA:
        raise bad("can't parse input media JSON object")
    source = _attached(media.get("media"), given)
    if post.inline_id and isinstance(source, Upload):
        raise bad("invalid message content specified")
    kind = media["type"]
    found = world.files.photo(source) if kind == "photo" else world.files.document(source)
    return _changed(post, {kind: found, **caption(media)}, given, media.get("caption"))


async def edit_markup(world: World, given: Parameters) -> Json | bool:
    post = _own(world, given)
    kept = {
        name: value for name, value in post.fields.items() if name in _CONTENT - {"reply_markup"}
    }
    return _changed(post, kept, given, post.html)


def _own(world: World, given: Parameters) -> Post:
    """The message to edit; raises Refused where it is not the bot's."""
    post = world.post(given, "message to edit not found")
    if not post.by_bot and not given.get("inline_message_id"):
        raise bad("message can't be edited")
    return post


def _attached(source: str | None, given: Parameters) -> Upload | str | None:
    """The file itself where the media names one that came along."""
    return (
        given.get(source.removeprefix("attach://"))
        if source and source.startswith("attach://")
        else source
    )


def _changed(post: Post, content: Json, given: Parameters, html: str | None) -> Json | bool:
    markup = check_markup(given.get("reply_markup"))
    new = {**content, **({"reply_markup": markup} if markup else {})}
    old = {name: value for name, value in post.fields.items() if name in _CONTENT}
    if new == old:
        raise bad(NOT_MODIFIED)
    post.versions.append(old)
    kept = {name: value for name, value in post.fields.items() if name not in _CONTENT}
    post.fields = {**kept, **new, "edit_date": int(time.time())}
    post.html = html or ""
    post.chat.note(f"(edited) {post.sender}: {post}", post, by_bot=True)
    return True if post.inline_id else post.fields
