"""Finding titles, franchises and people in a sentence, guarded against words that merely look like
one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.films.finding.name_index import NameIndex
from core.films.finding.spelling_table import IndexedName, NameKind
from core.films.finding.thresholds import (
    PERSON_AFTER_CUE,
    SHORT_NAME,
    SURE_NAME,
    needed_likeness,
)
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.spans import Span
from core.understanding.offline.tokens import Sentence
from core.words.folding import fold

TITLES: tuple[NameKind, ...] = ("title", "franchise")
_LONGEST_TITLE = 10
_LONGEST_PERSON = 4
_TRIES = 4
_SEVERAL = 2


def cutoff(text: str) -> float:
    """How alike a name must be to a text of that length to be meant: short words resemble too many
    names.
    """
    return needed_likeness(len(text))


@dataclass(frozen=True)
class Spotter:
    """Looks for names in one sentence. ``cuts`` are the words before which an unknown name may end."""

    sentence: Sentence
    lexicon: Lexicon
    names: NameIndex
    cuts: frozenset[int] = frozenset()

    def called(self, first: int, last: int) -> list[IndexedName]:
        """The titles and franchises that those words are the name of. Of the catalogue's titles,
        those that are spelt just so come before those of which it is another name, or the name but
        for an article: "The Vikings" before "Vikings".
        """
        found = self.names.exact_key(self.sentence.key(first, last), TITLES)
        if len(found) < _SEVERAL:
            return found
        said = fold(self.sentence.said(first, last))
        return sorted(
            found,
            key=lambda named: (named.id is None, named.kind != "title" or fold(named.name) != said),
        )

    def exact_title(self, first: int, end: int) -> tuple[IndexedName, int] | None:
        """The longest title that begins at that word, and where it ends."""
        for last in range(min(end, first + _LONGEST_TITLE), first, -1):
            found = self.called(first, last)
            if found:
                return found[0], last
        return None

    def close_title(self, first: int, end: int) -> tuple[IndexedName, int] | None:
        """The title most like the words up to the end or to one of the cuts."""
        ends = [end, *sorted((cut for cut in self.cuts if first < cut < end), reverse=True)]
        for last in ends[:_TRIES]:
            text = self.sentence.key(first, last)
            found = self.names.close(text, TITLES, 1, cutoff(text))
            if found:
                return found[0][0], last
        return None

    def stretch(self, first: int) -> int:
        """Where a stretch of words without a break ends."""
        last = first + 1
        while not self.sentence.breaks_at(last):
            last += 1
        return min(last, len(self.sentence))

    def typed_title(self, first: int, end: int) -> tuple[str, int]:
        """A title nobody knows, as typed: up to the first cut."""
        last = min([cut for cut in self.cuts if first < cut < end], default=end)
        return self.sentence.said(first, last), last

    def title(self, first: int, strong: bool) -> tuple[str, int] | None:
        """The title that begins at that word. ``strong``: the words before leave no doubt that one
        does.
        """
        end = self.stretch(first)
        found = self.exact_title(first, len(self.sentence))
        if found and self._plausible(first, found[1], strong):
            return found[0].name, found[1]
        if not strong or self._pronoun(first) or self._plain(first, end):
            return None
        close = self.close_title(first, end)
        if close:
            return close[0].name, close[1]
        return None

    def titles(self, first: int, strong: bool) -> tuple[list[str], int]:
        """A list of titles ("Heat, Alien and Up") that begins at that word, and where it ends."""
        found: list[str] = []
        at = last = self.skip(first, "lead_in")
        while at < len(self.sentence):
            title = self.title(at, strong and (not found or at > last))
            if title is None:
                break
            found.append(title[0])
            last = title[1]
            at = self.skip(self.skip(last, "pairs"), "lead_in")
            if at == last and not (at < len(self.sentence) and self.sentence.tokens[at].breaks):
                break
        return found, last

    def skip(self, first: int, cue: str) -> int:
        """Past a phrase of that cue, if one stands there."""
        words = self.sentence.words
        for last in range(min(first + 4, len(words)), first, -1):
            if ("cue", cue) in self.lexicon.phrases.get(" ".join(words[first:last]), ()):
                return last
        return first

    def title_before(self, last: int) -> tuple[str, int] | None:
        """The title that ends before that word, the longest one, and where it begins."""
        for first in range(max(0, last - _LONGEST_TITLE), last):
            found = self.called(first, last)
            if found:
                return found[0].name, first
        return None

    def title_within(self) -> tuple[IndexedName, int, int] | None:
        """The longest title of several words anywhere in the sentence, and where it stands."""
        size = len(self.sentence)
        spots = [
            (found[0], first, found[1])
            for first in range(size)
            if (found := self.exact_title(first, size))
        ]
        telling = [spot for spot in spots if self._telling(spot[1], spot[2])]
        return max(telling, key=lambda spot: spot[2] - spot[1], default=None)

    def _telling(self, first: int, last: int) -> bool:
        """Whether a name of those words can hardly be mere speech: several words, not all of them
        ordinary.
        """
        words = self.sentence.words[first:last]
        content = any(name != "cue" for name, _ in self.lexicon.meaning(" ".join(words)))
        return (
            " " in self.sentence.key(first, last)
            and not content
            and not set(words) <= self.lexicon.ordinary
        )

    def person(self, first: int) -> tuple[str, int] | None:
        """The person whose name begins at that word, and where it ends."""
        for last in range(min(len(self.sentence), first + _LONGEST_PERSON), first, -1):
            found = self.names.exact_key(self.sentence.key(first, last), ("person",))
            if found:
                return found[0].name, last
        return None

    def people(self) -> Iterator[Span]:
        """People named in full, or by a name that is nobody else's."""
        for first in range(len(self.sentence)):
            for last in range(min(len(self.sentence), first + _LONGEST_PERSON), first, -1):
                if any(token.breaks for token in self.sentence.tokens[first + 1 : last]):
                    continue
                found = self.names.exact_key(self.sentence.key(first, last), ("person",))
                if found and (last - first > 1 or self._unmistakable(first)):
                    yield Span(first, last, (("people", found[0].name),), 1)
                    break

    def unknown_names(self, free: Iterable[int], cues: Mapping[int, str]) -> Iterator[Span]:
        """Franchises, and people misspelt or not known at all, among words that mean nothing else.
        ``cues``: the words that lead to a person, for certain ("actor": starring) or perhaps
        ("person": with), by the word they lead to.
        """
        for first, last in _runs(sorted(free), self.sentence):
            franchise = self.names.exact_key(self.sentence.key(first, last), ("franchise",))
            if franchise:
                yield Span(first, last, (("themes", franchise[0].name.casefold()),), 1)
                continue
            name = self._person_in(first, last, cues.get(first, ""))
            if name:
                yield Span(first, last, (("people", name),), 1)

    def _person_in(self, first: int, last: int, cue: str) -> str | None:
        length, text = last - first, self.sentence.key(first, last)
        if length > 1 or (cue and len(text) > SHORT_NAME):
            close = self.names.close(text, ("person",), 1, PERSON_AFTER_CUE if cue else SURE_NAME)
            if close:
                return close[0][0].name
        if length >= _LONGEST_PERSON:
            return None
        capitals = bool(cue) and self._capitals(first, last)
        given = length > 1 and self.names.given(self.sentence.words[first])
        return self._cased(first, last) if cue == "actor" or capitals or given else None

    def _cased(self, first: int, last: int) -> str:
        typed = self.sentence.said(first, last)
        return typed if any(c.isupper() for c in typed) else typed.title()

    def _capitals(self, first: int, last: int) -> bool:
        return all(self.sentence.capital(at) for at in range(first, last))

    def _unmistakable(self, at: int) -> bool:
        word = self.sentence.words[at]
        return not self.lexicon.knows(word) or (
            self.sentence.capital(at) and at > 0 and word not in self.lexicon.ordinary
        )

    def _plain(self, first: int, end: int) -> bool:
        """Whether the words are all plain speech, typed without a capital."""
        return not self.sentence.capital(first) and all(
            self.lexicon.knows(word) for word in self.sentence.words[first:end]
        )

    def _pronoun(self, at: int) -> bool:
        return ("cue", "pronoun") in self.lexicon.phrases.get(self.sentence.words[at], ())

    def _plausible(self, first: int, last: int, strong: bool) -> bool:
        """Whether those words are likely a title: several words, or one that says nothing else
        here.
        """
        if last - first == 1 and self._pronoun(first):
            return self.sentence.capital(first) and first > 0
        words = self.sentence.words[first:last]
        if not all(self.lexicon.knows(word) for word in words) or self._capitals(first, last):
            return True
        if last - first > 1 and not strong:
            return any(
                all(name == "cue" for name, _ in self.lexicon.meaning(word)) for word in words
            )
        closed = (
            self.sentence.breaks_at(last) or last in self.cuts or self.skip(last, "pairs") > last
        )
        return strong and (closed or last - first > 1)


def _runs(free: list[int], sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Stretches of neighbouring words without a break."""
    start = 0
    for at in range(1, len(free) + 1):
        if at == len(free) or free[at] != free[at - 1] + 1 or sentence.tokens[free[at]].breaks:
            yield free[start], free[at - 1] + 1
            start = at
