"""Names that users say, in memory: titles, franchises and people by any spelling, searched exactly,
misspelt or by part.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby, islice
from operator import itemgetter
from typing import Literal, NamedTuple, Self

from rapidfuzz import fuzz, process

from core.films.finding.thresholds import CLOSE, PART_LETTERS, PREFIX, WHOLE_WORDS, part_likeness
from core.films.titles.values import Kind
from core.words.speech import languages_with, listed, read_once, strings, whole
from core.words.text import fold

NameKind = Literal["title", "franchise", "person"]
# A spelling, and its likeness to the text it was searched by.
Scored = tuple[str, float]


@dataclass(frozen=True, slots=True)
class IndexedName:
    """Something with a name. ``name`` is the catalogue's spelling, ``id`` its title (None when the
    catalogue lacks it). Of two things of one name the one with more ``weight`` is meant.
    """

    kind: NameKind
    name: str
    id: int | None = None
    year: int | None = None
    media: Kind | None = None
    weight: float = 0.0


class SpellingTable:
    """Spellings with what they mean. What searching needs is built on the first search after a
    change.
    """

    def __init__(self) -> None:
        self._meanings: dict[str, IndexedName | tuple[IndexedName, ...]] = {}
        self._by_initial: dict[str, tuple[list[str], list[int]]] = {}
        self._text = ""
        self._words: frozenset[str] = frozenset()
        self._first_words: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self._meanings)

    def add(self, key: str, named: IndexedName) -> None:
        """Add a spelling; one may mean several things."""
        others = self.exact(key)
        if key and named not in others:
            self._meanings[key] = (*others, named) if others else named
            self._text = ""

    def exact(self, key: str) -> tuple[IndexedName, ...]:
        """What has exactly this spelling."""
        found = self._meanings.get(key, ())
        return found if isinstance(found, tuple) else (found,)

    def close(self, key: str, limit: int, cutoff: float) -> list[tuple[IndexedName, float]]:
        """What has nearly this spelling or one it is a part of, with the likeness."""
        if not key or not self._meanings:
            return []
        self._build()
        scored = self._misspelt(key, limit, cutoff)
        if len(key) >= PART_LETTERS:
            scored += self._containing(key, limit * 2)
        found: list[tuple[IndexedName, float]] = []
        for spelled, score in scored:
            if score >= cutoff:
                found += ((named, score) for named in self.exact(spelled))
        return found

    def beginning(self, key: str) -> Iterator[IndexedName]:
        """What has a spelling that begins with the key."""
        self._build()
        if not key:
            return
        for spelled in self._beginning(key):
            yield from self.exact(spelled)

    def has_word(self, word: str) -> bool:
        """Whether a spelling contains that word."""
        self._build()
        return word in self._words

    def has_first_word(self, word: str) -> bool:
        """Whether a spelling of several words begins with that word."""
        self._build()
        return word in self._first_words

    def _build(self) -> None:
        if self._text or not self._meanings:
            return
        self._text = "\n" + "\n".join(self._meanings) + "\n"
        self._words = frozenset(self._text.split())
        several = (key for key in self._meanings if " " in key)
        self._first_words = frozenset(key.partition(" ")[0] for key in several)
        self._by_initial = self._grouped()

    def _grouped(self) -> dict[str, tuple[list[str], list[int]]]:
        """Spellings and their lengths by first letter, the shortest first."""
        by_length = sorted(self._meanings, key=lambda key: (key[0], len(key)))
        grouped: dict[str, tuple[list[str], list[int]]] = {}
        for initial, keys in groupby(by_length, key=itemgetter(0)):
            spelled = list(keys)
            grouped[initial] = spelled, [len(key) for key in spelled]
        return grouped

    def _misspelt(self, key: str, limit: int, cutoff: float) -> list[Scored]:
        """By edits, among spellings that begin with one of the first two letters: the first letter
        is seldom wrong.
        """
        found: list[Scored] = []
        for initial in dict.fromkeys(key[:2]):
            fitting = self._of_fitting_length(initial, len(key), cutoff)
            scored = process.extract(
                key, fitting, scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit
            )
            found += [(spelled, score) for spelled, score, _ in scored]
        return found

    def _of_fitting_length(self, initial: str, letters: int, cutoff: float) -> list[str]:
        """Two texts are never more alike than their lengths allow, so others need no comparison."""
        spelled, lengths = self._by_initial.get(initial, ([], []))
        ratio = cutoff / (200 - cutoff)
        low = bisect_left(lengths, letters * ratio)
        high = bisect_right(lengths, letters / ratio)
        return spelled[low:high]

    def _containing(self, key: str, limit: int) -> list[Scored]:
        """Spellings that begin with the text, or contain it as whole words."""
        found: list[Scored] = []
        for spelled in islice(self._beginning(key), limit):
            found.append((spelled, part_likeness(PREFIX, key, spelled)))
        for spelled in islice(self._with_words(key), limit - len(found)):
            found.append((spelled, part_likeness(WHOLE_WORDS, key, spelled)))
        return found

    def _with_words(self, key: str) -> Iterator[str]:
        """Spellings that contain the key as whole words after their first."""
        for at in self._places(" " + key):
            if self._text[at + 1 + len(key)] in " \n":
                yield self._spelling_at(at)

    def _beginning(self, key: str) -> Iterator[str]:
        """Spellings that begin with the key."""
        return map(self._spelling_at, self._places("\n" + key))

    def _places(self, part: str) -> Iterator[int]:
        """Where a text stands, at most once in each spelling."""
        at = self._text.find(part)
        while at >= 0:
            yield at
            at = self._text.find(part, self._text.find("\n", at + 1))

    def _spelling_at(self, at: int) -> str:
        """The spelling at a place, or after the line break there."""
        start = self._text.rfind("\n", 0, at + 1) + 1
        return self._text[start : self._text.find("\n", at + 1)]


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
    for language in languages_with("words"):
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


_NAME_KINDS: dict[str, NameKind] = {
    "title": "title",
    "franchise": "franchise",
    "person": "person",
}
_KINDS: dict[str, Kind] = {"movie": "movie", "tv": "tv"}


class NameIndex:
    """An index of up to a few hundred thousand spellings, meant for the popular part of a
    catalogue.
    """

    def __init__(self) -> None:
        self._tables: dict[NameKind, SpellingTable] = {
            "title": SpellingTable(),
            "franchise": SpellingTable(),
            "person": SpellingTable(),
        }

    @classmethod
    def known(cls) -> Self:
        """An index of the names that come with the program (``known_names.tsv``)."""
        names = cls()
        text = files("core.films.data").joinpath("known_names.tsv").read_text("utf-8")
        for row in text.splitlines()[1:]:
            names._add_row(row.split("\t"))
        return names

    def _add_row(self, row: list[str]) -> None:
        kind, name, year, media, weight, spellings = row
        named = IndexedName(
            kind=_NAME_KINDS.get(kind, "title"),
            name=name,
            year=int(year) if year else None,
            media=_KINDS.get(media),
            weight=float(weight),
        )
        for spelled in (name, *filter(None, spellings.split("|"))):
            self.add(spelled, named)

    def add(self, spelled: str, named: IndexedName) -> None:
        """Let ``spelled`` mean ``named``; one spelling may mean several things."""
        self._tables[named.kind].add(name_key(spelled), named)

    def exact(self, text: str, kinds: Iterable[NameKind] = ("title",)) -> list[IndexedName]:
        """What has exactly this name, ignoring case, accents, articles and the form of numerals;
        what the catalogue has comes first.
        """
        return self.exact_key(name_key(text), kinds)

    def exact_key(self, key: str, kinds: Iterable[NameKind]) -> list[IndexedName]:
        """The same for a key already made by ``key_of``."""
        found: list[IndexedName] = []
        for kind in kinds:
            found += self._tables[kind].exact(key)
        return sorted(found, key=_importance, reverse=True) if len(found) > 1 else found

    def close(
        self,
        text: str,
        kinds: Iterable[NameKind] = ("title",),
        limit: int = 5,
        cutoff: float = CLOSE,
    ) -> list[tuple[IndexedName, float]]:
        """What has nearly this name (misspelt, or a part of it), best first, with its likeness from
        0 to 100.
        """
        key = name_key(text)
        best: dict[IndexedName, float] = {}
        for kind in kinds:
            for named, score in self._tables[kind].close(key, limit * 3, cutoff):
                best[named] = max(score, best.get(named, 0.0))
        ranked = sorted(best.items(), key=_likeness_first, reverse=True)
        return ranked[:limit]

    def beginning(self, text: str, limit: int) -> list[IndexedName]:
        """Titles of the catalogue whose names begin with these letters, in the order they were
        added: the best known first.
        """
        once: dict[int, IndexedName] = {}
        for named in self._tables["title"].beginning(name_key(text)):
            if named.id is not None:
                once.setdefault(named.id, named)
            if len(once) == limit:
                break
        return list(once.values())

    def given(self, word: str) -> bool:
        """Whether a folded word is the first name of somebody in the index."""
        return self._tables["person"].has_first_word(word)

    def word(self, word: str) -> bool:
        """Whether any name contains a folded word."""
        return any(table.has_word(word) for table in self._tables.values())

    def __len__(self) -> int:
        return sum(map(len, self._tables.values()))


def _importance(named: IndexedName) -> tuple[bool, float]:
    return named.id is not None, named.weight


def _likeness_first(pair: tuple[IndexedName, float]) -> tuple[float, tuple[bool, float]]:
    return pair[1], _importance(pair[0])
