"""Says what nobody asked for."""

from datetime import UTC, datetime

import discord

from adapters.discord.delivery import Delivery
from adapters.discord.reading import place_of
from adapters.shared.service import Service
from core.dialogue.chats import Chats
from core.dialogue.outbox import CLOSED
from core.dialogue.replies import Answer
from core.dialogue.turn import ChatRef
from core.errors import GivenUp
from core.storage.store import Store


class Telling:
    """Brings what waits in the outbox to channels, and to people directly."""

    def __init__(self, client: discord.Client, service: Service) -> None:
        self._delivery = Delivery(client, service.posters)
        self._store: Store = service.store

    async def tell(self, answer: Answer, chat: ChatRef) -> None:
        """Say something unasked. Raises GivenUp where the chat is closed to the bot."""
        try:
            await self._delivery.post(answer, place_of(chat))
        except (discord.Forbidden, discord.NotFound) as error:
            closed = self._store.of(Chats).opened(chat, datetime.now(UTC), active=False)
            await self._store.apply(closed)
            raise GivenUp(CLOSED) from error
