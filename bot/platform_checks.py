"""What the doctor looks at on the platforms themselves: does the token work, and is the bot set up
as people will use it.
"""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from bot.checks import Check
from bot.settings import Settings
from core.errors import ConfigurationError, Unavailable

if TYPE_CHECKING:
    from telegram import Bot


async def telegram(settings: Settings) -> AsyncIterator[Check]:
    """Telegram knows the token, and inline mode, groups and webhook are as this program expects
    them.
    """
    if settings.telegram_token is None:
        return
    from telegram import Bot
    from telegram.error import InvalidToken, TelegramError

    api = settings.telegram_api_url or "https://api.telegram.org"
    try:
        async with Bot(settings.telegram_token.get_secret_value(), f"{api}/bot") as bot:
            yield Check("telegram", "pass", f"Telegram knows the token: @{bot.username}")
            for check in (
                _inline(bot),
                _groups(bot),
                await _webhook(bot, settings.telegram_webhook_url),
            ):
                yield check
    except InvalidToken:
        yield Check(
            "telegram",
            "fail",
            "Telegram does not know TELEGRAM_TOKEN",
            "Copy it again from @BotFather.",
        )
    except TelegramError as error:
        fix = f"Is {api} reachable from here? TELEGRAM_API_URL names another server."
        yield Check("telegram", "warn", f"Telegram cannot be reached ({error.message})", fix)


def _inline(bot: "Bot") -> Check:
    if bot.supports_inline_queries:
        return Check("telegram inline", "pass", f"@{bot.username} can be used inline, in any chat")
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
        return Check("telegram groups", "pass", "in groups it hears commands, replies and mentions")
    says = "privacy mode is on: in groups it hears commands and replies to it, not mentions"
    return Check(
        "telegram groups",
        "pass",
        says,
        "That suffices; for mentions too, send /setprivacy to @BotFather.",
    )


async def _webhook(bot: "Bot", wanted: str | None) -> Check:
    told = await bot.get_webhook_info()
    if told.url and not wanted:
        says = "a webhook is set, and TELEGRAM_WEBHOOK_URL is not: run takes it away and polls"
        return Check(
            "telegram webhook",
            "warn",
            says,
            "If another program uses this bot, give it a token of its own.",
        )
    if wanted and told.last_error_message:
        fix = "Is TELEGRAM_WEBHOOK_URL reachable from outside, by https, and led to HTTP_PORT?"
        return Check(
            "telegram webhook", "warn", f"Telegram could not call ({told.last_error_message})", fix
        )
    return Check(
        "telegram webhook",
        "pass",
        f"Telegram calls {wanted}" if wanted else "updates are asked for",
    )


async def discord(settings: Settings) -> AsyncIterator[Check]:
    """Discord knows the token, and tells the program of what happens rather than calling some other
    address.
    """
    if settings.discord_token is None:
        return
    from adapters.discord.connection import Account, asked_about

    account = Account(settings.discord_token.get_secret_value(), settings.discord_api_url)
    try:
        told = await asked_about(account)
    except ConfigurationError:
        yield Check(
            "discord",
            "fail",
            "Discord does not know DISCORD_TOKEN",
            "Copy it again from the developer portal.",
        )
    except Unavailable as error:
        fix = "Is Discord reachable from here? DISCORD_API_URL names another server."
        yield Check("discord", "warn", f"Discord cannot be reached ({error})", fix)
    else:
        yield Check(
            "discord",
            "pass",
            f"Discord knows the token: {told.name}. Invite it with: {told.invitation}",
        )
        if told.calls:
            fix = "Empty “Interactions Endpoint URL” in the developer portal: commands and buttons go there instead."
            yield Check(
                "discord interactions", "fail", f"Discord sends interactions to {told.calls}", fix
            )
