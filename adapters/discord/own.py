"""What the bot itself wrote in answer to interactions: looked for where a call's answer was lost,
so that nothing is said twice.
"""

from collections import OrderedDict

import discord

from adapters.discord.calls import once
from adapters.discord.reading import Place
from core.errors import Unavailable

_REMEMBERED = 10_000  # interactions
_LOOKED_THROUGH = 100  # messages


class OwnMessages:
    """Follow-ups by interaction, as the gateway tells of them and as channels show them."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._heard: OrderedDict[int, set[int]] = OrderedDict()

    def note(self, message: discord.Message) -> None:
        """The gateway told of a message of the bot's."""
        if interaction := _followed(message):
            self._heard.setdefault(interaction, set()).add(message.id)
            if len(self._heard) > _REMEMBERED:
                self._heard.popitem(last=False)

    async def follow_ups(self, interaction: int, place: Place) -> list[int]:
        """The ids of the follow-ups to an interaction that have arrived, the first one first."""
        shown = await self._shown(interaction, place)
        return sorted(self._heard.get(interaction, set()) | shown)

    async def _shown(self, interaction: int, place: Place) -> set[int]:
        """Those that the channel shows; an ephemeral one is not among them."""
        if place.hidden:
            return set()
        channel = self._client.get_partial_messageable(place.channel, guild_id=place.guild)

        async def read() -> set[int]:
            after = discord.Object(interaction)
            history = channel.history(limit=_LOOKED_THROUGH, after=after)
            return {one.id async for one in history if _followed(one) == interaction}

        try:
            return await once(read)
        except (discord.HTTPException, Unavailable):
            return set()


def _followed(message: discord.Message) -> int | None:
    """The interaction that a message follows up; None for one that does not."""
    about = message.interaction_metadata
    return about.id if about and about.original_response_message_id else None
