"""The one line a model may say: a plain sentence about a mood, with nothing in it that could be a
fact, a name or a link.
"""

import re

from core.words.speech import listed, read_once

LONGEST = 140  # letters, as the instructions say
# Letters and the marks of plain sentences: no digit (a fact), quotation mark (a title), markup,
# mention or emoji.
_PLAIN = re.compile(r"(?:[^\W\d_]|[ \u00a0\u202f.,;:!?…'’–—-])+")
_ADDRESS = re.compile(r"\w[.:]+\w|\bwww\b|\bhttps?\b", re.IGNORECASE)
_BEGINNING = re.compile(r"(?:^|[.!?…]\s+)\W*\w")


def sayable(line: str | None) -> str:
    """The line as it may be shown; nothing where it holds anything suspicious, since half a
    sentence is none.
    """
    text = (line or "").strip()
    plain = len(text) <= LONGEST and _PLAIN.fullmatch(text) and not _ADDRESS.search(text)
    return text if plain and not _names(text) else ""


def _names(text: str) -> bool:
    """Whether there is a capital elsewhere than at the beginning of a sentence, where it could only
    begin a name.
    """
    rest = _BEGINNING.sub("", _capitals().sub("", text))
    return any(letter.isupper() for letter in rest)


@read_once
def _capitals() -> re.Pattern[str]:
    """The words that have a capital wherever they stand, as "I" in English."""
    return re.compile(rf"\b(?:{'|'.join(listed('capitals'))})\b")
