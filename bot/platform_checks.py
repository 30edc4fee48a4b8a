"""The checks of ``doctor`` for Telegram and Discord: the token, and how the bot is set up there."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.checks import Check
from bot.settings import Settings
from core.errors import ConfigurationError, Unavailable

if TYPE_CHECKING:
    from telegram import Bot

    from adapters.discord.connection import Application


_TELEGRAM_REFUSES = Check(
    "telegram",
    "fail",
    "Telegram does not accept TELEGRAM_TOKEN",
    "Copy it again from @BotFather.",
)
_DISCORD_REFUSES = Check(
    "discord",
    "fail",
    "Discord does not accept DISCORD_TOKEN",
    "Copy it again from the developer portal.",
)


_CLOCK_MARGIN = 60.0  # seconds


async def telegram(settings: Settings) -> AsyncIterator[Check]:
    """Telegram accepts the token; inline mode, groups and the webhook are set up."""
    if settings.telegram_token is None:
        return
    from telegram import Bot
    from telegram.error import InvalidToken, TelegramError

    from adapters.telegram.connection import OFFICIAL
    from adapters.telegram.request import AiohttpRequest, Timeouts

    api = settings.telegram_api_url or OFFICIAL
    wire = AiohttpRequest(1, Timeouts())
    token = settings.telegram_token.get_secret_value()
    try:
        async with Bot(token, f"{api}/bot", request=wire, get_updates_request=wire) as bot:
            async for check in _of_bot(bot, settings):
                yield check
            yield clock("telegram clock", "Telegram", wire.ahead)
    except InvalidToken:
        yield _TELEGRAM_REFUSES
    except TelegramError as error:
        fix = f"Check that {api} is reachable from here. TELEGRAM_API_URL sets another server."
        yield Check("telegram", "warn", f"Telegram cannot be reached ({error.message})", fix)


async def _of_bot(bot: "Bot", settings: Settings) -> AsyncIterator[Check]:
    yield Check("telegram", "pass", f"Telegram accepts the token of @{bot.username}")
    yield _inline(bot)
    if bot.supports_inline_queries:
        yield await _pictures(bot, settings)
    yield _groups(bot)
    yield await _webhook(bot, settings.telegram_webhook_url)


async def _pictures(bot: "Bot", settings: Settings) -> Check:
    from bot.picture_checks import picture_chat

    return await picture_chat(bot, settings)


def clock(name: str, platform: str, ahead: timedelta) -> Check:
    """This machine's clock is that of a platform, or so far ahead of it."""
    seconds = ahead.total_seconds()
    if abs(seconds) <= _CLOCK_MARGIN:
        return Check(name, "pass", f"this machine's clock agrees with {platform}'s")
    which = "ahead of" if seconds > 0 else "behind"
    return Check(
        name,
        "warn",
        f"this machine's clock is {abs(seconds):,.0f} seconds {which} {platform}'s",
        "Set it, for instance with NTP. With a wrong clock, reminders come at the wrong time, and "
        "messages may seem too old to be answered.",
    )


def _inline(bot: "Bot") -> Check:
    if bot.supports_inline_queries:
        return Check("telegram inline", "pass", f"@{bot.username} can be used inline in any chat")
    return Check(
        "telegram inline",
        "warn",
        "inline mode is off",
        "Send /setinline to @BotFather to turn it on.",
    )


def _groups(bot: "Bot") -> Check:
    if not bot.can_join_groups:
        return Check(
            "telegram groups",
            "warn",
            "the bot cannot be added to groups",
            "Send /setjoingroups to @BotFather.",
        )
    if bot.can_read_all_group_messages:
        return Check(
            "telegram groups", "pass", "in groups, the bot receives commands, replies and mentions"
        )
    says = "privacy mode is on: in groups, the bot receives commands and replies, but not mentions"
    return Check(
        "telegram groups",
        "pass",
        says,
        "That is enough. To receive mentions too, send /setprivacy to @BotFather.",
    )


async def _webhook(bot: "Bot", wanted: str | None) -> Check:
    told = await bot.get_webhook_info()
    if told.url and not wanted:
        says = (
            "a webhook is set, but TELEGRAM_WEBHOOK_URL is not: run removes the webhook and polls"
        )
        return Check(
            "telegram webhook",
            "warn",
            says,
            "If another program uses this bot, give that program its own token.",
        )
    if wanted and told.last_error_message:
        fix = (
            "Check that TELEGRAM_WEBHOOK_URL is reachable from the internet over https and leads "
            "to HTTP_PORT."
        )
        return Check(
            "telegram webhook",
            "warn",
            f"Telegram could not call the webhook ({told.last_error_message})",
            fix,
        )
    return Check(
        "telegram webhook",
        "pass",
        f"Telegram calls {wanted}" if wanted else "the bot polls for updates",
    )


async def discord(settings: Settings) -> AsyncIterator[Check]:
    """Discord accepts the token, and sends interactions to the bot and not to another address."""
    if settings.discord_token is None:
        return
    from adapters.discord.connection import Account, asked_about

    account = Account(settings.discord_token.get_secret_value(), settings.discord_api_url)
    try:
        told = await asked_about(account)
    except ConfigurationError:
        yield _DISCORD_REFUSES
    except Unavailable as error:
        fix = "Check that Discord is reachable from here. DISCORD_API_URL sets another server."
        yield Check("discord", "warn", f"Discord cannot be reached ({error})", fix)
    else:
        for check in _of_application(told):
            yield check


def _of_application(told: "Application") -> Iterator[Check]:
    says = f"Discord accepts the token of {told.name}. To invite it: {told.invitation}"
    yield Check("discord", "pass", says)
    if told.calls:
        fix = (
            "Clear “Interactions Endpoint URL” in the developer portal. While it is set, "
            "commands and buttons go there."
        )
        yield Check(
            "discord interactions", "fail", f"Discord sends interactions to {told.calls}", fix
        )
