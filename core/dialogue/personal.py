"""What is between one user and the bot, and how it stays so where others read.

Asked for in a group, it is answered in the private chat. Its buttons are reserved for who it was
asked for; where others can tap them, they do nothing for anybody else. Who writes in the name of a
group or a channel is nobody in particular: nothing is marked or set for them.
"""

from collections.abc import Iterable
from dataclasses import replace

from core.dialogue.intents import Intent, Personal, Reserved
from core.dialogue.links import Links
from core.dialogue.message import Message
from core.dialogue.replies import Button, Reply
from core.dialogue.routing import Router
from core.dialogue.turn import Turn


def refusal(message: Message, user_id: int, router: Router) -> str | None:
    """The phrase that refuses a tap on what is not the user's to tap; None where it is.

    Buttons from before they were reserved do nothing where others can tap them.
    """
    if message.tap is None or not message.public:
        return None
    carried = router.decode(message.tap)
    if isinstance(carried, Reserved):
        return None if carried.user_id == user_id else "personal.not_yours"
    return "personal.too_old" if isinstance(carried, Personal) else None


def answer_elsewhere(intent: Intent, turn: Turn) -> Reply | None:
    """What is said instead of an answer that is not for this place or sender; None where it is."""
    message, t = turn.message, turn.t
    if message.group and isinstance(intent, Personal) and intent.in_private:
        button = Button(t("button.private"), opens=turn.use(Links).carried(intent))
        return Reply(t("personal.in_private"), buttons=((button,),))
    if message.user.anonymous and intent.keeps:
        return Reply(t("personal.anonymous"))
    return None


def reserved(replies: Iterable[Reply], user_id: int) -> tuple[Reply, ...]:
    """The replies, with their personal buttons for that user alone."""
    return tuple(replace(reply, buttons=_rows(reply, user_id)) for reply in replies)


def _rows(reply: Reply, user_id: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(_reserved(button, user_id) for button in row) for row in reply.buttons)


def _reserved(button: Button, user_id: int) -> Button:
    if not isinstance(button.intent, Personal):
        return button
    return replace(button, intent=Reserved(button.intent, user_id))
