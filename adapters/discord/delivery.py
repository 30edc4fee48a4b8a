"""Brings answers to Discord: in place of "thinking…" or of the message pressed, else as messages of
their own.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import aiohttp
import discord

from adapters.discord.reading import Event, Place, Way
from adapters.discord.render import PICTURE, Page, page
from adapters.shared.posters.posters import Posters
from core.dialogue.replies import Answer, Reply, Show
from core.words.speech import speech

log = logging.getLogger(__name__)

_TOKEN_LIFE = timedelta(minutes=14, seconds=30)
_ORIGINAL: Any = "@original"  # stands for the id of the first response
_PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0)  # seconds
_GONE = 10008  # the message
_OVER = (10015, 50027)  # the interaction's token
_SILENCE = "…"
_NOBODY = discord.AllowedMentions.none()


class Delivery:
    """Sends the replies of an answer to a place."""

    def __init__(self, client: discord.Client, posters: Posters) -> None:
        self._client = client
        self._posters = posters

    async def deliver(self, answer: Answer, event: Event) -> None:
        """Show an answer where it belongs; as messages of their own where the interaction is no
        longer, or was never acknowledged. Raises discord.Forbidden or discord.NotFound when the bot
        cannot write there either.
        """
        place = _still_open(event)
        try:
            await self._show(answer, place)
        except discord.HTTPException as error:
            if place.way is Way.POST or error.code not in _OVER:
                raise
            await self._show(answer, replace(place, way=Way.POST))

    async def post(self, answer: Answer, place: Place) -> None:
        """Say something unasked. Raises what ``deliver`` does."""
        await self._show(answer, place)

    async def _show(self, answer: Answer, place: Place) -> None:
        for number, reply in enumerate(_shown(answer.replies)):
            shown = page(reply, speech(answer.language))
            picture = (
                await self._posters.picture(shown.drawn, answer.language) if shown.drawn else None
            )
            files = {PICTURE: picture} if picture else {}
            files |= {file.name: file.content for file in reply.files}
            first = number == 0 and place.way is Way.THINKING
            if first or (place.way is Way.IN_PLACE and reply.show is Show.EDIT):
                await self._replace(shown, files, place)
            else:
                await self._add(shown, files, place, alone=reply.show is Show.TOAST)

    async def _replace(self, shown: Page, files: dict[str, bytes], place: Place) -> None:
        """Change the interaction's own message; one that is gone gives way to a new one."""
        hook = self._hook(place)

        async def edit() -> None:
            content = shown.content or (None if shown.embed else _SILENCE)
            await hook.edit_message(
                _ORIGINAL,
                content=content,
                embed=shown.embed,
                attachments=_uploads(files),
                view=_view(shown),
                allowed_mentions=_NOBODY,
            )

        try:
            await patiently(edit)
        except discord.NotFound as error:
            if error.code != _GONE:
                raise
            await self._add(shown, files, place)

    async def _add(
        self, shown: Page, files: dict[str, bytes], place: Place, *, alone: bool = False
    ) -> None:
        """A message of its own; a notice is for the asker ``alone``."""
        if place.way is Way.POST:
            await self._post(shown, files, place)
            return
        hook = self._hook(place)

        async def send() -> None:
            await hook.send(**_parts(shown, files), ephemeral=place.hidden or alone, wait=True)

        await patiently(send)

    async def _post(self, shown: Page, files: dict[str, bytes], place: Place) -> None:
        channel = (
            await self._client.create_dm(discord.Object(place.user))
            if place.hidden
            else self.channel(place)
        )

        async def send() -> None:
            await channel.send(**_parts(shown, files) | _quoting(place))

        await patiently(send)

    def channel(self, place: Place) -> discord.PartialMessageable:
        """The channel of a place, to be written to."""
        return self._client.get_partial_messageable(place.channel, guild_id=place.guild)

    def _hook(self, place: Place) -> discord.Webhook:
        told: Any = {
            "id": place.application,
            "type": discord.WebhookType.application.value,
            "token": place.token,
        }
        return discord.Webhook.from_state(told, self._client._connection)


async def patiently(call: Callable[[], Awaitable[None]]) -> None:
    """Make the call, again while the network fails. Raises what Discord refuses, and the last
    failure.
    """
    for pause in _PAUSES:
        try:
            return await call()
        except (aiohttp.ClientError, discord.DiscordServerError) as error:
            log.warning(
                "Discord could not be reached (%s); trying again in %g s",
                type(error).__name__,
                pause,
            )
            await asyncio.sleep(pause)
    return await call()


def _still_open(event: Event) -> Place:
    """The event's place; a message of its own where the interaction's time is over."""
    place = event.place
    over = place.way is not Way.POST and datetime.now(UTC) - event.at > _TOKEN_LIFE
    return replace(place, way=Way.POST) if over else place


def _shown(replies: tuple[Reply, ...]) -> list[Reply]:
    """The replies without their notices, unless they are nothing else: a card that changes says
    itself what was done.
    """
    return [reply for reply in replies if reply.show is not Show.TOAST] or list(replies)


def _parts(shown: Page, files: dict[str, bytes]) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "content": shown.content or (None if shown.embed else _SILENCE),
        "allowed_mentions": _NOBODY,
    }
    optional = {"embed": shown.embed, "files": _uploads(files), "view": _view(shown)}
    return parts | {name: part for name, part in optional.items() if part}


def _uploads(files: dict[str, bytes]) -> list[discord.File]:
    return [discord.File(BytesIO(content), name) for name, content in files.items()]


def _view(shown: Page) -> discord.ui.View | None:
    if not shown.rows:
        return None
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(shown.rows):
        for item in row:
            item.row = number
            view.add_item(item)
    return view


def _quoting(place: Place) -> dict[str, Any]:
    if place.quote is None:
        return {}
    quoted = discord.MessageReference(
        message_id=place.quote,
        channel_id=place.channel,
        guild_id=place.guild,
        fail_if_not_exists=False,
    )
    return {"reference": quoted, "mention_author": False}
