"""What people write: who it is by, whom it is meant for, and what it says. Pure."""

import re
from typing import NamedTuple

import discord

# Mentions of users, roles, channels and commands; emoji, times and parts of a server.
_TOKEN = re.compile(r"<(?:/[^<>]+|[@#][^<>\s]+|\w{0,2}:[^<>\s/]+)>")
_SAID = (discord.MessageType.default, discord.MessageType.reply)


class Attached(NamedTuple):
    """A file attached to a message: its name, its size in bytes, and where Discord keeps it."""

    name: str
    size: int
    address: str


def by_a_person(message: discord.Message) -> bool:
    """Whether a person wrote it: no bot, no webhook (a channel that is followed elsewhere is one
    too), and nothing Discord says itself.
    """
    author = message.author
    no_person = author.bot or author.system or message.webhook_id is not None
    return not no_person and message.type in _SAID


def addressed(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether a message answers the bot, or mentions it or the role it came with."""
    answered = message.reference.resolved if message.reference else None
    to_me = isinstance(answered, discord.Message) and answered.author.id == me.id
    return to_me or me.id in message.raw_mentions or calls_role(message)


def calls_role(message: discord.Message) -> bool:
    """Whether a message mentions the role that the bot came with."""
    return message.guild is not None and message.guild.self_role in message.role_mentions


def permissions(message: discord.Message) -> discord.Permissions:
    """What the bot may do where the message was written; everything where the library does not know
    the place.
    """
    channel, guild = message.channel, message.guild
    if guild is None or isinstance(
        channel, discord.PartialMessageable | discord.DMChannel | discord.GroupChannel
    ):
        return discord.Permissions.all()
    may = channel.permissions_for(guild.me)
    if isinstance(channel, discord.Thread):
        may.send_messages = may.send_messages_in_threads
    return may


def words(message: discord.Message) -> str:
    """What a message says, or the one that it forwards: without mentions, emoji and times."""
    parts = [message.content, *(one.content for one in message.message_snapshots)]
    return " ".join(_TOKEN.sub(" ", " ".join(parts)).split())


def attached(message: discord.Message) -> tuple[Attached, ...]:
    """The files of a message, and of one that it forwards."""
    forwarded = [file for one in message.message_snapshots for file in one.attachments]
    files = [*message.attachments, *forwarded]
    return tuple(Attached(one.filename, one.size, one.url) for one in files)
