"""Finding titles, franchises and people in a sentence, guarded against words that merely look like
one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.films.finding.name_index import IndexedName, NameIndex, NameKind
from core.films.finding.thresholds import SURE_NAME, needed_likeness
from core.understanding.offline.lexicon import Lexicon, says
from core.understanding.offline.loading import YEAR
from core.understanding.offline.thresholds import (
    ALMOST_TITLE_WORDS,
    CUE_WORDS,
    FAMOUS,
    PERSON_WORDS,
    TITLE_LETTERS,
    TITLE_TRIES,
    TITLE_WORDS,
    WHOLE_TITLE_WORDS,
)
from core.understanding.offline.tokens import Sentence
from core.words.text import fold

TITLES: tuple[NameKind, ...] = ("title", "franchise")


def cutoff(text: str) -> float:
    """How alike a name must be to a text of that length to be meant: short words resemble too many
    names.
    """
    return needed_likeness(len(text))


@dataclass(frozen=True)
class NameFinder:
    """Looks for names in one sentence. ``cuts`` are the words before which an unknown name may
    end.
    """

    sentence: Sentence
    lexicon: Lexicon
    names: NameIndex
    cuts: frozenset[int] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words."""
        return self.sentence.words

    @property
    def size(self) -> int:
        """How many words there are."""
        return len(self.sentence)

    def key(self, first: int, last: int) -> str:
        """The name that some of the words would be."""
        return self.sentence.key(first, last)

    def capital(self, at: int) -> bool:
        """Whether that word was typed with a capital."""
        return self.sentence.capital(at)

    def breaks_at(self, at: int) -> bool:
        """Whether a comma or the like stands before that word, or the sentence ends there."""
        return self.sentence.breaks_at(at)

    def knows_all(self, words: tuple[str, ...]) -> bool:
        """Whether all are words of the language."""
        return self.lexicon.knows_all(words)

    def exact(self, first: int, last: int, *kinds: NameKind) -> list[IndexedName]:
        """What some of the words are the name of."""
        return self.names.exact_key(self.key(first, last), kinds)

    def called(self, first: int, last: int) -> list[IndexedName]:
        """The titles and franchises that those words are the name of. Of the catalogue's titles,
        those that are spelt just so come before those of which it is another name, or the name but
        for an article: "The Vikings" before "Vikings".
        """
        found = self.exact(first, last, *TITLES)
        if len(found) < 2:
            return found
        typed = fold(self.sentence.text(first, last))
        return sorted(found, key=lambda named: (named.id is None, not _spelt(named, typed)))

    @property
    def whole(self) -> list[IndexedName]:
        """The titles and franchises that the whole sentence is the name of."""
        return self.called(0, self.size)

    def exact_title(self, first: int, end: int) -> tuple[IndexedName, int] | None:
        """The longest title that begins at that word, and where it ends."""
        for last in range(min(end, first + TITLE_WORDS), first, -1):
            found = self.called(first, last)
            if found:
                return found[0], last
        return None

    def close_title(self, first: int, end: int) -> tuple[IndexedName, int] | None:
        """The title most like the words up to the end or to one of the cuts."""
        ends = [end, *sorted(self._cuts(first, end), reverse=True)]
        for last in ends[:TITLE_TRIES]:
            text = self.key(first, last)
            found = self.names.close(text, TITLES, 1, cutoff(text))
            if found:
                return found[0][0], last
        return None

    def _cuts(self, first: int, end: int) -> list[int]:
        return [cut for cut in self.cuts if first < cut < end]

    def stretch(self, first: int) -> int:
        """Where a stretch of words without a break ends."""
        ends = range(first + 1, self.size + 1)
        return next(at for at in ends if self.breaks_at(at))

    def typed_title(self, first: int, end: int) -> tuple[str, int]:
        """A title nobody knows, as typed: up to the first cut."""
        last = min(self._cuts(first, end), default=end)
        return self.sentence.text(first, last), last

    def title(self, first: int, strong: bool) -> tuple[str, int] | None:
        """The title that begins at that word. ``strong``: the words before leave no doubt that one
        does.
        """
        found = self.exact_title(first, self.size)
        if found is None or not self._plausible(first, found[1], strong):
            found = self._misspelt_title(first) if strong else None
        return (found[0].name, found[1]) if found else None

    def _misspelt_title(self, first: int) -> tuple[IndexedName, int] | None:
        end = self.stretch(first)
        spoken = self._pronoun(first) or self._plain(first, end)
        return None if spoken else self.close_title(first, end)

    def titles(self, first: int, strong: bool) -> tuple[list[str], int]:
        """A list of titles ("Heat, Alien and Up") that begins at that word, and where it ends."""
        found: list[str] = []
        at = last = self.skip(first, "lead_in")
        while at < self.size:
            title = self.title(at, strong and (not found or at > last))
            if title is None:
                break
            found.append(title[0])
            last = title[1]
            at = self.next_in_list(last)
            if at == last and not self._listed(at):
                break
        return found, last

    def next_in_list(self, last: int) -> int:
        """Past "and", and what may lead to the next title of a list."""
        return self.skip(self.skip(last, "pairs"), "lead_in")

    def _listed(self, at: int) -> bool:
        """Whether a comma or the like stands before that word."""
        return at < self.size and self.sentence.tokens[at].breaks

    def skip(self, first: int, cue: str) -> int:
        """Past a phrase of that cue, if one stands there."""
        words = self.words
        for last in range(min(first + CUE_WORDS, len(words)), first, -1):
            if self.lexicon.is_cue(" ".join(words[first:last]), cue):
                return last
        return first

    def title_before(self, last: int) -> tuple[str, int] | None:
        """The title that ends before that word, the longest one, and where it begins."""
        for first in range(max(0, last - TITLE_WORDS), last):
            found = self.called(first, last)
            if found:
                return found[0].name, first
        return None

    def title_within(self) -> tuple[IndexedName, int, int] | None:
        """The longest title of several words anywhere in the sentence, and where it stands."""
        spots = [spot for spot in self._spots() if self._telling(spot[1], spot[2])]
        return max(spots, key=lambda spot: spot[2] - spot[1], default=None)

    def _spots(self) -> Iterator[tuple[IndexedName, int, int]]:
        """The longest title at each word, and where it stands."""
        size = self.size
        for first in range(size):
            if found := self.exact_title(first, size):
                yield found[0], first, found[1]

    def _telling(self, first: int, last: int) -> bool:
        """Whether a name of those words can hardly be mere speech: several words, not all of them
        ordinary.
        """
        words = self.words[first:last]
        if says(self.lexicon.meaning(" ".join(words))):
            return False
        return " " in self.key(first, last) and not self.lexicon.ordinary.issuperset(words)

    def person(self, first: int) -> tuple[str, int] | None:
        """The person whose name begins at that word, and where it ends."""
        for last in range(self._person_end(first), first, -1):
            found = self.exact(first, last, "person")
            if found:
                return found[0].name, last
        return None

    def named_person(self, first: int) -> tuple[str, int] | None:
        """The same, where no comma parts the words and a single word can be nothing but a name."""
        for last in range(self._person_end(first), first, -1):
            if self.sentence.parted(first, last):
                continue
            found = self.exact(first, last, "person")
            if found and (last - first > 1 or self._unmistakable(first)):
                return found[0].name, last
        return None

    def _person_end(self, first: int) -> int:
        return min(self.size, first + PERSON_WORDS)

    def capitals(self, first: int, last: int) -> bool:
        """Whether all those words were typed with a capital."""
        return all(self.capital(at) for at in range(first, last))

    def _unmistakable(self, at: int) -> bool:
        word = self.words[at]
        if not self.lexicon.knows(word):
            return True
        return self.capital(at) and at > 0 and word not in self.lexicon.ordinary

    def _plain(self, first: int, end: int) -> bool:
        """Whether the words are all plain speech, typed without a capital."""
        words = self.words[first:end]
        return not self.capital(first) and self.knows_all(words)

    def _pronoun(self, at: int) -> bool:
        return self.lexicon.is_cue(self.words[at], "pronoun")

    def _plausible(self, first: int, last: int, strong: bool) -> bool:
        """Whether those words are likely a title: several words, or one that says nothing else
        here.
        """
        words = self.words[first:last]
        single = len(words) == 1
        if single and self._pronoun(first):
            return self.capital(first) and first > 0
        if not self.knows_all(words) or self.capitals(first, last):
            return True
        if strong:
            return not single or self._closed(last)
        return not single and any(not says(self.lexicon.meaning(word)) for word in words)

    def _closed(self, last: int) -> bool:
        """Whether a name may end there."""
        ends = self.breaks_at(last) or last in self.cuts
        return ends or self.skip(last, "pairs") > last


