"""Clients of the Bot API, and the first word with Telegram."""

import asyncio
import logging
import warnings
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from telegram.error import InvalidToken, NetworkError, RetryAfter
from telegram.ext import ExtBot

from adapters.shared.health import Pulse
from adapters.telegram.floods import Floods
from adapters.telegram.request import AiohttpRequest
from core.errors import ConfigurationError

log = logging.getLogger(__name__)

# Every flood limit would be followed by this note on a later version's type, which Floods takes
# either way.
warnings.filterwarnings("ignore", "Deprecated since version v22.2.*retry_after")

_OFFICIAL = "https://api.telegram.org"
_SLOWEST = 30.0
_ANSWER, _CONNECT = 20.0, 5.0  # seconds
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


def sender(account: Account) -> AbstractAsyncContextManager["ExtBot[None]"]:
    """A client for everything but polling."""
    return _bot(account, AiohttpRequest(_CONNECTIONS, _ANSWER, _CONNECT))


def poller(account: Account) -> AbstractAsyncContextManager["ExtBot[None]"]:
    """A client for polling alone; how long Telegram holds a request open is added to its
    timeout.
    """
    return _bot(account, AiohttpRequest(1, _POLL_MARGIN, _CONNECT))


@asynccontextmanager
async def _bot(account: Account, request: AiohttpRequest) -> AsyncIterator["ExtBot[None]"]:
    """A client not yet connected. Its connections are closed at the end, even where ``initialize``
    was cut off; the bot's own ``shutdown`` closes nothing then.
    """
    api = account.api_url or _OFFICIAL
    bot = ExtBot(
        account.token,
        f"{api}/bot",
        f"{api}/file/bot",
        request=request,
        get_updates_request=request,
        rate_limiter=Floods(),
    )
    try:
        yield bot
    finally:
        await request.shutdown()


async def connect(bot: "ExtBot[None]", pulse: Pulse) -> None:
    """The first word with Telegram, however long it takes. Raises ConfigurationError when it
    refuses the token.
    """
    pause = 0.5
    while True:
        try:
            await bot.initialize()
        except InvalidToken as error:
            raise ConfigurationError(
                "TELEGRAM_TOKEN: Telegram does not know this token. Copy it again from @BotFather, "
                "or take it out."
            ) from error
        except (NetworkError, RetryAfter) as error:
            pulse.stop(f"Telegram cannot be reached ({error.message})")
            log.warning("%s; trying again in %g s", pulse.says, pause)
            await asyncio.sleep(pause)
            pause = min(_SLOWEST, pause * 2)
        else:
            log.debug("connected to Telegram as @%s", bot.username)
            return
