"""What happens on Discord, as Messages: who asked for what, where, and how the answer is to appear.
Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any, Self

import discord

from adapters.discord.written import (
    Attached,
    addressed,
    attached,
    by_a_person,
    calls_role,
    permissions,
    words,
)
from core.capabilities import ROUTER
from core.capabilities.marking.intents import MarkTitle, Undo
from core.capabilities.smalltalk.intents import Greeting
from core.clients.files import chunks
from core.dialogue.inbox import Arrival
from core.dialogue.intents import Intent
from core.dialogue.turn import ChatRef, Message, Upload, UserRef
from core.presentation.intents import ListPage, OpenShelf, TurnTo

PLATFORM = "discord"
Interaction = discord.Interaction[discord.Client]
_CHANGES_THE_CARD = (TurnTo, MarkTitle, ListPage, Undo)
_ASIDE = "-"  # begins the id of an event that is answered in the private chat instead
_NEEDED_FOR_CARDS = discord.Permissions(embed_links=True, attach_files=True)


class Way(StrEnum):
    """How an answer appears: in place of "thinking…", in place of the message pressed, or as a
    message of its own.
    """

    THINKING = "thinking"
    IN_PLACE = "in_place"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes. ``token`` is the interaction's, good for a quarter of an hour;
    ``hidden`` means for the asker's eyes only; ``quote`` is the message it answers; ``plain`` is
    where the bot may not show cards; ``noted`` is where a note stands in place of "thinking…".
    """

    channel: int
    user: int
    way: Way
    application: int = 0
    token: str = ""
    hidden: bool = False
    quote: int | None = None
    guild: int | None = None
    plain: bool = False
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command asks for: words, a title by its id, a form; ``public`` when all of the channel
    may see the answer.
    """

    text: str = ""
    tap: str | None = None
    form: Intent | None = None
    public: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A Message and where its answer goes; ``phrase`` names what to say at once where there is
    nothing to understand, ``press`` names the button pressed, so that a second click on it can be
    told.
    """

    message: Message
    place: Place
    phrase: str = ""
    press: str = ""
    attached: tuple[Attached, ...] = ()

    def packed(self) -> dict[str, Any]:
        """The event as JSON can hold it."""
        message, place = self.message, self.place
        return {
            "id": message.id,
            "number": message.number,
            "user": [message.user.id, message.user.name, message.user.language],
            "chat": [message.chat.id, message.chat.private],
            "text": message.text,
            "tap": message.tap,
            "aside": message.aside,
            "form": ROUTER.reading(message.form) if message.form else None,
            "place": {name: getattr(place, name) for name in Place.__slots__},
            "phrase": self.phrase,
            "about": list(message.about),
            "press": self.press,
            "files": [[one.name, one.size, one.address] for one in self.attached],
        }

    def arrival(self) -> Arrival:
        """The event as the inbox takes it. What happens in a chat stays in order. What is answered
        aside was counted where it was asked.
        """
        message = self.message
        sender = "" if message.id.startswith(_ASIDE) else message.user.id
        return Arrival(message.id, message.chat.id, self.packed(), sender)

    @classmethod
    def unpacked(cls, kept: dict[str, Any]) -> Self:
        """An event from such JSON."""
        files = tuple(Attached(*one) for one in kept.get("files", ()))
        user, name, language = kept["user"]
        chat, private = kept["chat"]
        form: Any = ROUTER.read(kept["form"]) if kept["form"] else None
        message = Message(
            UserRef(PLATFORM, user, name, language),
            ChatRef(PLATFORM, chat, private),
            kept["text"],
            kept["tap"],
            form,
            kept["id"],
            _time_of(kept["id"]),
            kept.get("aside", False),
            tuple(Upload(one.name, one.size, partial(chunks, one.address)) for one in files),
            about=tuple(kept.get("about", ())),
            number=kept.get("number", ""),
            edited=kept.get("number", "") not in ("", kept["id"]),
        )
        return cls(
            message,
            Place(**kept["place"] | {"way": Way(kept["place"]["way"])}),
            kept["phrase"],
            kept["press"],
            files,
        )

    @property
    def at(self) -> datetime:
        """When it happened."""
        return _time_of(self.message.id)

    def aside(self, chat: ChatRef) -> Self:
        """The same for the private chat with who wrote it, as an event of its own: its id is the
        other's, negated.
        """
        number = _ASIDE + self.message.id
        message = replace(self.message, chat=chat, id=number, number="", edited=False)
        return replace(self, message=message, place=replace(self.place, hidden=True, quote=None))


def _time_of(number: str) -> datetime:
    return discord.utils.snowflake_time(abs(int(number)))


def place_of(chat: ChatRef) -> Place:
    """Where to write to a chat unasked. What is for one person's eyes in a channel goes to that
    person directly.
    """
    channel, _, user = chat.id.partition("/")
    return Place(int(channel), int(user or 0), Way.POST, hidden=bool(user))


def commanded(interaction: Interaction, asked: Asked) -> Event:
    """A slash command. What it shows is for the asker alone, unless it is for all and the bot may
    speak there.
    """
    shared = asked.public and interaction.app_permissions.send_messages
    return _event(interaction, Way.THINKING, asked, shared=shared)


