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
MISSING = "message to edit not found"
_CONTENT = {"text", "entities", "photo", "document", "caption", "caption_entities", "reply_markup"}


async def edit_text(world: World, given: Parameters) -> Json | bool:
    post = _own(world, given)
    if "text" not in post.fields:
        raise bad("there is no text in the message to edit")
    return _changed(post, message_text(given), given, given.get("text"))


async def edit_caption(world: World, given: Parameters) -> Json | bool:
    post = _own(world, given)
    if "text" in post.fields:
        raise bad("there is no caption in the message to edit")
    media = {name: post.fields[name] for name in ("photo", "document") if name in post.fields}
    return _changed(post, {**media, **caption(given)}, given, given.get("caption"))


async def edit_media(world: World, given: Parameters) -> Json | bool:
    post = _own(world, given)
    media = given.get("media")
    if not isinstance(media, dict) or media.get("type") not in {"photo", "document"}:
        raise bad("can't parse InputMedia: media type must be photo or document")
    if "text" in post.fields and not post.inline_id:
        raise bad("there is no media in the message to edit")
    kind, source = media["type"], _attached(media.get("media"), given)
    found = world.files.photo(source) if kind == "photo" else world.files.document(source)
    return _changed(post, {kind: found, **caption(media)}, given, media.get("caption"))


async def edit_markup(world: World, given: Parameters) -> Json | bool:
    post = _own(world, given)
    kept = {name: value for name, value in post.fields.items() if name in _CONTENT - {"reply_markup"}}
    return _changed(post, kept, given, post.html)


def _own(world: World, given: Parameters) -> Post:
    post = world.post(given, MISSING)
    if not post.by_bot:
        raise bad("message can't be edited")
    return post


def _attached(source: Upload | str | None, given: Parameters) -> Upload | str | None:
    """The file itself where the media names one that came along."""
    if isinstance(source, str) and source.startswith("attach://"):
        return given.get(source.removeprefix("attach://"))
    return source


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
