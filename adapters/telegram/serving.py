"""Serves one Telegram bot: takes updates in by polling or webhook, has them answered, and ends
gracefully.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import NamedTuple

import telegram
from telegram.constants import UpdateType
from telegram.error import BadRequest, NetworkError
from telegram.ext import ExtBot

from adapters.shared.health import Pulse
from adapters.shared.intake import Intake
from adapters.shared.lease import Lease
from adapters.shared.pacing import Pace
from adapters.shared.service import Service
from adapters.shared.until import until
from adapters.telegram.acknowledging import Acknowledgements
from adapters.telegram.answering import Answering
from adapters.telegram.connection import DOUBT, Account, connect, insist, poller, sender
from adapters.telegram.delivery import Delivery
from adapters.telegram.inline import Inline
from adapters.telegram.pictures import UploadedPictures
from adapters.telegram.polling import Polling
from adapters.telegram.profile import introduce
from adapters.telegram.reading import PLATFORM, Event, event, is_about_a_chat, lane
from adapters.telegram.uploads import Uploads
from adapters.telegram.webhook import route, secret_for
from core.background import Background, call_off
from core.dialogue.inbox import Arrival, Pending
from core.errors import ConfigurationError
from core.storage.engine import Change

log = logging.getLogger(__name__)

_ALLOWED = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.MY_CHAT_MEMBER,
)
_CALLS_AT_ONCE = 40
_RECOVERY = 30.0  # seconds until what could not be delivered is tried again


class _Told(NamedTuple):
    """An update to be kept, and what it says to the bot, if anything."""

    arrival: Arrival
    event: Event | None


async def serve(account: Account, service: Service, stop: asyncio.Event) -> None:
    """Serve until ``stop`` is set, then finish what is under way. Raises ConfigurationError when
    Telegram refuses the token.
    """
    async with Pace(service.store) as pace, sender(account, pace) as bot:
        if await until(stop, connect(bot, service.pulse)):
            await Server(bot, account, service).run(stop)


async def deliver(account: Account, service: Service, stop: asyncio.Event) -> None:
    """Deliver what is said unasked, and hear nothing, until ``stop`` is set. Raises
    ConfigurationError when Telegram refuses the token.
    """
    async with Pace(service.store) as pace, sender(account, pace) as bot:
        if await until(stop, connect(bot, service.pulse)):
            pictures = UploadedPictures(service.store, service.posters, bot.id)
            answering = _answering(bot, service, pictures, Background())
            async with service.delivering(PLATFORM, answering.tell):
                service.pulse.beat()
                await stop.wait()


def _answering(
    bot: "ExtBot[None]", service: Service, pictures: UploadedPictures, background: Background
) -> Answering:
    delivery, conversation = Delivery(bot, pictures), service.conversation
    acknowledgements = Acknowledgements(delivery, service.admission, background)
    return Answering(bot, service.store, conversation, delivery, acknowledgements)


class Server:
    """A connected bot at work."""

    def __init__(self, bot: "ExtBot[None]", account: Account, service: Service) -> None:
        pictures = UploadedPictures(service.store, service.posters, bot.id)
        self._bot = bot
        self._account = account
        self._service = service
        self._background = Background()
        uploads = Uploads(bot, pictures, self._background, account.storage_chat)
        answering = _answering(bot, service, pictures, self._background)
        self._acknowledgements = answering.acknowledgements
        self._inline = Inline(bot, service, uploads, self._background)
        self._answering = answering
        self._intake = Intake(service, PLATFORM, self)
        self._recovering: asyncio.Task[None] | None = None
        self._delivering = service.delivering(PLATFORM, answering.tell)

    async def run(self, stop: asyncio.Event) -> None:
        """Take updates in until told to stop; then let the answers under way be finished."""
        async with self._background, self._delivering, self._intake:
            self._background.start(introduce(self._bot, self._service.store))
            await (self._called(stop) if self._account.webhook_url else self._asking(stop))

    async def answer(self, pending: Pending) -> Sequence[Change]:
        """Answer an update. What could not be delivered now is taken up again later."""
        try:
            return await self._answering.answer(pending)
        except NetworkError:
            if self._recovering is None or self._recovering.done():
                self._recovering = self._background.start(self._recover())
            raise

    def is_late(self, pending: Pending) -> bool:
        """Whether it is too late for an answer."""
        return self._answering.is_late(pending)

    async def pass_over(self, pending: Pending) -> None:
        """Say nothing to an update; a tap is acknowledged."""
        await self._answering.pass_over(pending)

    async def _recover(self) -> None:
        """Once Telegram can be reached again, take up what was set aside meanwhile."""
        await asyncio.sleep(_RECOVERY)
        await insist(self._bot.get_me, Pulse(PLATFORM))
        await self._intake.resume()

    async def _drain(self) -> None:
        """Take up nothing more, and wait for what is under way."""
        if self._recovering:
            await call_off(self._recovering)
        await self._intake.drain()

    async def _take(self, updates: Sequence[telegram.Update]) -> None:
        """Updates that wait for an answer are written down, and taps acknowledged; what somebody is
        just typing inline is not worth that.
        """
        for update in updates:
            if update.inline_query:
                self._inline.ask(update.inline_query)
        told = [self._told(update) for update in updates]
        await self._accept([one for one in told if one])

    def _told(self, update: telegram.Update) -> "_Told | None":
        """What an update says, if it is for the bot."""
        said = event(update, self._bot.bot)
        if said is None and not is_about_a_chat(update):
            return None
        payload = update.to_dict()
        sender = said.message.user.id if said else ""
        return _Told(Arrival(str(update.update_id), lane(payload), payload, sender), said)

    async def _accept(self, told: Sequence["_Told"]) -> None:
        """Telegram tells again what is not written down in the end, so taps need not wait for
        that.
        """
        for arrival, said in told:
            if said and said.place.query_id:
                self._acknowledgements.begin(arrival.update_id, said.place)
        accepted = await self._intake.accept([one.arrival for one in told])
        for update_id in accepted.dropped:
            self._acknowledgements.hurry(update_id)

    async def _called(self, stop: asyncio.Event) -> None:
        """Have Telegram call. Several copies of the program may be called behind one address."""
        account = self._account
        url = account.webhook_url or ""
        secret = account.webhook_secret or secret_for(account.token)
        await self._intake.resume()
        self._service.web.router.routes.append(route(url, secret, self._bot, self._called_with))
        if await until(stop, self._set_webhook(url, secret)):
            self._service.pulse.beat()
            log.info("Telegram calls %s", url)
        await stop.wait()
        await self._drain()

    async def _set_webhook(self, url: str, secret: str) -> None:
        self._service.pulse.stop("asking Telegram to call")
        await insist(partial(self._ask_to_call, url, secret), self._service.pulse)

    async def _ask_to_call(self, url: str, secret: str) -> None:
        try:
            await self._bot.set_webhook(
                url,
                allowed_updates=_ALLOWED,
                secret_token=secret,
                max_connections=_CALLS_AT_ONCE,
            )
        except BadRequest as error:
            mend = "It must be an https address that Telegram can reach."
            raise ConfigurationError(
                f"TELEGRAM_WEBHOOK_URL: Telegram refuses it ({error.message}). {mend}"
            ) from error

    async def _called_with(self, update: telegram.Update) -> None:
        self._service.pulse.beat()
        await self._take([update])

    async def _asking(self, stop: asyncio.Event) -> None:
        """Poll, while no other copy of the program does."""
        lease = Lease(self._service.store, f"telegram:{self._bot.id}", self._service.pulse)
        while not stop.is_set():
            self._service.pulse.stop("another copy of the program serves this bot")
            try:
                if await until(stop, lease.hold()):
                    await until(stop, until(lease.lost, self._poll()))
                    await self._drain()
            finally:
                await lease.release()

    async def _poll(self) -> None:
        self._service.pulse.stop("asking Telegram for the first time")
        await insist(self._bot.delete_webhook, self._service.pulse)
        await self._intake.resume()
        log.info("asking Telegram for what is said to @%s", self._bot.username)
        await Polling(self._poller, _ALLOWED, self._take, self._service.pulse).run()

    @asynccontextmanager
    async def _poller(self) -> AsyncIterator["ExtBot[None]"]:
        async with poller(self._account) as bot:
            await connect(bot, self._service.pulse, DOUBT)
            yield bot
