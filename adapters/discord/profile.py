"""What Discord knows of the commands: registered anew only when they have changed."""

import hashlib
import json
import logging

import discord
from discord import app_commands

from adapters.discord.calls import patiently
from adapters.discord.commands import Translations
from core.errors import Unavailable
from core.storage.state import State
from core.storage.store import Store

log = logging.getLogger(__name__)


async def register(
    tree: app_commands.CommandTree[discord.Client], store: Store, application: int
) -> None:
    """Register the commands of a tree, if they are not those registered last."""
    await tree.set_translator(Translations())
    key, now = f"discord:{application}:commands", await _digest(tree)
    if await store.of(State).get(key) == now:
        return
    try:
        await patiently(tree.sync)
    except (discord.HTTPException, Unavailable) as error:
        log.warning(
            "the commands could not be registered (%s); they will be at the next start", error
        )
        return
    await store.apply(store.of(State).put(key, now))
    log.info("%d commands are registered", len(tree.get_commands()))


async def _digest(tree: app_commands.CommandTree[discord.Client]) -> str:
    translator = tree.translator
    assert translator
    commands = tree.get_commands(type=discord.AppCommandType.chat_input)
    told = [await command.get_translated_payload(tree, translator) for command in commands]
    return hashlib.blake2b(json.dumps(told).encode(), digest_size=12).hexdigest()
