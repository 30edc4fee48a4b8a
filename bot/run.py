"""``run``: serves every platform whose token is set until a signal arrives, and then finishes the
work in progress.
"""

import asyncio
import logging
import signal
from argparse import Namespace
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.shared.admission import Admission
from adapters.shared.health import Pulse
from adapters.shared.posters.posters import Posters
from adapters.shared.service import Service
from bot.app import App, open_app
from bot.commands.start import configured
from bot.settings import Settings
from bot.web import served, web
from core.clients.pictures import PictureClient
from core.errors import ConfigurationError

if TYPE_CHECKING:
    from adapters.discord.connection import Account as DiscordAccount
    from adapters.telegram.connection import Account as TelegramAccount

log = logging.getLogger(__name__)

DRAIN_SECONDS = 20.0
Serve = Callable[[App, Service, asyncio.Event], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform, the setting with its token, the function that serves it until the event is set,
    and the one that only delivers what is in the outbox.
    """

    name: str
    token: str
    serve: Serve
    deliver: Serve | None = None


async def telegram(app: App, service: Service, stop: asyncio.Event) -> None:
    """Serve Telegram."""
    from adapters.telegram.serving import serve

    await serve(_telegram_account(app.settings), service, stop)


async def deliver_telegram(app: App, service: Service, stop: asyncio.Event) -> None:
    """Only deliver scheduled messages on Telegram."""
    from adapters.telegram.serving import deliver

    await deliver(_telegram_account(app.settings), service, stop)


def _telegram_account(chosen: Settings) -> "TelegramAccount":
    from adapters.telegram.connection import Account

    assert chosen.telegram_token
    secret = chosen.telegram_webhook_secret
    return Account(
        token=chosen.telegram_token.get_secret_value(),
        api_url=chosen.telegram_api_url,
        webhook_url=chosen.telegram_webhook_url,
        webhook_secret=secret.get_secret_value() if secret else None,
        storage_chat=chosen.telegram_storage_chat,
    )


async def discord(app: App, service: Service, stop: asyncio.Event) -> None:
    """Serve Discord."""
    from adapters.discord.serving import serve

    await serve(_discord_account(app.settings), service, app.catalogue, stop)


async def deliver_discord(app: App, service: Service, stop: asyncio.Event) -> None:
    """Only deliver scheduled messages on Discord."""
    from adapters.discord.serving import deliver

    await deliver(_discord_account(app.settings), service, stop)


def _discord_account(chosen: Settings) -> "DiscordAccount":
    from adapters.discord.connection import Account

    assert chosen.discord_token
    return Account(
        chosen.discord_token.get_secret_value(),
        chosen.discord_api_url,
        chosen.discord_gateway_url,
        chosen.discord_shards,
    )


async def jobs(app: App, service: Service, stop: asyncio.Event) -> None:
    """Run the jobs that are due."""
    async with app.jobs:
        service.pulse.beat()
        await stop.wait()


PLATFORMS: tuple[Platform, ...] = (
    Platform("Telegram", "telegram_token", telegram, deliver_telegram),
    Platform("Discord", "discord_token", discord, deliver_discord),
)
# Jobs run beside the platforms, with a health report and a drain of their own.
JOBS = Platform("Jobs", "", jobs)

_NOTHING_TO_RUN = (
    "No platform token is set, so there is nothing to run.\n"
    "To chat in this terminal: python -m bot chat.\n"
    "To serve a platform, set TELEGRAM_TOKEN or DISCORD_TOKEN in the environment or in .env "
    "(see docs/settings.md)."
)


async def run(options: Namespace) -> int:
    """Serve until SIGINT or SIGTERM. Raises ConfigurationError if no token is set."""
    settings = configured("info")
    chosen = asked_for(settings)
    if not chosen and options.else_chat:
        return await _chat()
    if not chosen:
        raise ConfigurationError(_NOTHING_TO_RUN)
    async with open_app(settings) as app:
        await until_told(lambda stop: serve(app, [*chosen, JOBS], stop))
    return 0


def asked_for(settings: Settings) -> list[Platform]:
    """The platforms whose token is set."""
    return [platform for platform in PLATFORMS if getattr(settings, platform.token)]


async def until_told(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Work until SIGINT or SIGTERM set the event."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        await work(stop)
    except* ConfigurationError as errors:
        raise _first(errors) from None


def _first(errors: BaseExceptionGroup[ConfigurationError]) -> BaseException:
    """The first error of a group, which is the one shown to the operator."""
    error = errors.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error


async def serve(
    app: App,
    platforms: Sequence[Platform],
    stop: asyncio.Event,
    drain: float = DRAIN_SECONDS,
    *,
    called: bool = True,
) -> None:
    """Serve the platforms at the same time until ``stop`` is set. Each then has ``drain`` seconds
    to finish its work. ``called``: a platform may call the web server, so it must start.
    """
    pulses = {platform.name.lower(): Pulse(platform.name) for platform in platforms}
    pages, pictures, admission = web(pulses), PictureClient(), Admission()
    limit = app.settings.messages_per_minute
    needed = called and app.settings.telegram_webhook_url is not None
    alive = {platform.name for platform in platforms if platform.token}
    async with aclosing(pictures), served(pages, app.settings.http_port, needed=needed):
        works = []
        for platform, pulse in zip(platforms, pulses.values(), strict=True):
            posters = Posters(pictures.fetch)
            service = Service(app.conversation, app.store, posters, pulse, pages, admission, limit)
            works.append(_served(platform, app, service, stop, alive))
        await _ended(works, stop, drain)


async def _ended(
    works: Iterable[Coroutine[None, None, None]], stop: asyncio.Event, drain: float
) -> None:
    """Wait until all have ended, which they have ``drain`` seconds for once ``stop`` is set."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work) for work in works]
        ending = group.create_task(_drain(stop, tasks, drain))
        await asyncio.wait(tasks)
        ending.cancel()


async def _served(
    platform: Platform, app: App, service: Service, stop: asyncio.Event, alive: set[str]
) -> None:
    """Serve a platform. Where its settings are wrong it ends, and the others that are ``alive`` go
    on. Raises ConfigurationError if there are none.
    """
    log.info("serving %s", platform.name)
    try:
        await platform.serve(app, service, stop)
    except ConfigurationError as error:
        alive.discard(platform.name)
        if not alive:
            raise
        service.pulse.stop(str(error))
        log.error("%s has ended, and the rest goes on: %s", platform.name, error)
    else:
        service.pulse.stop("ended")
        log.info("%s has ended", platform.name)


async def _drain(stop: asyncio.Event, tasks: Sequence[asyncio.Task[None]], seconds: float) -> None:
    await stop.wait()
    _, slow = await asyncio.wait(tasks, timeout=seconds)
    for task in slow:
        task.cancel()
    if slow:
        log.warning(
            "%d platform(s) did not finish within %g seconds; the next start answers what is left",
            len(slow),
            seconds,
        )


async def _chat() -> int:
    from bot.cli import parser
    from bot.commands.talk import chat

    return await chat(parser().parse_args(["chat"]))
