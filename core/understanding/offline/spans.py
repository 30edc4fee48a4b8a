"""Stretches of a sentence that mean something: phrases of the lexicon, measures, names; where they
overlap, one wins.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.understanding.offline.lexicon import LONGEST, UNHEARD, Effect, Lexicon
from core.understanding.offline.measures import Measures
from core.understanding.offline.tokens import Sentence

_STEMMED = 4


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

    @property
    def cue(self) -> bool:
        """Whether it only guides the reading of what stands around it."""
        return bool(self.effects) and all(name == "cue" for name, _ in self.effects)


def phrases(sentence: Sentence, lexicons: Iterable[Lexicon]) -> Iterator[Span]:
    """Every phrase of the lexicons, overlapping ones too; of the lexicons after the first only what
    names a content.
    """
    own: Lexicon | None = None
    for lexicon in lexicons:
        for first in range(len(sentence)):
            yield from _phrases_at(sentence, first, lexicon, own)
        own = own or lexicon


def _phrases_at(
    sentence: Sentence, first: int, lexicon: Lexicon, own: Lexicon | None
) -> Iterator[Span]:
    words = sentence.words
    for last in range(first + 1, min(first + LONGEST, len(words)) + 1):
        if last - 1 > first and sentence.tokens[last - 1].breaks:
            return
        said = " ".join(words[first:last])
        effects = (
            lexicon.phrases.get(said, ())
            if own or last - first > _STEMMED
            else lexicon.meaning(said)
        )
        if own:
            effects = tuple(
                effect
                for effect in effects
                if effect[0] in ("genres", "themes") and said not in own.words
            )
        effects = tuple(
            effect for effect in effects if effect[0] != "cue" or effect[1] not in UNHEARD
        )
        if effects:
            yield Span(first, last, effects, 2 if own else 1)


def measures(sentence: Sentence, lexicon: Lexicon, today: date) -> Iterator[Span]:
    """Every measure: years, lengths, ratings, ages."""
    if not any(
        word[0].isdigit()
        or word in lexicon.numbers
        or word in lexicon.units["hour"]
        or word in lexicon.decades
        for word in sentence.words
    ):
        return
    reader = Measures(lexicon, today)
    for template in lexicon.measures.fitting(sentence.words):
        for found in template.pattern.finditer(sentence.norm):
            caught = {name: text for name, text in found.groupdict().items() if text} | {
                "whole": found[0]
            }
            first, last = sentence.at(found.start()), sentence.at(found.end() - 1) + 1
            if not any(token.breaks for token in sentence.tokens[first + 1 : last]):
                yield Span(first, last, reader.read(template.fields["is"], caught), 1)


def settle(spans: Iterable[Span]) -> list[Span]:
    """Of overlapping spans the one that wins: by rank, by length, by what comes first. In the order
    of the sentence.
    """
    taken: set[int] = set()
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.rank, -len(s), s.cue, s.first)):
        places = range(span.first, span.last)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(span)
    return sorted(kept, key=lambda s: s.first)
