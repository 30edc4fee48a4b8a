"""Stretches of a sentence that mean something: phrases of the lexicon, measures, names; where they
overlap, one wins.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.understanding.offline.lexicon import LOCAL_CUES, Effect, Lexicon
from core.understanding.offline.measures import Measures
from core.understanding.offline.thresholds import (
    PHRASE_WORDS,
    STEMMED_WORDS,
)
from core.understanding.offline.tokens import Sentence


@dataclass(frozen=True, slots=True)
class Span:
    """The words from ``first`` up to, not including, ``last`` and what they mean. ``rank``: lower
    wins over length.
    """

    first: int
    last: int
    effects: tuple[Effect, ...]
    rank: int = 1

    def __len__(self) -> int:
        return self.last - self.first

    def says(self, field: str, *values: str) -> bool:
        """Whether it is about the field (and one of the values, where any are given)."""
        return any(
            name == field and (not values or value in values) for name, value in self.effects
        )

    def of(self, field: str) -> list[Effect]:
        """What it says of a field."""
        return [effect for effect in self.effects if effect[0] == field]

    @property
    def cues(self) -> set[str]:
        """The cues it is."""
        return {value for name, value in self.effects if name == "cue"}

    @property
    def cue(self) -> bool:
        """Whether it only guides the reading of what stands around it."""
        return bool(self.effects) and all(name == "cue" for name, _ in self.effects)

    @property
    def places(self) -> range:
        """The words it covers."""
        return range(self.first, self.last)


def phrases(sentence: Sentence, lexicons: Iterable[Lexicon]) -> Iterator[Span]:
    """Every phrase of the lexicons, overlapping ones too; of the lexicons after the first only what
    names a content.
    """
    own, *others = lexicons
    for first, last, words in _stretches(sentence):
        effects = own.meaning(words) if last - first <= STEMMED_WORDS else own.effects(words)
        yield from _span(first, last, effects, 1)
        for other in others:
            yield from _span(first, last, _borrowed(words, other, own), 2)


def _stretches(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Every stretch of words that may be a phrase, with its words."""
    size = len(sentence)
    for first in range(size):
        for last in range(first + 1, min(first + PHRASE_WORDS, size) + 1):
            if last - 1 > first and sentence.tokens[last - 1].breaks:
                break
            yield first, last, " ".join(sentence.words[first:last])


def _borrowed(words: str, other: Lexicon, own: Lexicon) -> tuple[Effect, ...]:
    """What words mean in another language, where they are no words of one's own."""
    if words in own.words:
        return ()
    return tuple(effect for effect in other.effects(words) if effect[0] in ("genres", "themes"))


def _span(first: int, last: int, effects: Iterable[Effect], rank: int) -> Iterator[Span]:
    guiding = tuple(filter(_guides, effects))
    if guiding:
        yield Span(first, last, guiding, rank)


def _guides(effect: Effect) -> bool:
    name, value = effect
    return name != "cue" or value not in LOCAL_CUES


def measures(sentence: Sentence, lexicon: Lexicon, today: date) -> Iterator[Span]:
    """Every measure: years, lengths, ratings, ages."""
    if not any(_counts(word, lexicon) for word in sentence.words):
        return
    reader = Measures(lexicon, today)
    for template in lexicon.measures.fitting(sentence.words):
        for found in template.pattern.finditer(sentence.folded):
            first, last = sentence.words_at(found.span())
            if not sentence.parted(first, last):
                effects = reader.read(str(template.fields["is"]), _caught(found))
                yield Span(first, last, effects, 1)


def _counts(word: str, lexicon: Lexicon) -> bool:
    """Whether a word can be part of a measure."""
    numbers = (lexicon.numbers, lexicon.units["hour"], lexicon.decades)
    return word[0].isdigit() or any(word in known for known in numbers)


def _caught(found: re.Match[str]) -> dict[str, str]:
    """What the slots of a template matched."""
    slots = {name: text for name, text in found.groupdict().items() if text}
    return slots | {"whole": found[0]}


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """Of overlapping spans the one that wins: by rank, by length, by what comes first. In the order
    of the sentence.
    """
    taken: set[int] = set()
    kept: list[Span] = []
    for span in sorted(spans, key=_precedence):
        if taken.isdisjoint(span.places):
            taken.update(span.places)
            kept.append(span)
    return sorted(kept, key=lambda span: span.first)


def _precedence(span: Span) -> tuple[int, int, bool, int]:
    return span.rank, -len(span), span.cue, span.first
