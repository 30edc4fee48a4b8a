"""Stretches of a sentence that mean something: phrases of the lexicon, measures, names; where they
overlap, one wins.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.films.finding.name_index import NameIndex
from core.films.finding.thresholds import PERSON_AFTER_CUE, SHORT_NAME, SURE_NAME
from core.understanding.offline.lexicon import LOCAL_CUES, Effect, Lexicon
from core.understanding.offline.measures import Measures
from core.understanding.offline.name_finder import NameFinder
from core.understanding.offline.thresholds import (
    LEFT_TITLE_WORDS,
    PERSON_WORDS,
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


_CUES = frozenset({"like", "weakly_like", "except", "not", "drop", "loved", "mash", "alike"})
_NOUN_CUES = ("thing", "ones", "but", "more")
_MIXED = 2  # titles at least
_WINS = 0  # over every phrase: the rank of a title behind a cue


def titles_behind_cues(spans: Sequence[Span], finder: NameFinder) -> Iterator[Span]:
    """Titles behind the cues that call for one, each with what the cue makes of it."""
    for at, span in enumerate(spans):
        before = spans[at - 1] if at and spans[at - 1].last == span.first else None
        if "meets" in span.cues:
            yield from _met(span, finder)
        elif span.cues & _CUES:
            yield from _behind(span, before, finder)


def _behind(span: Span, before: Span | None, finder: NameFinder) -> Iterator[Span]:
    cues = span.cues
    strong = _sure(span, before) or "mash" in cues
    titles, last = finder.titles(span.last, strong)
    if "mash" in cues and "like" not in cues:
        if len(titles) >= _MIXED:
            yield _titled(span, span.first, last, [("mash", ""), *_all("like", titles)])
    elif titles:
        yield _titled(span, span.first, last, _all(_role(cues), titles))
    elif "like" in cues:
        yield from _person_or_typed(span, finder)


def _sure(span: Span, before: Span | None) -> bool:
    """Whether the cue leaves no doubt that a title follows."""
    if span.cues & {"like", "loved", "alike"}:
        return True
    return "weakly_like" in span.cues and (span.first == 0 or _noun(before))


def _person_or_typed(span: Span, finder: NameFinder) -> Iterator[Span]:
    """Behind "like": somebody, or else a title nobody knows."""
    person = finder.person(span.last)
    if person:
        yield _titled(span, span.first, person[1], [("people", person[0])])
    elif span.last < finder.size:
        title, last = _typed(span.last, finder)
        if title:
            yield _titled(span, span.first, last, [(_role(span.cues), title)])


def _titled(span: Span, first: int, last: int, effects: list[Effect]) -> Span:
    """A span with the titles, and with the kind that the cue says ("films like")."""
    return Span(first, last, (*effects, *span.of("kind")), _WINS)


def _all(field: str, titles: list[str]) -> list[Effect]:
    return [(field, title) for title in titles]


def _role(cues: set[str]) -> str:
    """What a title is to the wish, by the cue before it."""
    if cues & {"like", "drop", "alike"} or ("weakly_like" in cues and "loved" not in cues):
        return "like"
    return "loved" if "loved" in cues else "not_like"


def _noun(span: Span | None) -> bool:
    """Whether it says what shall be like the title: "a film as", "something as"."""
    if span is None:
        return False
    return span.says("kind") or span.says("genres") or span.says("cue", *_NOUN_CUES)


def _typed(first: int, finder: NameFinder) -> tuple[str, int]:
    """A title nobody knows, unless the words are plainly something else."""
    start = finder.skip(first, "lead_in")
    if start >= finder.size:
        return "", first
    title, last = finder.typed_title(start, finder.stretch(start))
    known = finder.knows_all(finder.words[start:last])
    plain = known and not finder.capital(start)
    return ("" if plain else title), last


def _met(span: Span, finder: NameFinder) -> Iterator[Span]:
    """ "Alien meets Jaws": a title on either side, one of them at least known."""
    before = finder.title_before(span.first)
    titles, last = finder.titles(span.last, strong=True)
    left, first = before or (finder.sentence.text(0, span.first), 0)
    if titles and left and (before or _may_join(span, finder)):
        effects = [("mash", ""), *_all("like", [left, *titles])]
        yield Span(first, last, tuple(effects), _WINS)


def _may_join(span: Span, finder: NameFinder) -> bool:
    """Whether the word between may join a title nobody knows: near the beginning, and no "x"."""
    near = span.first <= LEFT_TITLE_WORDS
    return near and len(finder.words[span.first]) > 1


def known_people(finder: NameFinder) -> Iterator[Span]:
    """People named in full, or by a name that is nobody else's."""
    for first in range(finder.size):
        found = finder.named_person(first)
        if found:
            yield Span(first, found[1], (("people", found[0]),))


