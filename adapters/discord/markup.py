"""Text as Discord wants it: markdown that shows what was written, within lengths. Pure."""

import re
import unicodedata

CONTENT, TITLE, DESCRIPTION, VALUE, FOOTER, LABEL, CHOICE = 2_000, 256, 4_096, 1_024, 2_048, 80, 100
_ELLIPSIS = "…"
_KEPT = frozenset("\n\u200d")  # line breaks, and what joins emoji
_INLINE = re.compile(r"([\\*_~`|<\[\]])")
_AT_LINE_START = re.compile(r"^(\s*)(#|>|-)", re.MULTILINE)


def units(text: str) -> int:
    """The length Discord counts: UTF-16 code units."""
    return len(text.encode("utf-16-le", "replace")) // 2


def sound(text: str) -> str:
    """The text without what would turn it around or hide in it: control characters, lone surrogates, bidi marks."""
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cs", "Cf", "Co", "Cn"))


def plain(text: str, limit: int) -> str:
    """The text where no markdown is read: sound, and cut at a word where it is too long."""
    return _clipped(sound(text), limit)


def escaped(text: str, limit: int) -> str:
    """The text as markdown that shows it as it is, within so many units. No address in it becomes a link."""
    text = sound(text)
    room = limit
    while units(shown := _escape(_clipped(text, room))) > limit:
        room -= max(1, units(shown) - limit)
    return shown


def _escape(text: str) -> str:
    return _AT_LINE_START.sub(r"\1\\\2", _INLINE.sub(r"\\\1", text)).replace("://", ":\\//")


def _clipped(text: str, limit: int) -> str:
    if units(text) <= limit:
        return text
    if limit < 1:
        return ""
    kept = text.encode("utf-16-le")[: (limit - 1) * 2].decode("utf-16-le", "ignore")
    at_word = re.sub(r"\s+\S*$", "", kept)
    return (at_word if len(at_word) > len(kept) // 2 else kept).rstrip() + _ELLIPSIS
