"""The one line a model may say: a plain sentence about a mood, with nothing in it that could be a
fact, a name or a link.
"""

import re

LONGEST = 140
# Letters and the marks of plain sentences: no digit (a fact), quotation mark (a title), markup,
# mention or emoji.
_PLAIN = re.compile(r"(?:[^\W\d_]|[ \u00a0\u202f.,;:!?…'’–—-])+")
_ADDRESS = re.compile(r"\w[.:]+\w|\bwww\b|\bhttps?\b", re.IGNORECASE)
_BEGINNING = re.compile(r"(?:^|[.!?…]\s+)\W*\w")
_PRONOUN = re.compile(r"\bI\b")


def sayable(line: str | None) -> str:
    """The line as it may be shown; nothing where it holds anything suspicious, since half a
    sentence is none.
    """
    said = (line or "").strip()
    plain = len(said) <= LONGEST and _PLAIN.fullmatch(said) and not _ADDRESS.search(said)
    return said if plain and not _names(said) else ""


def _names(said: str) -> bool:
    """Whether there is a capital elsewhere than at the beginning of a sentence, where it could only
    begin a name.
    """
    return any(letter.isupper() for letter in _BEGINNING.sub("", _PRONOUN.sub("", said)))
