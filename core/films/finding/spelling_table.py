"""The spellings of one kind of name, searched exactly, by part, or misspelt."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import Literal

from rapidfuzz import fuzz, process

from core.films.finding.thresholds import PART_LETTERS, PREFIX, WHOLE_WORDS, part_likeness
from core.films.titles.values import Kind

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