def pressed(interaction: Interaction, data: str) -> Event:
    """A button or a choice. Who owns the card changes it; anybody else, and what opens something
    new, gets an answer aside.
    """
    shown = interaction.message
    alone = _in_private(interaction) or (shown is not None and shown.flags.ephemeral)
    own = (
        shown is not None
        and _owner(shown) == interaction.user.id
        and isinstance(ROUTER.intent_of(data), _CHANGES_THE_CARD)
    )
    press = f"{shown and shown.id} {data}"
    if alone or own:
        return _event(interaction, Way.IN_PLACE, Asked(tap=data), shared=not alone, press=press)
    event = _event(
        interaction, Way.THINKING, Asked(tap=_as_ones_own(data)), shared=False, press=press
    )
    return replace(event, message=replace(event.message, aside=True))


def filled_in(interaction: Interaction, text: str) -> Event:
    """Words from the form under a card: they go on from that card where it is the person's own."""
    shown = interaction.message
    own = shown is not None and not shown.flags.ephemeral and _owner(shown) == interaction.user.id
    event = _event(interaction, Way.THINKING, Asked(text), shared=own)
    return replace(event, message=replace(event.message, about=_carried(shown)))


def said(message: discord.Message, me: discord.ClientUser) -> Event | None:
    """What somebody wrote to the bot; None when it is not meant for the bot."""
    private = message.guild is None
    if not by_a_person(message) or not (private or addressed(message, me)):
        return None
    text, files = words(message), attached(message)
    user = UserRef(PLATFORM, str(message.author.id), message.author.display_name)
    chat, number = ChatRef(PLATFORM, str(message.channel.id), private), str(message.id)
    form = Greeting() if not (private or text or files) else None
    about = _answered(message, me)
    meant = Message(user, chat, text, form=form, id=number, about=about, number=number)
    phrase = "" if text or files else _instead(message)
    return Event(meant, _place(message), phrase, attached=files)


def _place(message: discord.Message) -> Place:
    """Where the answer to a message goes: to the asker where the bot may not write."""
    place = Place(message.channel.id, message.author.id, Way.POST)
    if message.guild is None:
        return place
    may = permissions(message)
    return replace(
        place,
        hidden=not may.send_messages,
        quote=message.id,
        guild=message.guild.id,
        plain=not may >= _NEEDED_FOR_CARDS,
    )


def _answered(message: discord.Message, me: discord.ClientUser) -> tuple[str, ...]:
    """What the buttons carry of the bot's message that this one replies to."""
    shown = message.reference.resolved if message.reference else None
    if not isinstance(shown, discord.Message) or shown.author.id != me.id:
        return ()
    return _carried(shown)


def _carried(shown: discord.Message | None) -> tuple[str, ...]:
    """What the buttons and menus of a message carry; a number after ``#`` is not part of it."""
    held = [one for row in shown.components for one in _parts(row)] if shown else []
    return tuple(data for one in held for data in _data(one))


def _parts(row: discord.Component) -> Sequence[discord.Component]:
    return row.children if isinstance(row, discord.ActionRow) else ()


def _data(part: discord.Component) -> list[str]:
    match part:
        case discord.Button(custom_id=str(data)):
            return [data.partition("#")[0]]
        case discord.SelectMenu(options=options):
            return [option.value for option in options]
    return []


def _instead(message: discord.Message) -> str:
    """The phrase that answers a message without words. Discord keeps from the bot what is written
    to its role.
    """
    if message.guild is None:
        return "only_text"
    return "discord.unread" if calls_role(message) and not message.content else ""


def _event(
    interaction: Interaction, way: Way, asked: Asked, *, shared: bool, press: str = ""
) -> Event:
    user = UserRef(
        PLATFORM, str(interaction.user.id), interaction.user.display_name, interaction.locale.value
    )
    channel = interaction.channel_id or interaction.user.id
    if _in_private(interaction):
        chat, hidden = ChatRef(PLATFORM, str(channel)), False
    elif shared:
        chat, hidden = ChatRef(PLATFORM, str(channel), private=False), way is Way.IN_PLACE
    else:
        chat, hidden = ChatRef(PLATFORM, f"{channel}/{user.id}"), True
    message = Message(user, chat, asked.text, asked.tap, asked.form, str(interaction.id))
    place = Place(
        channel,
        interaction.user.id,
        way,
        interaction.application_id,
        interaction.token,
        hidden,
        guild=interaction.guild_id,
    )
    return Event(message, place, press=press)


def _in_private(interaction: Interaction) -> bool:
    """Whether this is the person's own chat with the bot, where nobody else reads."""
    return interaction.context.dm_channel or (
        interaction.guild_id is None and not interaction.context.private_channel
    )


def _owner(shown: discord.Message) -> int | None:
    """Who asked for a message of the bot's: by a command, or in the message it answers."""
    if shown.interaction_metadata:
        return shown.interaction_metadata.user.id
    answered = shown.reference.resolved if shown.reference else None
    return answered.author.id if isinstance(answered, discord.Message) else None


def _as_ones_own(data: str) -> str:
    """What leafing through somebody else's list asks for: a copy of it."""
    match ROUTER.intent_of(data):
        case TurnTo(shelf, index):
            return ROUTER.encode(OpenShelf(shelf, index))
        case ListPage(shelf):
            return ROUTER.encode(OpenShelf(shelf))
    return data
