"""Messages that people edit. Pure."""

from dataclasses import replace

import discord

from adapters.discord.reading import Event, said

_LOW = (1 << 22) - 1  # the bits of an id that hold no time


def edited(message: discord.Message, me: discord.ClientUser) -> Event | None:
    """What somebody changed their words to, as an event of its own; None when those are not meant
    for the bot, or only what Discord shows beside them changed.
    """
    event = said(message, me) if message.edited_at else None
    if event is None or message.edited_at is None:
        return None
    moment = discord.utils.time_snowflake(message.edited_at)
    number = str(moment | message.id & _LOW)
    return replace(event, message=replace(event.message, id=number, edited=True))
