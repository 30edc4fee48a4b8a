"""What Telegram shows of the bot before anybody writes: commands by scope and language, and its
descriptions.
"""

import hashlib
import json
import logging
from typing import Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError
from telegram.ext import ExtBot

from adapters.shared.menus import rows
from core.dialogue.commands import Menu
from core.storage.state import State
from core.storage.store import Store
from core.words.speech import FALLBACK, languages, speech

log = logging.getLogger(__name__)


async def introduce(bot: "ExtBot[None]", store: Store) -> None:
    """Register commands and descriptions, if they changed since they last were."""
    key, now = f"telegram:{bot.id}:profile", _digest()
    if await store.of(State).get(key) == now:
        return
    try:
        for language in languages():
            await _introduce(bot, language)
    except TelegramError as error:
        log.warning(
            "the bot's commands could not be registered (%s); they will be at the next start", error
        )
        return
    await store.apply(store.of(State).put(key, now))
    log.info("commands and descriptions are registered in %d languages", len(languages()))


async def _introduce(bot: "ExtBot[None]", language: str) -> None:
    code = None if language == FALLBACK else language
    for scope, commands in _scopes(language):
        await bot.set_my_commands(commands, scope, code)
    await bot.set_my_description(speech(language)("profile.description"), code)
    await bot.set_my_short_description(speech(language)("profile.short"), code)


def _scopes(language: str) -> list[tuple[BotCommandScope, list[BotCommand]]]:
    return [
        (BotCommandScopeAllPrivateChats(), _commands("private", language)),
        (BotCommandScopeAllGroupChats(), _commands("group", language)),
    ]


def _commands(menu: Menu, language: str) -> list[BotCommand]:
    return [BotCommand(name, description) for name, description in rows(menu, language)]


def _digest() -> str:
    def shown(language: str) -> Any:
        words = [speech(language)(f"profile.{name}") for name in ("description", "short")]
        return [
            *words,
            *([command.to_dict() for command in commands] for _, commands in _scopes(language)),
        ]

    told = json.dumps([shown(language) for language in languages()])
    return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()
