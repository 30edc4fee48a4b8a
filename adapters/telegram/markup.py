"""Text as Telegram wants it: HTML from escaped parts, and its limits in UTF-16 units. Pure."""

import html

CAPTION, TEXT, TOAST, LABEL, QUERY = 1024, 4096, 200, 64, 256


def escaped(text: str) -> str:
    """The text as HTML that shows it as it is."""
    return html.escape(text, quote=False)


def bold(text: str) -> str:
    """The text in bold."""
    return f"<b>{escaped(text)}</b>" if text else ""


def italic(text: str) -> str:
    """The text in italics."""
    return f"<i>{escaped(text)}</i>" if text else ""


def expandable(text: str) -> str:
    """The text as a quotation that is folded up until it is tapped."""
    return f"<blockquote expandable>{escaped(text)}</blockquote>"
