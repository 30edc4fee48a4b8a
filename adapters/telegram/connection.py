"""Clients of the Bot API, and the first word with Telegram."""

import asyncio
import logging
import time
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from adapters.shared.health import Pulse
from adapters.shared.pacing import Pace
from adapters.telegram.backoff import seconds
from adapters.telegram.floods import Floods
from adapters.telegram.request import AiohttpRequest, Timeouts
from core.errors import ConfigurationError

log = logging.getLogger(__name__)

# Every flood limit would be followed by this note on a later version's type, which is taken
# either way.
warnings.filterwarnings("ignore", "Deprecated since version v22.2.*retry_after")

OFFICIAL = "https://api.telegram.org"
DOUBT = 60.0  # seconds for which a token has to be refused that was accepted before
_FIRST_DOUBT = 1.0
_SLOWEST = 30.0
_POLL_MARGIN = 5.0
_CONNECTIONS = 64


@dataclass(frozen=True, slots=True)
class Account:
    """The bot to serve: its token, where its API is, how updates come (a webhook's address, else
    polling), and the chat to which pictures are uploaded ahead.
    """

    token: str
    api_url: str | None = None
    webhook_url: str | None = None
    webhook_secret: str | None = None
    storage_chat: int | str | None = None


def sender(account: Account, pace: Pace) -> AbstractAsyncContextManager["ExtBot[None]"]:
    """A client for everything but polling."""
    floods = Floods(pace, account.token.partition(":")[0])
    return _bot(account, AiohttpRequest(_CONNECTIONS, Timeouts()), floods)


def poller(account: Account) -> AbstractAsyncContextManager["ExtBot[None]"]:
    """A client for polling alone; how long Telegram holds a request open is added to its
    timeout.
    """
    return _bot(account, AiohttpRequest(1, Timeouts(answer=_POLL_MARGIN)))


@asynccontextmanager
async def _bot(
    account: Account, request: AiohttpRequest, floods: Floods | None = None
) -> AsyncIterator["ExtBot[None]"]:
    """A client not yet connected. Its connections are closed at the end, even where ``initialize``
    was cut off; the bot's own ``shutdown`` closes nothing then.
    """
    api = account.api_url or OFFICIAL
    bot = ExtBot(
        account.token,
        f"{api}/bot",
        f"{api}/file/bot",
        request=request,
        get_updates_request=request,
        rate_limiter=floods,
    )
    try:
        yield bot
    finally:
        await request.shutdown()


class Doubt:
    """Whether a token is really refused: a proxy or a server at fault may say so once."""

    def __init__(self, lasting: float) -> None:
        self._lasting = lasting
        self._since: float | None = None

    def heard(self, error: TelegramError | None) -> None:
        """The token was accepted, or something went wrong. Raises ConfigurationError when the
        token was refused for so many seconds, and never accepted meanwhile.
        """
        if not isinstance(error, InvalidToken):
            self._since = None if error is None else self._since
            return
        now = time.monotonic()
        self._since = now if self._since is None else self._since
        if now - self._since >= self._lasting:
            raise ConfigurationError(
                "TELEGRAM_TOKEN: Telegram does not know this token. Copy it again from @BotFather, "
                "or take it out."
            ) from error


async def connect(bot: "ExtBot[None]", pulse: Pulse, doubt: float = _FIRST_DOUBT) -> None:
    """The first word with Telegram, however long it takes. Raises ConfigurationError when it
    goes on refusing the token.
    """
    await insist(bot.initialize, pulse, doubt)
    log.debug("connected to Telegram as @%s", bot.username)


async def insist(call: Callable[[], Awaitable[object]], pulse: Pulse, doubt: float = DOUBT) -> None:
    """Make a call until it succeeds, however long it takes. Raises ConfigurationError when
    Telegram goes on refusing the token.
    """
    pause, token = 0.5, Doubt(doubt)
    while True:
        try:
            await call()
        except TelegramError as error:
            token.heard(error)
            pulse.stop(cause(error))
            wait = seconds(error) if isinstance(error, RetryAfter) else pause
            log.warning("%s; trying again in %g s", pulse.says, wait)
            await asyncio.sleep(wait)
            pause = min(_SLOWEST, pause * 2)
        else:
            return


def cause(error: TelegramError) -> str:
    """What is wrong, in one line."""
    match error:
        case RetryAfter():
            return f"Telegram asks to wait {seconds(error):g} s"
        case InvalidToken():
            return f"Telegram refuses the token ({error.message})"
        case BadRequest():
            return f"Telegram refuses a request ({error.message})"
        case NetworkError():
            return f"Telegram cannot be reached ({error.message})"
        case _:
            return error.message
