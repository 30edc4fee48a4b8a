"""The first word on every interaction: within Discord's three seconds, and once."""

import asyncio
import logging
from contextlib import suppress

import aiohttp
import discord

from adapters.discord.reading import Interaction, Place, Way
from core.background import Background

log = logging.getLogger(__name__)

_ALREADY = 40060
_PAUSE = 0.2
_TRIES = 8
_WRITING = 1.0  # seconds in which it shall be written down first
_FIRST_WORDS = 0.5  # seconds in which thinking waits for them
_REMEMBERED = 900.0  # seconds an interaction lives


class Acknowledgements:
    """What was acknowledged, or is just being."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._begun: dict[str, asyncio.Task[bool]] = {}
        self._under_way = 0
        self._quiet = asyncio.Event()

    def begin(self, interaction: Interaction, place: Place, writing: asyncio.Task[None]) -> None:
        """Begin to acknowledge what is just being written down."""
        key = str(interaction.id)
        task = self._begun[key] = self._background.start(_when_safe(interaction, place, writing))
        self._under_way += 1
        self._quiet.clear()
        task.add_done_callback(self._done)
        asyncio.get_running_loop().call_later(_REMEMBERED, self._begun.pop, key, None)

    def known(self, interaction: Interaction) -> bool:
        """Whether that interaction was told of before."""
        return str(interaction.id) in self._begun

    async def settled(self, update_id: str) -> bool:
        """Whether the answer is this program's to give. What an earlier run left was acknowledged
        by that.

        Of many interactions at once, all have their first word before the first is thought about.
        """
        task = self._begun.get(update_id)
        if task is None:
            return True
        with suppress(TimeoutError):
            async with asyncio.timeout(_FIRST_WORDS):
                await self._quiet.wait()
        return await task

    def _done(self, _: asyncio.Task[bool]) -> None:
        self._under_way -= 1
        if not self._under_way:
            self._quiet.set()


async def _when_safe(interaction: Interaction, place: Place, writing: asyncio.Task[None]) -> bool:
    """Acknowledge what is written down, so that a crash loses nothing that was; with a busy
    database Discord comes first.
    """
    await asyncio.wait([writing], timeout=_WRITING)
    return await acknowledge(interaction, place)


async def acknowledge(interaction: Interaction, place: Place) -> bool:
    """Defer the answer, however it is to appear; tried again while there is time. False when there
    is nothing to answer: another copy of the program was first, or it is too late.
    """
    for tries in range(1, _TRIES + 1):
        try:
            await interaction.response.defer(
                thinking=place.way is Way.THINKING, ephemeral=place.hidden
            )
        except aiohttp.ClientError as error:
            log.warning("an interaction could not be acknowledged yet (%s)", type(error).__name__)
            await asyncio.sleep(_PAUSE)
        except discord.HTTPException as error:
            if error.code == _ALREADY:
                return tries > 1  # the first try has arrived, only its answer has not
            log.warning("an interaction could not be acknowledged: %s", error.text)
            return False
        else:
            return True
    return False
