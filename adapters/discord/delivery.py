"""Brings answers to Discord: in place of "thinking…" or of the message pressed, else as messages of
their own. What is refused is tried by other routes and in other looks, and at last an apology is.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from secrets import token_hex

import discord

from adapters.discord.markup import CONTENT
from adapters.discord.own import OwnMessages
from adapters.discord.reading import PLATFORM, Event, Place, Way, place_of
from adapters.discord.render import PICTURE, Page, page, plain_page
from adapters.discord.routes import BY_TOKEN, Look, Route, attempts, is_closed, shut_by
from adapters.discord.sending import Course, Sending, Shown
from adapters.shared.posters.posters import Posters
from adapters.shared.text import units
from core.dialogue.chats import Chats
from core.dialogue.outbox import CLOSED
from core.dialogue.replies import Answer, Reply, Show
from core.dialogue.turn import ChatRef
from core.errors import GivenUp, Unavailable
from core.storage.store import Store
from core.words.speech import Speech, speech

log = logging.getLogger(__name__)

_TOKEN_LIFE = timedelta(minutes=14, seconds=30)
_PATIENCE = 600.0  # seconds in which an answer is still worth being delivered
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 60.0  # seconds between tries while Discord is out of reach


class Delivery:
    """Delivers the replies of an answer."""

    def __init__(
        self, client: discord.Client, posters: Posters, store: Store, own: OwnMessages
    ) -> None:
        self._sending = Sending(client, own)
        self._posters = posters
        self._store = store

    async def deliver(
        self, answer: Answer, event: Event, earlier: int | None = None, *, repeated: bool = False
    ) -> Sequence[int]:
        """Show an answer where it belongs, in place of an ``earlier`` one by its number, or else
        wherever the asker may see it; as long as Discord is out of reach, try again. ``repeated``:
        an earlier run may have shown it.

        Returns the numbers of the messages posted in the channel. Raises GivenUp when nothing could
        be shown, not even an apology.
        """
        interaction = 0 if event.place.way is Way.POST else int(event.message.id)
        place, key = _still_open(event), event.message.id
        course = Course(place, key, interaction, repeated, earlier=earlier)
        pause, begun = _FIRST_PAUSE, asyncio.get_running_loop().time()
        while True:
            try:
                await self._bring(answer, course, event.message.chat, asked=True)
                return course.posted
            except Unavailable as error:
                if asyncio.get_running_loop().time() - begun > _PATIENCE:
                    raise GivenUp(f"Discord was out of reach for too long ({error})") from error
            await asyncio.sleep(pause)
            pause = min(_LONGEST_PAUSE, pause * 2)

    async def tell(self, answer: Answer, chat: ChatRef) -> None:
        """Say something unasked. Raises GivenUp where Discord refuses it for good, and Unavailable
        where it is out of reach.
        """
        await self._bring(answer, Course(place_of(chat), token_hex(8)), chat, asked=False)

    async def take_back(self, event: Event) -> None:
        """Delete "thinking…", as far as the interaction still allows."""
        place = _still_open(event)
        if place.way is Way.THINKING:
            await self._sending.withdraw(place)

    async def private_chat(self, place: Place) -> ChatRef | None:
        """The private chat with the asker; None where Discord opens none."""
        try:
            direct = await self._sending.direct(place)
        except (discord.HTTPException, Unavailable) as error:
            log.info("a private chat cannot be opened: %s", error)
            return None
        return ChatRef(PLATFORM, str(direct.id))

    def channel(self, place: Place) -> discord.PartialMessageable:
        """The channel of a place."""
        return self._sending.channel(place)

    async def _bring(self, answer: Answer, course: Course, chat: ChatRef, *, asked: bool) -> None:
        """Show what has not been shown yet. Whether the chat is closed to the bot is kept."""
        replies, t = _shown(answer.replies), speech(answer.language)
        was_closed = await self._store.of(Chats).is_closed(chat)
        try:
            while course.delivered < len(replies):
                await self._show(replies[course.delivered], course, t, asked=asked)
                course.delivered += 1
        except GivenUp:
            if course.closed:
                await self._note(chat, active=False)
            raise
        if _leaves_something(course):
            await self._sending.withdraw(course.place)
        if was_closed:
            await self._note(chat, active=True)

    async def _note(self, chat: ChatRef, *, active: bool) -> None:
        await self._store.apply(self._store.of(Chats).opened(chat, datetime.now(UTC), active))

    async def _show(self, reply: Reply, course: Course, t: Speech, *, asked: bool) -> None:
        """Try one route and look after the other. Raises Unavailable where some might do later."""
        course.unreached.clear()
        picture, edits = await self._picture(reply, t), _edits(reply, course)
        ways = attempts(course.place, reply, edits=edits, changes=_changes(course), asked=asked)
        for route, look in ways:
            if route in course.shut | course.unreached:
                continue
            shown = _dressed(reply, look, _elsewhere(course.place, route, t), t, picture)
            if await self._is_sent(route, shown, course):
                return
        raise _failed(course)

    async def _is_sent(self, route: Route, shown: Shown, course: Course) -> bool:
        """Whether Discord takes it. Where it does not, what that says of other tries is noted."""
        try:
            await self._sending.send(route, shown, course)
        except discord.HTTPException as error:
            _learn(error, route, course)
        except Unavailable as error:
            log.warning("Discord cannot be reached by %s (%s)", route, error)
            course.unreached.add(route)
        else:
            course.used.add(route)
            return True
        return False

    async def _picture(self, reply: Reply, t: Speech) -> bytes | None:
        drawn = page(reply, t).drawn
        return await self._posters.picture(drawn, t.language) if drawn else None


def _leaves_something(course: Course) -> bool:
    """Whether "thinking…" still stands there. A follow-up takes its place, but not that of a
    note.
    """
    replaced = {Route.EDIT} if course.place.noted else BY_TOKEN
    return course.place.way is Way.THINKING and not course.used & replaced


def _learn(error: discord.HTTPException, route: Route, course: Course) -> None:
    log.info("Discord refused %s: %s", route, error.text or error.status)
    course.shut |= shut_by(error, route)
    course.closed = is_closed(error)
    course.refusals.append(f"Discord refused {route} ({error.status} {error.code})")


def _failed(course: Course) -> Unavailable | GivenUp:
    """Why nothing could be shown."""
    if course.unreached:
        return Unavailable(", ".join(course.unreached))
    return GivenUp(CLOSED if course.closed else "; ".join(course.refusals))


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


def _edits(reply: Reply, course: Course) -> bool:
    """Whether a reply belongs in the message that was acknowledged."""
    if course.place.way is Way.THINKING:
        return course.delivered == 0
    return course.place.way is Way.IN_PLACE and reply.show is Show.EDIT


def _changes(course: Course) -> bool:
    """Whether a reply takes the place of an earlier answer."""
    return course.earlier is not None and course.delivered == 0


def _elsewhere(place: Place, route: Route, t: Speech) -> str:
    """Says where an answer was asked for that the asker gets because all of a channel cannot."""
    asked_openly = place.guild is not None and (place.quote is not None or not place.hidden)
    if route is not Route.DIRECT or not asked_openly:
        return ""
    return t("discord.elsewhere", channel=f"<#{place.channel}>")


def _dressed(reply: Reply, look: Look, head: str, t: Speech, picture: bytes | None) -> Shown:
    """A reply in one of its looks, below a line that says why it is here."""
    alone = reply.show is Show.TOAST
    if look is Look.SORRY:
        return Shown(Page(t("discord.undelivered")), alone=alone)
    files = {file.name: file.content for file in reply.files}
    if look is Look.FULL:
        full = page(reply, t)
        drawn = {PICTURE: picture} if picture and full.drawn else {}
        return Shown(_headed(full, head), drawn | files, alone)
    plain = plain_page(reply, t, lacking=not head)
    shown = plain if look is Look.PLAIN else replace(plain, rows=[])
    return Shown(_headed(shown, head), files, alone)


def _headed(shown: Page, head: str) -> Page:
    both = f"{head}\n{shown.content}".strip()
    return replace(shown, content=both) if head and units(both) <= CONTENT else shown
