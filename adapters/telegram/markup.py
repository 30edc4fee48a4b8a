"""Text as Telegram wants it: HTML from escaped parts, measured in UTF-16 units. Pure."""

import html
import re
import unicodedata

CAPTION, TEXT, TOAST, LABEL = 1024, 4096, 200, 64
_ELLIPSIS = "…"
_KEPT = frozenset("\n\u200d")  # line breaks, and what joins emoji


def units(text: str) -> int:
    """The length Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le", "replace")) // 2


def sound(text: str) -> str:
    """The text without what Telegram refuses or what would turn it around: control characters, lone surrogates, bidi marks."""
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cs", "Cf", "Co", "Cn"))


def clip(text: str, limit: int) -> str:
    """The text, or what of it fits into ``limit`` units, ended at a word and with an ellipsis."""
    if units(text) <= limit:
        return text
    if limit < 1:
        return ""
    kept = text.encode("utf-16-le")[: (limit - 1) * 2].decode("utf-16-le", "ignore")
    at_word = re.sub(r"\s+\S*$", "", kept)
    return (at_word if len(at_word) > len(kept) // 2 else kept).rstrip() + _ELLIPSIS


def escaped(text: str) -> str:
    """The text as HTML that shows it as it is."""
    return html.escape(text, quote=False)


def bold(text: str) -> str:
    """The text in bold."""
    return f"<b>{escaped(text)}</b>" if text else ""


def italic(text: str) -> str:
    """The text in italics."""
    return f"<i>{escaped(text)}</i>" if text else ""
