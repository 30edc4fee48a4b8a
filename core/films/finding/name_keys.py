"""What two spellings of one name share, by the words that the word files say tell no names
apart.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from core.words.data import languages, listed, read_once, strings, whole
from core.words.folding import fold

# Without "v" and "x", which stand for themselves: "V for Vendetta", "Malcolm X".
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}


def name_key(text: str) -> str:
    """What two spellings of one name share: folded, no leading article, numerals as digits, "part"
    before a digit dropped.
    """
    return key_of(fold(text).split())


def key_of(words: list[str]) -> str:
    """The same from words already folded."""
    rules = _rules()
    if len(words) > 1 and words[0] in rules.articles:
        words = words[1:]
    figures = [rules.figure(word, inside=at > 0) for at, word in enumerate(words)]
    return " ".join(word for word, after in _pairs(figures) if not rules.counts(word, after))


def without_article(folded: str) -> str:
    """A name without the article it begins with; itself where it begins with none."""
    first, _, rest = folded.partition(" ")
    return rest if rest and first in _rules().articles else folded


def with_articles(bare: str) -> list[str]:
    """A name as it is, then with each article there is."""
    return [bare, *(f"{article} {bare}" for article in listed("names", "articles"))]


def franchise_name(folded: str) -> str:
    """A franchise's own name: "the alien movies" and "la saga alien" are "alien"."""
    return _around_franchises().sub("", folded) or folded


class _Rules(NamedTuple):
    """What two spellings of one name may differ in."""

    articles: frozenset[str]
    numbers: dict[str, str]
    parts: frozenset[str]

    def figure(self, word: str, inside: bool) -> str:
        """A number in words or, ``inside`` a name, in Roman figures as digits; other words as they
        are.
        """
        number = self.numbers.get(word)
        if number is None and inside:
            return _ROMAN.get(word, word)
        return number or word

    def counts(self, word: str, after: str) -> bool:
        """Whether a word only leads to the number of a part."""
        return word in self.parts and after.isdigit()


@read_once
def _rules() -> _Rules:
    articles, parts = listed("names", "articles"), listed("names", "parts")
    return _Rules(frozenset(articles), _numbers(), frozenset(parts))


def _numbers() -> dict[str, str]:
    """Numbers in words, with their digits."""
    found: dict[str, str] = {}
    for language in languages("words"):
        names = strings(whole("words", language).get("names", {}))
        found |= {word: str(number) for number, word in enumerate(names.get("numbers", ()), 1)}
    return found


def _pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    """Each word with the one after it, the last with none."""
    return zip(words, [*words, ""][1:], strict=True)


@read_once
def _around_franchises() -> re.Pattern[str]:
    """What people put around the name of a franchise, before it and after it."""
    determiner, noun, of, after = map(
        _either,
        (
            listed("franchises", "determiners"),
            listed("franchises", "before"),
            listed("franchises", "of"),
            listed("franchises", "after"),
        ),
    )
    return re.compile(f"^(?:{determiner} )?(?:{noun}(?: {of})? )?|(?: {after})+$")


def _either(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"
