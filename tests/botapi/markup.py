"""Inline keyboards and addresses: what Telegram lets a bot put under a message."""

from typing import Any
from urllib.parse import urlsplit

from tests.botapi.errors import Refused, bad

ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
STYLES = {"danger", "success", "primary"}
ROW, ALL, DATA, COPIED = 8, 100, 64, 256

Button = dict[str, Any]


def check_markup(markup: Any) -> dict[str, Any] | None:
    """The inline keyboard to show, None where there is none; raises Refused for what Telegram would
    not take.
    """
    given = (markup or {}).get("inline_keyboard", [])
    if not isinstance(given, list):
        raise bad('field "inline_keyboard" must be of type Array')
    rows = [row for row in given if row]
    for row in rows:
        for button in row:
            _check_button(button)
    if max(map(len, rows), default=0) > ROW or sum(map(len, rows)) > ALL:
        raise bad("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": rows} if rows else None


def _check_button(button: Button) -> None:
    if "text" not in button:
        raise _unread('Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise _unread('Field "text" must be of type String')
    if not button["text"].strip():
        raise bad("BUTTON_TEXT_INVALID")
    if button.get("style", "danger") not in STYLES:
        raise bad("BUTTON_STYLE_INVALID")
    _check_action(button)


def _check_action(button: Button) -> None:
    actions = ACTIONS & button.keys()
    if not actions or button.get("callback_data") == "":
        raise _unread("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unread("exactly one action must be specified")
    if len(button.get("callback_data", "").encode()) > DATA:
        raise bad("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= len(button["copy_text"].get("text", "")) <= COPIED:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    if "url" in button:
        check_url(button["url"], "inline keyboard button URL")


def _unread(why: str) -> Refused:
    return bad(f"can't parse inline keyboard button: {why}")


def check_url(url: str, what: str) -> None:
    """Raises Refused for an address that Telegram would not open."""
    scheme = url.partition("://")[0].lower() if "://" in url else "http"
    if scheme not in {"http", "https", "tg", "ton"}:
        raise bad(f"{what} '{url}' is invalid: Unsupported URL protocol")
    if not valid_url(url):
        raise bad(f"{what} '{url}' is invalid: {'Wrong HTTP URL' if url else 'URL host is empty'}")


def valid_url(url: str) -> bool:
    """Whether Telegram would open the address: http, https or tg, with a host that has a dot."""
    if any(mark.isspace() for mark in url):
        return False
    parts = urlsplit(url if "://" in url else f"http://{url}")
    host = parts.hostname or ""
    return (
        bool(host)
        if parts.scheme == "tg"
        else parts.scheme in {"http", "https"} and "." in host.strip(".")
    )
