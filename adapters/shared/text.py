"""Text fit for a platform, whatever it holds: sound, measured in UTF-16 units as platforms do,
clipped at a word. Pure.
"""

import re
import unicodedata

_ELLIPSIS = "…"
_KEPT = frozenset("\n\u200d")  # line breaks, and what joins emoji


def units(text: str) -> int:
    """The length platforms count: UTF-16 code units."""
    return len(text.encode("utf-16-le", "replace")) // 2


def sound(text: str) -> str:
    """The text without what would turn it around or hide in it: control characters, lone
    surrogates, bidi marks.
    """
    return "".join(
        c
        for c in text
        if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cs", "Cf", "Co", "Cn")
    )


def clip(text: str, limit: int) -> str:
    """The text, or what of it fits into ``limit`` units, ended at a word and with an ellipsis."""
    if units(text) <= limit:
        return text
    if limit < 1:
        return ""
    kept = text.encode("utf-16-le")[: (limit - 1) * 2].decode("utf-16-le", "ignore")
    at_word = re.sub(r"\s+\S*$", "", kept)
    return (at_word if len(at_word) > len(kept) // 2 else kept).rstrip() + _ELLIPSIS
