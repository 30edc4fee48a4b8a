"""A language's phrases and vocabulary, laid out for looking up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from core.understanding.offline.templates import Template, spoken

Effect = tuple[str, str]
Endings = tuple[tuple[tuple[str, str], ...], ...]
LONGEST = 8
# Cues that are only asked for at a place, and never guide a sentence.
UNITS = ("hour", "minute", "half", "quarter", "one", "star", "thousand")
UNHEARD = frozenset({"lead_in", "pairs", "polite", "polite_last", "pronoun"})
_MARKUP = frozenset("([{<")
_LEAST_STEM = 2


def stem(words: str, endings: Endings) -> str:
    """The words without their endings: of each step, the first that fits."""
    return " ".join(_stem(word, endings) for word in words.split()) if endings else words


def _stem(word: str, endings: Endings) -> str:
    for step in endings:
        for end, other in step:
            if word.endswith(end) and len(word) - len(end) >= _LEAST_STEM:
                word = word[: len(word) - len(end)] + other
                break
    return word


@dataclass(frozen=True)
class Lexicon:
    """What a language has to say: ``phrases`` by their folded words, ``sayings`` and ``measures``
    with slots, word lists.
    """

    code: str
    phrases: Mapping[str, tuple[Effect, ...]]
    stems: Mapping[str, str] = field(repr=False)
    sayings: "Sayings" = field(repr=False)
    measures: "Sayings" = field(repr=False)
    collective: "Sayings" = field(repr=False)
    ordinary: frozenset[str] = field(repr=False)
    spelling: Mapping[str, str] = field(repr=False)
    numbers: Mapping[str, int] = field(repr=False)
    decades: Mapping[str, int] = field(repr=False)
    units: Mapping[str, frozenset[str]] = field(repr=False)
    positions: Mapping[str, int] = field(repr=False)
    off_topic: frozenset[str] = field(repr=False)
    tongues: Mapping[str, str] = field(repr=False)
    letters: frozenset[str] = field(repr=False)
    named_with: frozenset[str] = field(repr=False)
    interjections: frozenset[str] = field(repr=False)
    elisions: tuple[str, ...] = field(repr=False)
    endings: Endings = field(repr=False)
    borrows: tuple[str, ...] = ()

    def meaning(self, words: str) -> tuple[Effect, ...]:
        """What those folded words mean, whatever their number or gender; nothing when they are no
        phrase.
        """
        found = self.phrases.get(words)
        if found is None and words not in self.ordinary:
            found = self.phrases.get(self.stems.get(self.stem(words), ""), ())
        return found or ()

    def stem(self, words: str) -> str:
        """The words without the endings of number and gender."""
        return stem(words, self.endings)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word the language file knows."""
        said = (word for phrase in self.phrases for word in phrase.split())
        units = (word for words in self.units.values() for word in words)
        spaced = (word for phrase in (*self.decades, *self.positions) for word in phrase.split())
        sayings = (*self.sayings.words, *self.measures.words)
        return frozenset(
            {
                *said,
                *self.ordinary,
                *self.spelling,
                *self.numbers,
                *self.off_topic,
                *units,
                *spaced,
                *sayings,
            }
        )

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Two words that stand together in a phrase."""
        phrases = (phrase.split() for phrase in self.phrases if " " in phrase)
        return frozenset(f"{one} {two}" for words in phrases for one, two in pairwise(words))

    def knows(self, word: str) -> bool:
        """Whether it is a word of the language file, in whatever number or gender."""
        return word in self.words or self.stem(word) in self._stem_words

    @cached_property
    def _stem_words(self) -> frozenset[str]:
        return frozenset(word for stem in self.stems for word in stem.split())

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words worth correcting a typo to."""
        content = (
            phrase
            for phrase, effects in self.phrases.items()
            if any(name != "cue" for name, _ in effects)
        )
        return frozenset(
            word
            for phrase in content
            for word in phrase.split()
            if len(word) > 3 and word.isalpha()
        )


class Sayings:
    """Templates that can be asked which of them may fit a sentence, in the order of the file."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self._templates = tuple(templates)
        self._by_anchor: dict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []
        self._literal: dict[str, int] = {}
        for at, template in enumerate(self._templates):
            if not _MARKUP & set(template.text):
                self._literal.setdefault(" ".join(spoken(template.text).split()), at)
            elif template.anchors:
                for word in template.anchors:
                    self._by_anchor[word.split()[0]].append(at)
            else:
                self._always.append(at)

    def __iter__(self) -> Iterator[Template]:
        return iter(self._templates)

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that stand in the templates."""
        return frozenset(
            {*self._by_anchor, *(word for phrase in self._literal for word in phrase.split())}
        )

    def fitting(self, words: Iterable[str]) -> Iterator[Template]:
        """Those that may match somewhere among the words."""
        tried = {at for word in set(words) for at in self._by_anchor.get(word, ())}
        return (self._templates[at] for at in sorted({*tried, *self._always}))

    def exactly(self, norm: str) -> Template | None:
        """The one without slots and options that is the whole sentence."""
        at = self._literal.get(norm)
        return None if at is None else self._templates[at]
