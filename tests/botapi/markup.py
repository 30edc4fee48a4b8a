"""Inline keyboards: what Telegram lets a bot put under a message."""

from typing import Any
from urllib.parse import urlsplit

from tests.botapi.errors import bad

ACTIONS = {
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
}  # fmt: skip

Button = dict[str, Any]


def check_markup(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """The inline keyboard to show, None where there is none; raises Refused for what Telegram would not take."""
    rows = [row for row in (markup or {}).get("inline_keyboard", []) if row]
    for row in rows:
        if len(row) > 8:
            raise bad("BUTTON_ROW_TOO_LONG")
        for button in row:
            _check_button(button)
    if sum(map(len, rows)) > 100:
        raise bad("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": rows} if rows else None


def _check_button(button: Button) -> None:
    actions = ACTIONS & button.keys()
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String and non-empty')
    if not actions:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad("can't parse inline keyboard button: exactly one action must be specified")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button and not valid_url(button["url"]):
        raise bad("BUTTON_URL_INVALID")


def valid_url(url: str) -> bool:
    """Whether Telegram would open the address: http, https or tg, with a host that has a name."""
    parts = urlsplit(url if "//" in url else f"http://{url}")
    if any(mark.isspace() for mark in url):
        return False
    return bool(parts.netloc) if parts.scheme == "tg" else parts.scheme in {"http", "https"} and "." in parts.netloc.strip(".")
