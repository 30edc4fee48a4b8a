"""The methods that answer a tap or an inline query."""

import re
from collections.abc import Callable
from typing import Any

from tests.botapi.chats import Json
from tests.botapi.errors import bad
from tests.botapi.markup import check_markup, valid_url
from tests.botapi.parameters import Parameters
from tests.botapi.sending import caption, message_text
from tests.botapi.texts import units
from tests.botapi.world import World

TOAST, RESULTS, NAME = 200, 50, 64


async def answer_callback(world: World, given: Parameters) -> bool:
    if units(given.get("text") or "") > TOAST:
        raise bad("MESSAGE_TOO_LONG")
    world.owed(given.get("callback_query_id") or "").answer.set_result(given)
    return True


async def answer_inline(world: World, given: Parameters) -> bool:
    query = world.owed(given.get("inline_query_id") or "")
    results = given.get("results") or []
    if len(results) > RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    if len({result.get("id") for result in results}) < len(results):
        raise bad("RESULT_ID_DUPLICATE")
    for result in results:
        _check_result(world, result)
    if len((given.get("next_offset") or "").encode()) > NAME:
        raise bad("NEXT_OFFSET_INVALID")
    _check_button(given.get("button"))
    query.answer.set_result(given)
    return True


def inline_content(world: World, result: Json) -> Json:
    """What a result puts into a chat when somebody chooses it."""
    markup = check_markup(result.get("reply_markup"))
    content = _said(result.get("input_message_content")) or {
        "photo": world.files.photo(_picture(result)),
        **caption(result),
    }
    return {**content, **({"reply_markup": markup} if markup else {})}


def _check_result(world: World, result: Json) -> None:
    if not 1 <= len(str(result.get("id") or "").encode()) <= NAME:
        raise bad("RESULT_ID_INVALID")
    if result.get("type") not in _CHECKS:
        raise bad("RESULT_TYPE_INVALID")
    _CHECKS[result["type"]](world, result)
    check_markup(result.get("reply_markup"))


def _check_article(world: World, result: Json) -> None:
    for field in ("title", "input_message_content"):
        if field not in result:
            raise bad(f"can't parse inline query result: Can't find field \"{field}\"")
    if not result["title"].strip():
        raise bad("ARTICLE_TITLE_EMPTY")
    _said(result["input_message_content"])
    if not valid_url(result.get("thumbnail_url") or "t.me"):
        raise bad("WEBDOCUMENT_URL_INVALID")


def _check_photo(world: World, result: Json) -> None:
    if "photo_file_id" in result:
        world.files.content(result["photo_file_id"])
    elif not valid_url(result.get("photo_url") or ""):
        raise bad("PHOTO_CONTENT_URL_EMPTY")
    elif not valid_url(result.get("thumbnail_url") or ""):
        raise bad("PHOTO_THUMB_URL_EMPTY")
    caption(result)
    _said(result.get("input_message_content"))


_CHECKS: dict[str, Callable[[World, Json], None]] = {
    "article": _check_article,
    "photo": _check_photo,
}


def _said(content: Any) -> Json:
    """The message that an InputTextMessageContent makes, nothing where there is none."""
    if content is None:
        return {}
    return message_text({**content, "text": content.get("message_text")})


def _picture(result: Json) -> str | None:
    return result.get("photo_file_id") or result.get("photo_url")


def _check_button(button: Json | None) -> None:
    if not button:
        return
    if not (button.get("text") or "").strip():
        raise bad("SWITCH_PM_TEXT_EMPTY")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button.get("start_parameter") or ""):
        raise bad("START_PARAM_INVALID")