def _spelt(named: IndexedName, typed: str) -> bool:
    """Whether a title's own name is just what was typed."""
    return named.kind == "title" and fold(named.name) == typed


_YEAR = re.compile(YEAR)
# What a phrase says that is no mere theme or cue.
_CONTENT = frozenset(
    {"genres", "themes", "languages", "countries", "years", "sort", "kind", "relative"}
)


def year_at_end(sentence: Sentence) -> tuple[Sentence, int | None]:
    """The sentence without a year that ends it ("it (2017)"), and that year."""
    if len(sentence) > 1 and is_year(sentence.words[-1]):
        return sentence.part(0, len(sentence) - 1), int(sentence.words[-1])
    return sentence, None


def is_year(word: str) -> bool:
    """Whether a word is a year in which a film may have been made."""
    return _YEAR.fullmatch(word) is not None


def whole_title(finder: NameFinder) -> IndexedName | None:
    """The title that the whole sentence is, unless it says something else first."""
    sentence, lexicon = finder.sentence, finder.lexicon
    if not 0 < len(sentence) <= WHOLE_TITLE_WORDS:
        return None
    found = finder.whole
    if not found:
        return None
    if _says_something(sentence, lexicon) and not _outshines(sentence, lexicon, found):
        return None
    return found[0]


