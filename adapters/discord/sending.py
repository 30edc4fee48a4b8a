"""Messages on their way to Discord, by each route. One whose arrival is uncertain is looked for
before it is sent again.
"""

from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from typing import Any

import discord

from adapters.discord.calls import once, patiently
from adapters.discord.own import OwnMessages
from adapters.discord.reading import Place, Way
from adapters.discord.render import Page
from adapters.discord.routes import Route
from core.errors import Unavailable

_ORIGINAL: Any = "@original"  # stands for the id of the first response
_NO_HISTORY = 160002  # a message cannot be quoted without the right to read what was written
_SILENCE = "…"
_NOBODY = discord.AllowedMentions.none()


@dataclass(frozen=True, slots=True)
class Shown:
    """A page with its files; ``alone`` is for the eyes of who asked."""

    page: Page
    files: dict[str, bytes] = field(default_factory=dict)
    alone: bool = False

    def parts(self) -> dict[str, Any]:
        """What a new message is made of."""
        optional = {
            "embed": self.page.embed,
            "files": self.uploads(),
            "view": self.view(),
        }
        given = {name: part for name, part in optional.items() if part}
        return {"content": self.content(), "allowed_mentions": _NOBODY, **given}

    def changes(self) -> dict[str, Any]:
        """What a message is changed to, whatever it showed before."""
        return {
            "content": self.content(),
            "embed": self.page.embed,
            "attachments": self.uploads(),
            "view": self.view(),
            "allowed_mentions": _NOBODY,
        }

    def content(self) -> str | None:
        """The text, as no message may be empty."""
        return self.page.content or (None if self.page.embed else _SILENCE)

    def uploads(self) -> list[discord.File]:
        """The files, to be read once."""
        return [discord.File(BytesIO(content), name) for name, content in self.files.items()]

    def view(self) -> discord.ui.View | None:
        """The rows, where there are some."""
        if not self.page.rows:
            return None
        view = discord.ui.View(timeout=None)
        for number, row in enumerate(self.page.rows):
            for item in row:
                item.row = number
                view.add_item(item)
        return view


@dataclass(slots=True)
class Course:
    """How far an answer has come. ``key`` makes the nonces of its messages; ``interaction`` is what
    it answers, if anything; ``repeated``: an earlier run may have delivered some of it. Routes are
    ``shut`` where Discord refuses all that comes by them, ``unreached`` where it does not answer,
    ``used`` where something has arrived. ``earlier`` is the message that gives way to the answer;
    ``posted`` are those that are new in the channel.
    """

    place: Place
    key: str
    interaction: int = 0
    repeated: bool = False
    delivered: int = 0
    shut: set[Route] = field(default_factory=set)
    unreached: set[Route] = field(default_factory=set)
    used: set[Route] = field(default_factory=set)
    sent: set[int] = field(default_factory=set)
    refusals: list[str] = field(default_factory=list)
    earlier: int | None = None
    posted: list[int] = field(default_factory=list)
    closed: bool = False

    @property
    def nonce(self) -> str:
        """What makes the present message one of a kind, whichever way it goes."""
        return f"{self.key}.{self.delivered}"


class Sending:
    """Sends one message. Raises discord.HTTPException where Discord refuses it, and Unavailable
    where it cannot be reached.
    """

    def __init__(self, client: discord.Client, own: OwnMessages) -> None:
        self._client = client
        self._own = own

    async def send(self, route: Route, shown: Shown, course: Course) -> None:
        """Send by a route."""
        match route:
            case Route.EDIT:
                await self._edit(shown, course)
            case Route.FOLLOW:
                await self._follow(shown, course)
            case Route.CHANGE:
                await self._change(shown, course)
            case Route.CHANNEL:
                posted = await self._quote(self.channel(course.place), shown, course)
                course.posted.append(posted.id)
            case Route.DIRECT:
                await self._post(await self.direct(course.place), shown, course)

    async def withdraw(self, place: Place) -> None:
        """Take "thinking…" away, as the answer appears elsewhere; let it be where that fails."""
        try:
            await once(lambda: _hook(self._client, place).delete_message(_ORIGINAL))
        except (discord.HTTPException, Unavailable):
            return

    async def direct(self, place: Place) -> discord.DMChannel:
        """The private chat with somebody. Raises what ``send`` does."""
        person = discord.Object(place.user)
        return await patiently(lambda: self._client.create_dm(person))

    def channel(self, place: Place) -> discord.PartialMessageable:
        """The channel of a place, to be written to."""
        return self._client.get_partial_messageable(place.channel, guild_id=place.guild)

    async def _edit(self, shown: Shown, course: Course) -> None:
        hook = _hook(self._client, course.place)
        try:
            await patiently(lambda: hook.edit_message(_ORIGINAL, **shown.changes()))
        except Unavailable:
            if not await _is_edited(hook, course):
                raise

    async def _change(self, shown: Shown, course: Course) -> None:
        assert course.earlier
        message = self.channel(course.place).get_partial_message(course.earlier)
        await patiently(lambda: message.edit(**shown.changes()))

    async def _follow(self, shown: Shown, course: Course) -> None:
        hook, uncertain = _hook(self._client, course.place), course.repeated
        ephemeral = course.place.hidden or shown.alone

        async def send() -> None:
            nonlocal uncertain
            if not (uncertain and await self._has_arrived(course)):
                uncertain = True
                sent = await hook.send(**shown.parts(), ephemeral=ephemeral, wait=True)
                course.sent.add(sent.id)

        try:
            await patiently(send)
        except Unavailable:
            if not await self._has_arrived(course):
                raise

    async def _has_arrived(self, course: Course) -> bool:
        """Whether there is a follow-up more than is known to be sent."""
        arrived = await self._own.follow_ups(course.interaction, course.place)
        unknown = [number for number in arrived if number not in course.sent]
        course.sent.update(unknown[:1])
        return bool(unknown)

    async def _quote(
        self, channel: discord.abc.Messageable, shown: Shown, course: Course
    ) -> discord.Message:
        """Post a message that quotes what it answers, where the bot may quote."""
        try:
            return await self._post(channel, shown, course, **_quoting(course.place))
        except discord.HTTPException as error:
            if error.code != _NO_HISTORY:
                raise
            course.place = replace(course.place, quote=None)
            return await self._post(channel, shown, course)

    async def _post(
        self, channel: discord.abc.Messageable, shown: Shown, course: Course, **more: Any
    ) -> discord.Message:
        return await patiently(lambda: channel.send(**shown.parts(), nonce=course.nonce, **more))


async def _is_edited(hook: discord.Webhook, course: Course) -> bool:
    """Whether the message has changed although no answer to that was heard."""
    try:
        message = await once(partial(hook.fetch_message, _ORIGINAL))
    except (discord.HTTPException, Unavailable):
        return False
    if course.place.way is Way.THINKING and not course.place.noted:
        return not message.flags.loading
    asked_at = discord.utils.snowflake_time(course.interaction)
    return message.edited_at is not None and message.edited_at > asked_at


def _hook(client: discord.Client, place: Place) -> discord.Webhook:
    told: Any = {
        "id": place.application,
        "type": discord.WebhookType.application.value,
        "token": place.token,
    }
    return discord.Webhook.from_state(told, client._connection)


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
