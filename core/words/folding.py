"""One way of folding text, so that names meet whatever their accents, case and punctuation."""

import re
import unicodedata

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
