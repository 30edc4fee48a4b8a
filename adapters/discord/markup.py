"""Text as Discord wants it: markdown that shows what was written, within lengths. Pure."""

import re

from adapters.shared.text import clip, sound, units

CONTENT, TITLE, DESCRIPTION, VALUE, FOOTER, LABEL, CHOICE = 2_000, 256, 4_096, 1_024, 2_048, 80, 100
_INLINE = re.compile(r"([\\*_~`|<\[\]])")
_AT_LINE_START = re.compile(r"^(\s*)(#|>|-)", re.MULTILINE)


def plain(text: str, limit: int) -> str:
    """The text where no markdown is read: sound, and cut at a word where it is too long."""
    return clip(sound(text), limit)


def escaped(text: str, limit: int) -> str:
    """The text as markdown that shows it as it is, within so many units. No address in it becomes a
    link.
    """
    text = sound(text)
    room = limit
    while units(shown := _escape(clip(text, room))) > limit:
        room -= max(1, units(shown) - limit)
    return shown


def _escape(text: str) -> str:
    return _AT_LINE_START.sub(r"\1\\\2", _INLINE.sub(r"\\\1", text)).replace("://", ":\\//")
