"""The user's own things: language, region, what is kept of them, and being forgotten."""

from core.capabilities.account.handlers import export, forget_me, privacy, settings
from core.capabilities.account.intents import Export, ForgetMe, Privacy, Settings
from core.capability import Capability
from core.dialogue.buttons import Code, flag, word_or_none
from core.dialogue.commands import Command, Words
from core.dialogue.links import link_word
from core.dialogue.routing import route


def _language(code: str) -> Settings:
    return Settings(language=code.casefold()) if len(code) == 2 else Settings()


def _region(code: str) -> Settings:
    return Settings(region=code.upper()) if len(code) == 2 else Settings()


ACCOUNT = Capability(
    "account",
    routes=(
        route(
            Settings,
            settings,
            name="settings",
            code=Code("s", language=word_or_none, region=word_or_none),
        ),
        route(Privacy, privacy, name="privacy", code=Code("v")),
        route(Export, export, name="export", code=Code("x")),
        route(ForgetMe, forget_me, name="forget_me", code=Code("f", confirmed=flag)),
    ),
    commands=(
        Command("settings", Settings(), menus=("private",)),
        Command("language", Settings(), Words("code", _language)),
        Command("region", Settings(), Words("code", _region)),
        Command("privacy", Privacy(), heedless=True, menus=("private",)),
        Command("export", Export(), heedless=True, menus=("private",)),
        Command("forget", ForgetMe(), heedless=True, menus=("private",)),
    ),
    links=(
        link_word("forget", ForgetMe()),
        link_word("settings", Settings()),
        link_word("export", Export()),
    ),
)
