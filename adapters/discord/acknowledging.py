"""The first word on every interaction: within Discord's three seconds, and once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from enum import Enum, auto
from functools import partial

import discord

from adapters.discord.calls import once
from adapters.discord.reading import Interaction, Place, Way
from adapters.shared.intake import Accepted
from core.background import Background
from core.errors import Unavailable
from core.words.speech import speech, spoken

log = logging.getLogger(__name__)

_ALREADY = 40060
_PAUSE = 0.2
_IN_TIME = 2.5  # seconds of tries; Discord allows three in all
_WRITING = 2.0  # seconds in which it is to be written down first
_FIRST_WORDS = 0.5  # seconds in which thinking waits for them
_REMEMBERED = 900.0  # seconds an interaction lives

Writing = asyncio.Task[Accepted]  # an update being written down


class FirstWord(Enum):
    """What an interaction was acknowledged with: that an answer is coming, a message that says why
    it takes long, or nothing, as another copy of the program was first.
    """

    DEFERRED = auto()
    NOTED = auto()
    TAKEN = auto()


class Acknowledgements:
    """What was acknowledged, or is just being."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._begun: dict[str, asyncio.Task[FirstWord]] = {}
        self._under_way = 0
        self._quiet = asyncio.Event()

    def begin(self, interaction: Interaction, place: Place, writing: Writing) -> None:
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

    async def settled(self, update_id: str) -> FirstWord:
        """What was said first. What an earlier run left was acknowledged by that.

        Of many interactions at once, all have their first word before the first is thought about.
        """
        task = self._begun.get(update_id)
        if task is None:
            return FirstWord.DEFERRED
        with suppress(TimeoutError):
            async with asyncio.timeout(_FIRST_WORDS):
                await self._quiet.wait()
        return await task

    def _done(self, _: asyncio.Task[FirstWord]) -> None:
        self._under_way -= 1
        if not self._under_way:
            self._quiet.set()


async def _when_safe(interaction: Interaction, place: Place, writing: Writing) -> FirstWord:
    """Acknowledge what is written down. Where that takes too long, or fails, say so instead of
    "thinking…", which would stand there for ever after a crash; an answer takes its place. What is
    dropped has no answer, so nothing stays of it.
    """
    await asyncio.wait([writing], timeout=_WRITING)
    written = _is_written(writing)
    if not await acknowledge(interaction, place, written=written):
        return FirstWord.TAKEN
    if await _is_dropped(writing) and (place.way is Way.THINKING or not written):
        with suppress(discord.HTTPException, Unavailable):
            await once(interaction.delete_original_response)
    return FirstWord.DEFERRED if written else FirstWord.NOTED


def _is_written(writing: Writing) -> bool:
    return writing.done() and not writing.cancelled() and writing.exception() is None


async def _is_dropped(writing: Writing) -> bool:
    await asyncio.wait([writing])
    return _is_written(writing) and bool(writing.result().dropped)


async def acknowledge(interaction: Interaction, place: Place, *, written: bool = True) -> bool:
    """Defer the answer, however it is to appear; tried again while there is time. False when
    another copy of the program was first: then the answer is not this one's to give.
    """
    say = partial(_first_word, interaction, place, written=written)
    lost, until = False, asyncio.get_running_loop().time() + _IN_TIME
    try:
        while not await _said(say) and asyncio.get_running_loop().time() < until:
            lost = True
            await asyncio.sleep(_PAUSE)
    except discord.HTTPException as error:
        log.warning("an interaction could not be acknowledged: %s", error.text or error.status)
        # After a try whose answer was lost, this means that it has arrived.
        return lost or error.code != _ALREADY
    return True


async def _said(say: Callable[[], Awaitable[None]]) -> bool:
    """Whether the first word has reached Discord; False where that is not known."""
    try:
        await once(say)
    except Unavailable as error:
        log.warning("an interaction could not be acknowledged yet (%s)", error)
        return False
    return True


async def _first_word(interaction: Interaction, place: Place, *, written: bool) -> None:
    if written:
        thinking = place.way is Way.THINKING
        await interaction.response.defer(thinking=thinking, ephemeral=place.hidden)
    else:
        words = speech(spoken(interaction.locale.value))("discord.busy")
        await interaction.response.send_message(words, ephemeral=place.hidden)
