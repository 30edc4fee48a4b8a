"""Names people say, in memory: titles, franchises and people by any spelling, exactly, misspelt or
in part.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from typing import Literal, Self

from rapidfuzz import fuzz, process

from core.films.titles.values import Kind
from core.words.folding import fold

NameKind = Literal["title", "franchise", "person"]
_ARTICLES = frozenset({"the", "a", "an", "le", "la", "les", "l", "un", "une"})
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
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_PARTS = frozenset({"part", "partie", "chapter", "chapitre", "vol", "volume", "episode"})
_OPENING, _INSIDE = 93.0, 86.0
_SHORTEST_PART = 5
_USUAL = 80.0  # what most ask for, or more
_ASKED = 4  # as many as one sentence asks of


@dataclass(frozen=True, slots=True)
class IndexedName:
    """Something with a name. ``name`` is the catalogue's spelling, ``id`` its title (None when the
    catalogue lacks it), ``weight`` how well known it is: of two things of one name the heavier is
    meant.
    """

    kind: NameKind
    name: str
    id: int | None = None
    year: int | None = None
    media: Kind | None = None
    weight: float = 0.0


def name_key(text: str) -> str:
    """What two spellings of one name share: folded, no leading article, numerals as digits, "part"
    before a digit dropped.
    """
    return key_of(fold(text).split())


def key_of(words: list[str]) -> str:
    """The same from words already folded."""
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    plain = [
        _NUMERALS.get(word) or (_ROMAN.get(word, word) if at else word)
        for at, word in enumerate(words)
    ]
    last = len(plain) - 1
    return " ".join(
        w
        for at, w in enumerate(plain)
        if not (w in _PARTS and at < last and plain[at + 1].isdigit())
    )


class NameIndex:
    """An index of up to some hundred thousand spellings, meant for the popular part of a catalogue."""

    def __init__(self) -> None:
        self._shelves: dict[NameKind, _SpellingTable] = {
            "title": _SpellingTable(),
            "franchise": _SpellingTable(),
            "person": _SpellingTable(),
        }

    @classmethod
    def known(cls) -> Self:
        """An index of the names that come with the program (``core/films/data/known_names.tsv``)."""
        names = cls()
        rows = (
            files("core.films.data").joinpath("known_names.tsv").read_text("utf-8").splitlines()[1:]
        )
        for row in rows:
            names._add_row(row.split("\t"))
        return names

    def _add_row(self, row: list[str]) -> None:
        kind, name, year, media, weight, spellings = row
        named = IndexedName(
            _kind(kind), name, None, int(year) if year else None, _media(media), float(weight)
        )
        for spelled in (name, *filter(None, spellings.split("|"))):
            self.add(spelled, named)

    def add(self, spelled: str, named: IndexedName) -> None:
        """Let ``spelled`` mean ``named``; one spelling may mean several things."""
        self._shelves[named.kind].add(name_key(spelled), named)

    def exact(self, text: str, kinds: Iterable[NameKind] = ("title",)) -> list[IndexedName]:
        """What is called exactly this but for case, accents, article and numerals; what the
        catalogue has first.
        """
        return self.exact_key(name_key(text), kinds)

    def exact_key(self, key: str, kinds: Iterable[NameKind]) -> list[IndexedName]:
        """The same for a key already made by ``key_of``."""
        found = [named for kind in kinds for named in self._shelves[kind].exact(key)]
        return sorted(found, key=_standing, reverse=True) if len(found) > 1 else found

    def close(
        self,
        text: str,
        kinds: Iterable[NameKind] = ("title",),
        limit: int = 5,
        cutoff: float = 80.0,
    ) -> list[tuple[IndexedName, float]]:
        """What is called nearly this (misspelt, or a part of the name), best first, with its
        likeness from 0 to 100.
        """
        key, best = name_key(text), dict[IndexedName, float]()
        for kind in kinds:
            for named, score in self._shelves[kind].close(key, limit * 3, cutoff):
                best[named] = max(score, best.get(named, 0.0))
        ranked = sorted(best.items(), key=lambda pair: (pair[1], _standing(pair[0])), reverse=True)
        return ranked[:limit]

    def beginning(self, text: str, limit: int) -> list[IndexedName]:
        """Titles of the catalogue whose names begin with these letters, as they were added: the
        best known first.
        """
        found = (
            named
            for named in self._shelves["title"].beginning(name_key(text))
            if named.id is not None
        )
        once: dict[int | None, IndexedName] = {}
        for named in found:
            once.setdefault(named.id, named)
            if len(once) == limit:
                break
        return list(once.values())

    def given(self, word: str) -> bool:
        """Whether that folded word is the first name of somebody known."""
        return self._shelves["person"].opens(word)

    def word(self, word: str) -> bool:
        """Whether that folded word stands in any name."""
        return any(shelf.holds(word) for shelf in self._shelves.values())

    def __len__(self) -> int:
        return sum(len(shelf) for shelf in self._shelves.values())


def _standing(named: IndexedName) -> tuple[bool, float]:
    return named.id is not None, named.weight


def _kind(text: str) -> NameKind:
    return "person" if text == "person" else "franchise" if text == "franchise" else "title"


def _media(text: str) -> Kind | None:
    return "tv" if text == "tv" else "movie" if text == "movie" else None


class _SpellingTable:
    """The spellings of one kind of name. What searching needs is laid out on the first search after
    a change.
    """

    def __init__(self) -> None:
        self._meanings: dict[str, IndexedName | tuple[IndexedName, ...]] = {}
        self._by_initial: dict[str, tuple[list[str], list[int]]] = {}
        self._text = ""
        self._words: frozenset[str] = frozenset()
        self._openings: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self._meanings)

    def add(self, key: str, named: IndexedName) -> None:
        known = self.exact(key)
        if key and named not in known:
            self._meanings[key] = (*known, named) if known else named
            self._text = ""

    def exact(self, key: str) -> tuple[IndexedName, ...]:
        found = self._meanings.get(key, ())
        return found if isinstance(found, tuple) else (found,)

    def close(self, key: str, limit: int, cutoff: float) -> list[tuple[IndexedName, float]]:
        if not key or not self._meanings:
            return []
        self._lay_out()
        scored = self._alike(key, limit, cutoff)
        if len(key) >= _SHORTEST_PART:
            scored += self._holding(key, limit * 2)
        return [
            (named, score)
            for spelled, score in scored
            for named in self.exact(spelled)
            if score >= cutoff
        ]

    def beginning(self, key: str) -> Iterator[IndexedName]:
        """What is called something that begins with the key."""
        self._lay_out()
        at = self._text.find("\n" + key) if key else -1
        while at >= 0:
            end = self._text.find("\n", at + 1)
            yield from self.exact(self._text[at + 1 : end])
            at = self._text.find("\n" + key, end)

    def holds(self, word: str) -> bool:
        """Whether a spelling has that word."""
        self._lay_out()
        return word in self._words

    def opens(self, word: str) -> bool:
        """Whether a spelling of several words begins with that word."""
        self._lay_out()
        return word in self._openings

    def _lay_out(self) -> None:
        if self._text or not self._meanings:
            return
        self._text = "\n" + "\n".join(self._meanings) + "\n"
        self._words = frozenset(self._text.split())
        self._openings = frozenset(key.partition(" ")[0] for key in self._meanings if " " in key)
        self._by_initial = {}
        for initial, spelled in groupby(
            sorted(self._meanings, key=lambda key: (key[0], len(key))), key=itemgetter(0)
        ):
            ordered = list(spelled)
            self._by_initial[initial] = ordered, [len(key) for key in ordered]

    def _alike(self, key: str, limit: int, cutoff: float) -> list[tuple[str, float]]:
        """By edits, among names that begin with one of the first two letters, since the first is
        seldom wrong. Two texts are never more alike than their lengths allow, so only fitting
        lengths are compared.
        """
        ratio = cutoff / (200 - cutoff)
        found: list[tuple[str, float]] = []
        for initial in dict.fromkeys(key[:2]):
            ordered, lengths = self._by_initial.get(initial, ([], []))
            low, high = (
                bisect_left(lengths, len(key) * ratio),
                bisect_right(lengths, len(key) / ratio),
            )
            scored = process.extract(
                key, ordered[low:high], scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit
            )
            found += [(spelled, score) for spelled, score, _ in scored]
        return found

    def _holding(self, key: str, limit: int) -> list[tuple[str, float]]:
        """Names that begin with the text or hold it as whole words; the fuller the better."""
        found: list[tuple[str, float]] = []
        for lead, likeness in (("\n", _OPENING), (" ", _INSIDE)):
            at = self._text.find(lead + key)
            while at >= 0 and len(found) < limit:
                start, end = self._text.rfind("\n", 0, at + 1) + 1, self._text.find("\n", at + 1)
                if lead == "\n" or self._text[at + 1 + len(key)] in " \n":
                    spelled = self._text[start:end]
                    found.append((spelled, likeness + 4 * len(key) / len(spelled) - 1))
                at = self._text.find(lead + key, end)
        return found
