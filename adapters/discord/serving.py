"""Serves one Discord bot: hears what happens, acknowledges it, has it answered, and ends
gracefully.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

import discord
from discord import app_commands

from adapters.discord.acknowledging import Acknowledgements, acknowledge
from adapters.discord.answering import Answering
from adapters.discord.autocomplete import Titles
from adapters.discord.commands import all_commands
from adapters.discord.components import FORM, REFINE, Menu, Press, Refine, is_known, words_of
from adapters.discord.connection import Account, listen, login, opened, point
from adapters.discord.delivery import Delivery
from adapters.discord.edits import edited
from adapters.discord.missed import Missed
from adapters.discord.own import OwnMessages
from adapters.discord.profile import register
from adapters.discord.reading import (
    PLATFORM,
    Asked,
    Event,
    Interaction,
    Way,
    commanded,
    filled_in,
    pressed,
    said,
)
from adapters.shared.intake import Accepted, Intake
from adapters.shared.lease import Lease
from adapters.shared.service import Service
from adapters.shared.until import until
from core.background import Background
from core.errors import Unavailable
from core.films.finding.catalogue import Catalogue

log = logging.getLogger(__name__)

_QUICKEST, _SLOWEST = 0.5, 30.0  # seconds between tries to be let in
_EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
_FOR_ALL = app_commands.AppInstallationType(guild=True, user=True)
_OUTDATED = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)


async def serve(
    account: Account, service: Service, catalogue: Catalogue, stop: asyncio.Event
) -> None:
    """Serve until ``stop`` is set, then finish what is under way. Raises ConfigurationError when
    Discord refuses the token.
    """

    async def served(client: discord.Client) -> None:
        await Server(client, service, catalogue).run(stop)

    await _let_in(account, service, stop, served)


async def deliver(account: Account, service: Service, stop: asyncio.Event) -> None:
    """Deliver what is said unasked, and hear nothing, until ``stop`` is set. Raises
    ConfigurationError when Discord refuses the token.
    """

    async def delivered(client: discord.Client) -> None:
        delivery = Delivery(client, service.posters, service.store, OwnMessages(client))
        async with service.delivering(PLATFORM, delivery.tell):
            service.pulse.beat()
            await stop.wait()

    await _let_in(account, service, stop, delivered)


async def _let_in(
    account: Account,
    service: Service,
    stop: asyncio.Event,
    work: Callable[[discord.Client], Awaitable[None]],
) -> None:
    """Do the work with a client that Discord has let in, however often it takes."""
    point(account)
    pause = _QUICKEST
    while not stop.is_set():
        try:
            async with opened(account) as client:
                if await until(stop, login(client, account)):
                    pause = _QUICKEST
                    await work(client)
        except Unavailable as error:
            service.pulse.stop(f"Discord cannot be reached ({error})")
            log.warning("%s; trying again in %g s", service.pulse.says, pause)
            await until(stop, asyncio.sleep(pause))
            pause = min(_SLOWEST, pause * 2)


class Server:
    """A client that was let in, at work."""

    def __init__(self, client: discord.Client, service: Service, catalogue: Catalogue) -> None:
        self._client = client
        self._service = service
        self._background = Background()
        self._acknowledgements = Acknowledgements(self._background)
        self._own = OwnMessages(client)
        delivery = Delivery(client, service.posters, service.store, self._own)
        self._answering = Answering(
            service.store, service.conversation, delivery, self._acknowledgements, self._accept
        )
        self._intake = Intake(service, PLATFORM, self._answering)
        self._missed = Missed(client, service.store, self._intake)
        self._delivering = service.delivering(PLATFORM, delivery.tell)
        self._tree = self._commands(Titles(catalogue))
        self._listen()

    def _commands(self, titles: Titles) -> app_commands.CommandTree[discord.Client]:
        tree = app_commands.CommandTree(
            self._client, allowed_contexts=_EVERYWHERE, allowed_installs=_FOR_ALL
        )
        for command in all_commands(self.on_command, titles):
            tree.add_command(command)
        tree.error(self.on_command_error)
        return tree

    def _listen(self) -> None:
        self._client.add_dynamic_items(Press, Menu, Refine)
        for hear in (
            self.on_pressed,
            self.on_unopened,
            self.on_interaction,
            self.on_message,
            self.on_raw_message_edit,
            self.on_connect,
            self.on_disconnect,
            self.on_socket_raw_receive,
        ):
            self._client.event(hear)

    async def run(self, stop: asyncio.Event) -> None:
        """Hear events, while no other copy of the program does, until told to stop; then finish the
        answers under way.
        """
        lease = Lease(
            self._service.store, f"discord:{self._client.application_id}", self._service.pulse
        )
        self._service.pulse.stop("another copy of the program serves this bot")
        async with self._background, self._delivering, self._intake:
            try:
                if await until(stop, lease.hold()):
                    await until(stop, until(lease.lost, self._hear()))
                    await self._intake.drain()
            finally:
                await lease.release()

    async def _hear(self) -> None:
        assert self._client.application_id
        await self._missed.away()
        await self._intake.resume()
        self._background.start(
            register(self._tree, self._service.store, self._client.application_id)
        )
        log.info("hearing from Discord what is said to %s", self._client.user)
        await listen(self._client)

    async def on_command(self, interaction: Interaction, asked: Asked) -> None:
        """A slash command was given."""
        await self._take(interaction, commanded(interaction, asked))

    async def on_pressed(self, interaction: Interaction, data: str) -> None:
        """A button was pressed, or a title chosen from a menu."""
        await self._take(interaction, pressed(interaction, data))

    async def on_unopened(self, interaction: Interaction) -> None:
        """A form could not be opened: what would be written there can be said as well."""
        await self._say(interaction, pressed(interaction, REFINE), "discord.in_words")

    async def on_interaction(self, interaction: Interaction) -> None:
        """A form was filled in, or something pressed that nobody knows any more; everything else
        has an event of its own.
        """
        data: dict[str, object] = dict(interaction.data or {})
        carried = str(data.get("custom_id"))
        filled = interaction.type is discord.InteractionType.modal_submit
        if filled and carried == FORM:
            await self._take(interaction, filled_in(interaction, words_of(interaction)))
        elif filled or (
            interaction.type is discord.InteractionType.component and not is_known(carried)
        ):
            await self._take(interaction, pressed(interaction, carried))

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote something."""
        assert self._client.user
        if message.author.id == self._client.user.id:
            self._own.note(message)
        elif event := said(message, self._client.user):
            await self._accept(event)

    async def on_raw_message_edit(self, change: discord.RawMessageUpdateEvent) -> None:
        """Somebody edited what they wrote."""
        assert self._client.user
        if event := edited(change.message, self._client.user):
            await self._accept(event)

    async def on_command_error(
        self, interaction: Interaction, error: app_commands.AppCommandError
    ) -> None:
        """A command of another version of the program gets a friendly word; anything else is seen
        in the log.
        """
        if (
            isinstance(error, _OUTDATED)
            and interaction.type is discord.InteractionType.application_command
        ):
            await self._say(interaction, commanded(interaction, Asked()), "discord.outdated")
        else:
            log.error("a command failed", exc_info=error)

    async def on_connect(self) -> None:
        """A new session has begun; the gateway does not tell what happened before."""
        self._background.start(self._missed.back())

    async def on_disconnect(self) -> None:
        """The gateway is gone; the library takes it up again."""
        self._service.pulse.stop("the connection to Discord is being taken up again")
        await self._missed.away()

    async def on_socket_raw_receive(self, _: str) -> None:
        """The gateway said something."""
        self._service.pulse.beat()

    async def _say(self, interaction: Interaction, event: Event, phrase: str) -> None:
        """Answer with a phrase."""
        await self._take(interaction, replace(event, phrase=phrase))

    async def _take(self, interaction: Interaction, event: Event) -> None:
        """Write down and acknowledge; the answer waits for both. A second click is answered by the
        first one's.
        """
        if self._answering.is_second_click(event):
            await acknowledge(interaction, replace(event.place, way=Way.IN_PLACE))
        elif not self._acknowledgements.known(interaction):
            writing = asyncio.create_task(self._accept(event))
            self._acknowledgements.begin(interaction, event.place, writing)
            if (await writing).dropped:
                self._answering.forget_press(event)

    async def _accept(self, event: Event) -> Accepted:
        """Write an event down; it is answered in its turn."""
        return await self._intake.accept([event.arrival()])
