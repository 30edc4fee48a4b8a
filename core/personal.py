"""What is between one user and the bot, and how it stays so where others read. Pure.

Asked for in a group, it is answered in the private chat. Its buttons are reserved for who it was
asked for; where others can tap them, they do nothing for anybody else. Who writes in the name of a
group or a channel is nobody in particular: nothing is marked or set for them.
"""

from collections.abc import Iterable
from dataclasses import replace

from core.callbacks import decode
from core.chat import Button, Message, Reply
from core.i18n import Speech
from core.intents import (
    Cancel,
    Intent,
    Mark,
    Personal,
    Recommend,
    Refine,
    Reserved,
    Settings,
    Undo,
)
from core.sharing import personal_payload


def refusal(message: Message, user_id: int) -> str | None:
    """The phrase that refuses a tap on what is not the user's to tap; None where it is.

    Buttons from before they were reserved do nothing where others can tap them.
    """
    if message.tap is None or not message.public:
        return None
    carried = decode(message.tap)
    if isinstance(carried, Reserved):
        return None if carried.user_id == user_id else "personal.not_yours"
    return "personal.too_old" if isinstance(carried, Personal) else None


def answer_elsewhere(intent: Intent, message: Message, t: Speech) -> Reply | None:
    """What is said instead of an answer that is not for this place or sender; None where it is."""
    if message.group and _private(intent):
        button = Button(t("button.private"), opens=personal_payload(intent))
        return Reply(t("personal.in_private"), buttons=((button,),))
    if message.user.anonymous and _keeps(intent):
        return Reply(t("personal.anonymous"))
    return None


def reserved(replies: Iterable[Reply], user_id: int) -> tuple[Reply, ...]:
    """The replies, with their personal buttons for that user alone."""
    return tuple(replace(reply, buttons=_rows(reply, user_id)) for reply in replies)


def _private(intent: Intent) -> bool:
    """Whether it is answered in the private chat only. A setting that is changed by saying so
    ("/language fr") shows nothing that was not said.
    """
    if isinstance(intent, Settings):
        return not (intent.language or intent.region)
    return isinstance(intent, Personal) and not isinstance(intent, Cancel)


def _keeps(intent: Intent) -> bool:
    """Whether it leaves something with the user who asks."""
    if isinstance(intent, Recommend | Refine):
        return bool(intent.lasting)
    return isinstance(intent, Mark | Undo | Settings)


def _rows(reply: Reply, user_id: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(_reserved(button, user_id) for button in row) for row in reply.buttons)


def _reserved(button: Button, user_id: int) -> Button:
    if not isinstance(button.intent, Personal):
        return button
    return replace(button, intent=Reserved(button.intent, user_id))