def _outshines(sentence: Sentence, lexicon: Lexicon, found: list[IndexedName]) -> bool:
    """Whether a title is so well known that its bare name means it rather than a theme: "alien"."""
    effects = lexicon.effects(sentence.folded)
    themes = all(name in ("themes", "shy", "cue") for name, _ in effects)
    return themes and max(named.weight for named in found) >= FAMOUS


def _says_something(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the words are one phrase of the vocabulary, typed without a capital: "dark", "date
    night".
    """
    content = any(name in _CONTENT for name, _ in lexicon.meaning(sentence.folded))
    return content and not sentence.capital(0)


def close_title(finder: NameFinder, likeness: float) -> IndexedName | None:
    """The title that the whole sentence nearly is."""
    sentence, text = finder.sentence, finder.sentence.whole_key
    if len(sentence) > ALMOST_TITLE_WORDS or len(text) < TITLE_LETTERS:
        return None
    if _says_something(sentence, finder.lexicon):
        return None
    found = finder.names.close(text, TITLES, 1, max(likeness, cutoff(text)))
    return found[0][0] if found else None


def title_at_edge(finder: NameFinder) -> IndexedName | None:
    """The title that is the last or the first part of a sentence parted by commas."""
    cuts = [0, *finder.sentence.breaks, len(finder.sentence)]
    if len(cuts) < 3:
        return None
    last, first = (cuts[-2], cuts[-1]), (cuts[0], cuts[1])
    return _title_of(finder, *last) or _title_of(finder, *first)


def _title_of(finder: NameFinder, first: int, last: int) -> IndexedName | None:
    """The title of that name, or nearly."""
    exact = finder.called(first, last)
    if exact:
        return exact[0]
    close = finder.names.close(finder.sentence.key(first, last), TITLES, 1, SURE_NAME)
    return close[0][0] if close else None
