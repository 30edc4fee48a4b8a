"""What the spellings of one name have in common."""

import re
from collections.abc import Iterator

from core.words.folding import fold

_ARTICLES = ("the", "a", "an", "le", "la", "les", "l", "un", "une")
_COUNTED = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_NUMERALS = {word: str(number) for number, word in enumerate(_COUNTED, 1)}
# Without "v" and "x", which stand for themselves: "V for Vendetta", "Malcolm X".
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_PARTS = frozenset({"part", "partie", "chapter", "chapitre", "vol", "volume", "episode"})
# What people add to the name of a franchise: "the Alien movies", "la saga Star Wars".
_AROUND = re.compile(
    r"^(?:(?:the|all|les|la|tous les) )?"
    r"(?:(?:saga|trilogie|films|series?|collection)(?: (?:of|de|des|du|d))? )?"
    r"|(?: (?:movies?|films?|series|saga|trilogy|franchise|collection))+$"
)


def name_key(text: str) -> str:
    """The key of a name: folded, without a leading article, numerals as digits, and without "part"
    before a digit.
    """
    return key_of(fold(text).split())


def key_of(words: list[str]) -> str:
    """The key of a name whose words are folded already."""
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    figures = [_figure(word, inside=at > 0) for at, word in enumerate(words)]
    return " ".join(word for word, after in _pairs(figures) if not _leads(word, after))


def without_article(folded: str) -> str:
    """A name without its leading article."""
    first, _, rest = folded.partition(" ")
    return rest if rest and first in _ARTICLES else folded


def with_articles(bare: str) -> list[str]:
    """A name as it is, then with each article there is."""
    return [bare, *(f"{article} {bare}" for article in _ARTICLES)]


def franchise_name(folded: str) -> str:
    """A franchise's own name: "the alien movies" and "la saga alien" are "alien"."""
    return _AROUND.sub("", folded) or folded


def _figure(word: str, inside: bool) -> str:
    """A number in words or, ``inside`` a name, in Roman numerals as digits; other words as they
    are.
    """
    number = _NUMERALS.get(word)
    if number is None and inside:
        return _ROMAN.get(word, word)
    return number or word


def _leads(word: str, after: str) -> bool:
    """Whether a word only leads to the number of a part."""
    return word in _PARTS and after.isdigit()


def _pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    """Each word with the one after it, the last with none."""
    return zip(words, [*words, ""][1:], strict=True)
