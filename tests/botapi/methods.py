"""Every method the server knows, by its name in small letters."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.botapi.answering import answer_callback
from tests.botapi.editing import edit_caption, edit_markup, edit_media, edit_text
from tests.botapi.parameters import Parameters
from tests.botapi.reading import get_me, get_updates
from tests.botapi.sending import delete_message, send_chat_action, send_document, send_message, send_photo
from tests.botapi.world import World

Method = Callable[[World, Parameters], Awaitable[Any]]

METHODS: dict[str, Method] = {
    "answercallbackquery": answer_callback,
    "deletemessage": delete_message,
    "editmessagecaption": edit_caption,
    "editmessagemedia": edit_media,
    "editmessagereplymarkup": edit_markup,
    "editmessagetext": edit_text,
    "getme": get_me,
    "getupdates": get_updates,
    "sendchataction": send_chat_action,
    "senddocument": send_document,
    "sendmessage": send_message,
    "sendphoto": send_photo,
}
