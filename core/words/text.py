"""What people type, cleaned and folded so that it can be compared."""

import re
import unicodedata

READ_LIMIT = 1_000
WHOLE_LIMIT = 4_096  # the longest text Telegram sends
_LOOKED_AT = 4  # times as many characters, since some are left out
NAME_LIMIT = 64


def clean(text: str) -> str:
    """At most 1,000 characters of a message, without control, bidirectional and zero-width
    characters, spaces single.
    """
    shown = "".join(map(_shown, text[: READ_LIMIT * _LOOKED_AT]))
    return " ".join(shown.split())[:READ_LIMIT]


def clean_whole(text: str) -> str:
    """At most 4,096 characters of a message with its line breaks: for answers that may be long."""
    lines = text[: WHOLE_LIMIT * _LOOKED_AT].splitlines()
    kept = (" ".join("".join(filter(_visible, _spaced(line))).split()) for line in lines)
    return "\n".join(kept).strip()[:WHOLE_LIMIT]


def _spaced(line: str) -> str:
    return line.replace("\t", " ")


def clean_name(name: str) -> str:
    """What somebody is called on a platform, made safe to keep and to show: at most 64 characters
    of it.
    """
    return clean(name)[:NAME_LIMIT].rstrip()


def _shown(character: str) -> str:
    """The character, a space for a gap, and nothing for what cannot be seen."""
    if character in "\t\n\r\v\f":
        return " "
    return character if _visible(character) else ""


def _visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
# How "&" is folded in every language: folded names are kept in the database.
AMPERSAND = "and"
SILENT = r"['’`´ʼ.]"  # between letters of one word
_SILENT = re.compile(SILENT)
_GAPS = re.compile(r"[^\w]+|_+")


def fold(text: str) -> str:
    """Lower case, without accents, apostrophes or punctuation, words parted by single spaces; other
    scripts stay.
    """
    plain = text.casefold()
    plain = (plain if plain.isascii() else _unaccented(plain)).replace("&", f" {AMPERSAND} ")
    return " ".join(_GAPS.sub(" ", _SILENT.sub("", plain)).split())


def _unaccented(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
