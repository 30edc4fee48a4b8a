"""One sentence with all that is needed to read it."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from core.dialogue.turn import Utterance
from core.films.finding.name_index import NameIndex
from core.films.wishes.wish import Wish, set_fields
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.name_finder import NameFinder
from core.understanding.offline.slots import SlotReader, Slots
from core.understanding.offline.spans import Span, gather
from core.understanding.offline.thresholds import (
    CUE_WORDS,
)
from core.understanding.offline.tokens import Sentence, lexicons


@dataclass
class Draft:
    """A wish being written. ``base`` is the one in progress (empty for a new one). ``replacing``:
    what is said takes the place of what was ("instead").
    """

    utterance: Utterance
    base: Wish
    refining: bool
    replacing: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, utterance: Utterance, base: Wish | None, *, replacing: bool) -> "Draft":
        """A draft that begins with the base, where there is one."""
        start = base or Wish()
        refining = base is not None
        return cls(utterance, start, refining, refining and replacing, dict(set_fields(start)))

    @property
    def today(self) -> date:
        """The day the sentence was said."""
        return self.utterance.today

    @property
    def episodes(self) -> bool:
        """Whether series are wished for, whose lengths are those of an episode."""
        return self.fields.get("kind") == "tv"

    def add(self, name: str, *values: str) -> None:
        """Put values into a list field, once each."""
        self.fields[name] = tuple(dict.fromkeys((*self.fields.get(name, ()), *values)))

    def remove(self, name: str, *values: str) -> bool:
        """Take values out of a list field; whether any was there."""
        before = self.fields.get(name, ())
        gone = {value.casefold() for value in values}
        self.fields[name] = tuple(value for value in before if value.casefold() not in gone)
        return len(self.fields[name]) < len(before)

    def exclude(self, name: str, *values: str) -> None:
        """Move values from what is wanted of a field to what is not."""
        self.remove(name, *values)
        self.add(f"not_{name}", *values)

    def clear(self, *names: str) -> None:
        """Forget fields."""
        for name in names:
            self.fields.pop(name, None)

    def first_touch(self, *names: str) -> bool:
        """Whether the sentence says something of these fields for the first time."""
        new = self.touched.isdisjoint(names)
        self.touched.update(names)
        return new

    def set_bounds(self, low_name: str, high_name: str, low: int | None, high: int | None) -> None:
        """Set one end or both; the other end stays unless it no longer fits."""
        if low is not None:
            self.fields[low_name] = low
        if high is not None:
            self.fields[high_name] = high
        one_end = (low is None) is not (high is None)
        if one_end and self._crossed(low_name, high_name):
            self.clear(low_name if low is None else high_name)

    def _crossed(self, low_name: str, high_name: str) -> bool:
        low, high = self.fields.get(low_name), self.fields.get(high_name)
        return low is not None and high is not None and low > high

    def set_runtime(self, low: int | None, high: int | None) -> None:
        """Set the shortest or the longest time, or both."""
        self.set_bounds("runtime_min", "runtime_max", low, high)

    def set_years(self, low: int | None, high: int | None) -> None:
        """Set the first or the last year, or both."""
        self.set_bounds("year_from", "year_to", low, high)

    def wish(self) -> Wish:
        """The wish as it stands."""
        filled = {name: value for name, value in self.fields.items() if value not in (None, ())}
        return Wish(**filled)


@dataclass(frozen=True)
class Reading:
    """A sentence in a language, the utterance it is of, and the names it may be about. ``typed`` is
    the sentence before its spelling was corrected. The rest is found when asked for.
    """

    sentence: Sentence
    lexicon: Lexicon
    names: NameIndex
    utterance: Utterance
    typed: Sentence | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words."""
        return self.sentence.words

    @property
    def size(self) -> int:
        """How many words there are."""
        return len(self.sentence)

    @property
    def folded(self) -> str:
        """The folded words in one line, as templates see them."""
        return self.sentence.folded

    @property
    def key(self) -> str:
        """The name that the words would be."""
        return self.sentence.whole_key

    @property
    def plain(self) -> bool:
        """Whether all are words of the language."""
        return self.lexicon.knows_all(self.words)

    @cached_property
    def wish(self) -> Wish | None:
        """The wish in progress."""
        kept = self.utterance.wish
        return None if kept is None else Wish.from_dict(kept)

    @cached_property
    def spans(self) -> list[Span]:
        """What the words mean, in order."""
        return gather(self.sentence, lexicons(self.lexicon), self.names, self.utterance.today)

    @cached_property
    def slots(self) -> Slots:
        """What they say about a wish."""
        return SlotReader(self.sentence, self.lexicon, self.spans).read()

    @cached_property
    def finder(self) -> NameFinder:
        """Looks for names in the sentence."""
        return NameFinder(self.sentence, self.lexicon, self.names)

    def part(self, first: int, last: int) -> "Reading":
        """A reading of some of the words alone."""
        return replace(self, sentence=self.sentence.part(first, last))

    def part_at(self, span: tuple[int, int]) -> "Reading":
        """A reading of the words at a stretch of ``folded``."""
        return self.part(*self.sentence.words_at(span))

    @cached_property
    def bare(self) -> "Reading":
        """The same without the courtesies around it ("hi, could you … please"); itself when nothing
        else was said.
        """
        first, last = self._after_courtesies(), len(self.sentence)
        while last > first and (start := self._courtesy(first, last)) < last:
            last = start
        if first >= last or (not first and last == len(self.sentence)):
            return self
        return self.part(first, last)

    def _after_courtesies(self) -> int:
        """Where the courtesies that a sentence begins with end."""
        first = 0
        while (end := self.finder.skip(first, "polite")) > first:
            first = end
        return first

    def _courtesy(self, first: int, last: int) -> int:
        """Where the courtesy begins that ends before that word; that word where there is none."""
        for start in range(max(first, last - CUE_WORDS), last):
            if self.lexicon.is_cue(" ".join(self.words[start:last]), "polite_last"):
                return start
        return last

    def has(self, *cues: str) -> bool:
        """Whether any of those cues guides the sentence."""
        return not self.slots.cues.isdisjoint(cues)

    def begins(self, *cues: str) -> bool:
        """Whether the sentence begins with one of those cues."""
        return bool(self.spans) and self.spans[0].first == 0 and self.spans[0].says("cue", *cues)

    def has_word(self, cue: str) -> bool:
        """Whether one of the words is that cue."""
        return any(self.lexicon.is_cue(word, cue) for word in self.words)

    @property
    def corrected(self) -> bool:
        """Whether words were corrected to others."""
        return self.typed is not None and self.typed.words != self.words

    @property
    def typed_finder(self) -> NameFinder:
        """Looks for names in the sentence as it was typed."""
        return NameFinder(self.typed or self.sentence, self.lexicon, self.names)

    @property
    def points(self) -> bool:
        """Whether it only points at something: "it", "this one"."""
        return all(self.lexicon.is_cue(word, "pronoun") for word in self.words)

    @property
    def is_a_name(self) -> bool:
        """Whether the whole sentence is the name of a title or franchise."""
        return bool(self.finder.whole)
