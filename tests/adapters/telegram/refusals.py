"""What the Bot API may answer instead of doing something, as Telegram words it."""

from dataclasses import dataclass

from tests.botapi import BotApi
from tests.botapi.faults import FOR_EVER

BAD_REQUESTS = (
    "message text is empty",
    'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
    "message is too long",
    "message caption is too long",
    "BUTTON_DATA_INVALID",
    "REPLY_MARKUP_INVALID",
    "message to be replied not found",
    "wrong file identifier/HTTP URL specified",
    "wrong remote file identifier specified: Wrong string length",
    "PHOTO_INVALID_DIMENSIONS",
    "IMAGE_PROCESS_FAILED",
    "file must be non-empty",
    "not enough rights to send photos to the chat",
    "not enough rights to send text messages to the chat",
    "have no rights to send a message",
    "CHAT_WRITE_FORBIDDEN",
    "TOPIC_CLOSED",
    "message thread not found",
    "chat not found",
    "message to edit not found",
    "message can't be edited",
    "MESSAGE_ID_INVALID",
    "query is too old and response timeout expired or query ID is invalid",
)
FORBIDDEN = (
    "bot was blocked by the user",
    "bot can't initiate conversation with a user",
    "bot was kicked from the supergroup chat",
    "bot is not a member of the channel chat",
    "user is deactivated",
)


@dataclass(frozen=True)
class Refusal:
    """One way to say no."""

    code: int
    says: str

    def __str__(self) -> str:
        return f"{self.code} {self.says}"

    def order(self, api: BotApi, method: str, times: int = 1, chat: int | None = None) -> None:
        """Have the next calls refused."""
        if self.code == 429:
            api.faults.flood(method, 1, min(times, 2), chat)
        elif "<html>" in self.says:
            api.faults.page(method, self.code, times, chat)
        else:
            api.faults.fail(method, self.code, self.says, times, chat)


REFUSALS = (
    *(Refusal(400, f"Bad Request: {why}") for why in BAD_REQUESTS),
    Refusal(401, "Unauthorized"),
    *(Refusal(403, f"Forbidden: {why}") for why in FORBIDDEN),
    Refusal(404, "Not Found"),
    Refusal(409, "Conflict: terminated by other getUpdates request"),
    Refusal(413, "Request Entity Too Large"),
    Refusal(429, "Too Many Requests: retry after 1"),
    Refusal(500, "Internal Server Error"),
    Refusal(502, "Bad Gateway"),
    *(Refusal(code, "<html>") for code in (200, 400, 401, 403, 404, 413, 502)),
)
ALWAYS = FOR_EVER
