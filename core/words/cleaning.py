"""What people type, made safe to read: bounded, one line, no invisible characters."""

import unicodedata

READ_LIMIT = 1_000
WHOLE_LIMIT = 4_096  # the longest text Telegram sends
NAME_LIMIT = 64


def clean(text: str) -> str:
    """At most 1,000 characters of a message, without control, bidirectional and zero-width
    characters, spaces single.
    """
    shown = "".join(
        c if _visible(c) else " " if c in "\t\n\r\v\f" else "" for c in text[: READ_LIMIT * 4]
    )
    return " ".join(shown.split())[:READ_LIMIT]


def clean_whole(text: str) -> str:
    """At most 4,096 characters of a message with its line breaks: for answers that may be long."""
    lines = text[: WHOLE_LIMIT * 4].splitlines()
    kept = (" ".join("".join(filter(_visible, _spaced(line))).split()) for line in lines)
    return "\n".join(kept).strip()[:WHOLE_LIMIT]


def _spaced(line: str) -> str:
    return line.replace("\t", " ")


def clean_name(name: str) -> str:
    """What somebody is called on a platform, made safe to keep and to show: at most 64 characters
    of it.
    """
    return clean(name)[:NAME_LIMIT].rstrip()


def _visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
