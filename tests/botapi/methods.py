"""Every method the server knows, by its name in small letters; the Bot API does not look at their
case either.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.botapi import answering, editing, introducing, reading, sending
from tests.botapi.parameters import Parameters
from tests.botapi.world import World

Method = Callable[[World, Parameters], Awaitable[Any]]

METHODS: dict[str, Method] = {
    "answercallbackquery": answering.answer_callback,
    "answerinlinequery": answering.answer_inline,
    "close": reading.say_goodbye,
    "deletemessage": sending.delete_message,
    "deletemycommands": introducing.delete_commands,
    "deletewebhook": reading.delete_webhook,
    "editmessagecaption": editing.edit_caption,
    "editmessagemedia": editing.edit_media,
    "editmessagereplymarkup": editing.edit_markup,
    "editmessagetext": editing.edit_text,
    "getchatmember": reading.get_chat_member,
    "getfile": reading.get_file,
    "getme": reading.get_me,
    "getmycommands": introducing.get_commands,
    "getmydescription": introducing.get_description,
    "getmyshortdescription": introducing.get_short_description,
    "getupdates": reading.get_updates,
    "getwebhookinfo": reading.get_webhook_info,
    "leavechat": reading.leave_chat,
    "logout": reading.say_goodbye,
    "sendchataction": sending.send_chat_action,
    "senddocument": sending.send_document,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "setmycommands": introducing.set_commands,
    "setmydescription": introducing.set_description,
    "setmyshortdescription": introducing.set_short_description,
    "setwebhook": reading.set_webhook,
}