def unknown_names(
    finder: NameFinder, free: Iterable[int], cues: Mapping[int, str]
) -> Iterator[Span]:
    """Franchises, and people misspelt or not known at all, among words that mean nothing else.

    ``cues``: the words that lead to a person, for certain ("actor": starring) or perhaps
    ("person": with), by the word they lead to.
    """
    for first, last in _runs(sorted(free), finder.sentence):
        franchise = finder.exact(first, last, "franchise")
        if franchise:
            yield Span(first, last, (("themes", franchise[0].name.casefold()),))
        elif name := _person(finder, first, last, cues.get(first, "")):
            yield Span(first, last, (("people", name),))


def _person(finder: NameFinder, first: int, last: int, cue: str) -> str | None:
    """The person that those words name, behind a cue or none."""
    text = finder.key(first, last)
    if last - first > 1 or (cue and len(text) > SHORT_NAME):
        likeness = PERSON_AFTER_CUE if cue else SURE_NAME
        close = finder.names.close(text, ("person",), 1, likeness)
        if close:
            return close[0][0].name
    return _unknown_person(finder, first, last, cue)


def _unknown_person(finder: NameFinder, first: int, last: int, cue: str) -> str | None:
    """A person nobody knows, as typed: behind "starring", in capitals, or by a first name."""
    if last - first >= PERSON_WORDS:
        return None
    capitals = bool(cue) and finder.capitals(first, last)
    given = last - first > 1 and finder.names.given(finder.words[first])
    return (
        _cased(finder.sentence.text(first, last)) if cue == "actor" or capitals or given else None
    )


def _cased(typed: str) -> str:
    """A name with capitals, where none were typed."""
    return typed if any(letter.isupper() for letter in typed) else typed.title()


def _runs(free: list[int], sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Stretches of neighbouring words without a break."""
    start = 0
    for at in range(1, len(free) + 1):
        if at == len(free) or free[at] != free[at - 1] + 1 or sentence.tokens[free[at]].breaks:
            yield free[start], free[at - 1] + 1
            start = at


# Cues before which a name may end.
_CUTTING = (
    "person",
    "topic",
    "scene",
    "not",
    "soft",
    "but",
    "except",
    "instead",
    "alike",
    "article",
    "thing",
    "doesnt_matter",
    "request",
    "called",
)


def gather(
    sentence: Sentence, lexicons: Sequence[Lexicon], names: NameIndex, today: date
) -> list[Span]:
    """The spans of a sentence, in its order, none overlapping."""
    own = lexicons[0]
    found = [*phrases(sentence, lexicons), *measures(sentence, own, today)]
    plain = without_overlaps(found)
    finder = NameFinder(sentence, own, names, _cuts(plain))
    titled = titles_behind_cues(plain, finder)
    spans = without_overlaps([*found, *titled, *known_people(finder)])
    unknown = _unknown(sentence, own, spans)
    return without_overlaps([*spans, *unknown_names(finder, unknown, dict(_person_cues(spans)))])


def _cuts(spans: Sequence[Span]) -> frozenset[int]:
    """The words before which a name may end: most cues, and whatever has a meaning of its own."""
    return frozenset(span.first for span in spans if not span.cue or span.says("cue", *_CUTTING))


def _unknown(sentence: Sentence, lexicon: Lexicon, spans: Sequence[Span]) -> set[int]:
    """The words that are no part of a span, no ordinary ones and no numbers."""
    free = set(range(len(sentence))).difference(*(span.places for span in spans))
    return {at for at in free if _may_name(sentence.words[at], lexicon)}


def _may_name(word: str, lexicon: Lexicon) -> bool:
    return word not in lexicon.ordinary and not word[0].isdigit()


def _person_cues(spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """The words that a person is announced before, and how surely."""
    for span in spans:
        if span.says("cue", "person"):
            yield span.last, "actor" if span.says("cue", "actor") else "person"
