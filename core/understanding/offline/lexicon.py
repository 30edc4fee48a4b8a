"""A language's phrases and vocabulary, laid out for looking up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise

from core.understanding.offline.templates import Template, spoken
from core.understanding.offline.thresholds import (
    STEM_LETTERS,
    TELLING_LETTERS,
)

Effect = tuple[str, str]  # a field and a value: ("genres", "comedy"), ("cue", "not")
Endings = tuple[tuple[tuple[str, str], ...], ...]
UNITS = ("hour", "minute", "half", "quarter", "one", "star", "thousand")
# Cues that are only looked for at a place, and never guide a sentence.
LOCAL_CUES = frozenset({"lead_in", "pairs", "polite", "polite_last", "pronoun"})
_MARKUP = frozenset("([{<")


def stem(words: str, endings: Endings) -> str:
    """The words without their endings: of each step, the first that fits."""
    return " ".join(_stem(word, endings) for word in words.split()) if endings else words


def _stem(word: str, endings: Endings) -> str:
    for step in endings:
        for end, other in step:
            if word.endswith(end) and len(word) - len(end) >= STEM_LETTERS:
                word = word[: len(word) - len(end)] + other
                break
    return word


@dataclass(frozen=True)
class Lexicon:
    """What a language has to say: ``phrases`` by their folded words, templates with slots for whole
    ``sentences``, ``measures`` and ``collective`` names, and word lists.
    """

    code: str
    phrases: Mapping[str, tuple[Effect, ...]]
    stems: Mapping[str, str] = field(repr=False)
    sentences: "Templates" = field(repr=False)
    measures: "Templates" = field(repr=False)
    collective: "Templates" = field(repr=False)
    ordinary: frozenset[str] = field(repr=False)
    spelling: Mapping[str, str] = field(repr=False)
    numbers: Mapping[str, int] = field(repr=False)
    decades: Mapping[str, int] = field(repr=False)
    units: Mapping[str, frozenset[str]] = field(repr=False)
    positions: Mapping[str, int] = field(repr=False)
    off_topic: frozenset[str] = field(repr=False)
    language_names: Mapping[str, str] = field(repr=False)
    letters: frozenset[str] = field(repr=False)
    title_articles: frozenset[str] = field(repr=False)
    interjections: frozenset[str] = field(repr=False)
    elisions: tuple[str, ...] = field(repr=False)
    endings: Endings = field(repr=False)
    borrows: tuple[str, ...] = ()

    def effects(self, words: str) -> tuple[Effect, ...]:
        """What those folded words mean, just as they are; nothing when they are no phrase."""
        return self.phrases.get(words, ())

    def meaning(self, words: str) -> tuple[Effect, ...]:
        """What those folded words mean, whatever their number or gender; nothing when they are no
        phrase.
        """
        found = self.phrases.get(words)
        if found is None and words not in self.ordinary:
            found = self.phrases.get(self.stems.get(self.stem(words), ""))
        return found or ()

    def mere(self, word: str) -> bool:
        """Whether a word is mere speech, about films or not."""
        return word in self.ordinary or word in self.off_topic

    def is_cue(self, words: str, cue: str) -> bool:
        """Whether those folded words are that cue."""
        return ("cue", cue) in self.effects(words)

    def stem(self, words: str) -> str:
        """The words without the endings of number and gender."""
        return stem(words, self.endings)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word the language file knows."""
        phrases = chain(self.phrases, self.decades, self.positions)
        lists = (self.ordinary, self.spelling, self.numbers, self.off_topic)
        templates = (self.sentences.words, self.measures.words)
        return frozenset(chain(_words(phrases), *lists, *self.units.values(), *templates))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Two words that stand together in a phrase."""
        found: set[str] = set()
        for phrase in self.phrases:
            found.update(f"{one} {two}" for one, two in pairwise(phrase.split()))
        return frozenset(found)

    def knows(self, word: str) -> bool:
        """Whether it is a word of the language file, in whatever number or gender."""
        return word in self.words or self.stem(word) in self._stem_words

    def knows_all(self, words: Iterable[str]) -> bool:
        """Whether all are words of the language file."""
        return all(map(self.knows, words))

    @cached_property
    def _stem_words(self) -> frozenset[str]:
        return frozenset(_words(self.stems))

    @cached_property
    def correctable(self) -> frozenset[str]:
        """Words worth correcting a typo to: those that say something of a wish."""
        words = _words(phrase for phrase, effects in self.phrases.items() if says(effects))
        return frozenset(word for word in words if len(word) >= TELLING_LETTERS and word.isalpha())


def says(effects: Iterable[Effect]) -> bool:
    """Whether they say something of a wish, rather than only guide its reading."""
    return any(name != "cue" for name, _ in effects)


def _words(phrases: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(phrase.split() for phrase in phrases)


class Templates:
    """Templates that can be asked which of them may fit a sentence, in the order of the file."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self._templates = tuple(templates)
        self._by_anchor: dict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []
        self._literal: dict[str, int] = {}
        for at, template in enumerate(self._templates):
            self._file(at, template)

    def _file(self, at: int, template: Template) -> None:
        if _MARKUP.isdisjoint(template.text):
            self._literal.setdefault(" ".join(spoken(template.text).split()), at)
            return
        for word in template.anchors:
            self._by_anchor[word].append(at)
        if not template.anchors:
            self._always.append(at)

    def __iter__(self) -> Iterator[Template]:
        return iter(self._templates)

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that stand in the templates."""
        return frozenset({*self._by_anchor, *_words(self._literal)})

    def fitting(self, words: Iterable[str], whole: str = "") -> Iterator[Template]:
        """Those that may match somewhere among the words, first the one that is the ``whole``
        sentence.
        """
        exact = self._literal.get(whole)
        if exact is not None:
            yield self._templates[exact]
        yield from (self._templates[at] for at in sorted(self._tried(words)))

    def _tried(self, words: Iterable[str]) -> set[int]:
        """The templates that one of the words anchors, or that nothing does."""
        return set(self._always).union(*(self._by_anchor.get(word, ()) for word in words))
