"""What Telegram refuses: a form of a message, whatever is said in a place, or a chat altogether."""

from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, TelegramError

from core.dialogue.outbox import CLOSED
from core.dialogue.replies import Reply

REFUSALS = (BadRequest, Forbidden, InvalidToken, Conflict)
# Telegram's words where no form of a message is taken: the chat or topic is closed to the bot.
_CLOSED_PLACE = (
    "chat not found",
    "chat_admin_required",
    "chat_restricted",
    "chat_send_plain_forbidden",
    "chat_write_forbidden",
    "deactivated",
    "message thread not found",
    "need administrator rights",
    "no rights to send",
    "not enough rights to send text",
    "peer_id_invalid",
    "topic_closed",
    "topic_deleted",
    "user_is_blocked",
)

_SAME = "message is not modified"
_LOST_FILE = ("wrong file identifier", "wrong remote file", "file reference")


class Refused(Exception):
    """Telegram takes a reply in no form; ``left`` are the replies from it on."""

    def __init__(self, error: TelegramError, left: tuple[Reply, ...]) -> None:
        super().__init__(error.message)
        self.error = error
        self.left = left

    @property
    def closed(self) -> bool:
        """Whether the bot may not write in the chat at all."""
        return isinstance(self.error, Forbidden)

    @property
    def reason(self) -> str:
        """Why, as it is kept."""
        return CLOSED if self.closed else self.error.message


class Moved(Exception):
    """The chat has a new id; ``left`` are the replies that are to be sent there."""

    def __init__(self, chat_id: int, left: tuple[Reply, ...]) -> None:
        super().__init__(f"the chat is now {chat_id}")
        self.chat_id = chat_id
        self.left = left


def is_refusal(error: Exception) -> bool:
    """Whether Telegram does not take a message, which may be taken in another form."""
    return isinstance(error, REFUSALS)


def is_of_place(error: Exception) -> bool:
    """Whether it is likely that nothing is taken there, whatever its form."""
    said = str(error).lower()
    return isinstance(error, Forbidden) or any(words in said for words in _CLOSED_PLACE)


def is_same(error: BadRequest) -> bool:
    """Whether a message is already what it was to be changed into."""
    return _SAME in error.message.lower()


def is_lost_file(error: BadRequest) -> bool:
    """Whether Telegram no longer knows a file by its id."""
    said = error.message.lower()
    return any(words in said for words in _LOST_FILE)
