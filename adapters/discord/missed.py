"""Direct messages that people wrote while the bot was away. The gateway tells of what happens only
while it is connected.
"""

import logging
from datetime import UTC, datetime, timedelta

import discord

from adapters.discord.calls import patiently
from adapters.discord.reading import PLATFORM, Event, said
from adapters.shared.intake import Intake
from core.dialogue.chats import Chats
from core.dialogue.inbox import Inbox
from core.errors import Unavailable
from core.storage.store import Store

log = logging.getLogger(__name__)

_LONGEST_AGO = timedelta(days=1)  # the inbox knows for two days what was answered
_OVERLAP = timedelta(minutes=5)  # one message may be written down before an earlier one
_ABOUT = timedelta(days=60)  # who said nothing for so long is not looked for
_CHATS, _MESSAGES = 1_000, 100


class Missed:
    """Looks for them in the chats it knows, and has them answered like any other."""

    def __init__(self, client: discord.Client, store: Store, intake: Intake) -> None:
        self._client = client
        self._store = store
        self._intake = intake
        self._since: int | None = None

    async def away(self) -> None:
        """From now on nothing may be heard."""
        if self._since is None:
            self._since = await self._store.of(Inbox).newest(PLATFORM)

    async def back(self) -> None:
        """Fetch what was written since. What is known already is not answered again."""
        newest, self._since = self._since, None
        if newest is None:
            return
        await self._client.wait_until_ready()
        now = datetime.now(UTC)
        last = discord.utils.snowflake_time(newest) - _OVERLAP
        after = max(last, now - _LONGEST_AGO)
        for chat in await self._store.of(Chats).private(PLATFORM, now - _ABOUT, _CHATS):
            if chat.isdecimal() and self._client.get_channel(int(chat)) is None:
                await self._fetch(int(chat), after)

    async def _fetch(self, chat: int, after: datetime) -> None:
        try:
            events = await patiently(lambda: self._events(chat, after))
        except (discord.HTTPException, Unavailable) as error:
            log.info("a private chat could not be looked through: %s", error)
            return
        await self._intake.accept([event.arrival() for event in events])

    async def _events(self, chat: int, after: datetime) -> list[Event]:
        assert self._client.user
        history = self._client.get_partial_messageable(chat).history(limit=_MESSAGES, after=after)
        read = [said(message, self._client.user) async for message in history]
        return [event for event in read if event]
