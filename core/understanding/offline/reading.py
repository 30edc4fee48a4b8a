"""One sentence with all that is needed to read it."""

from dataclasses import dataclass, replace
from functools import cached_property

from core.dialogue.understanding import Utterance
from core.films.finding.name_index import NameIndex
from core.films.wishes.wish import Wish
from core.understanding.offline.gather import gather
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.name_finder import NameFinder
from core.understanding.offline.slots import SlotReader, Slots
from core.understanding.offline.spans import Span
from core.understanding.offline.spelling import lexicons
from core.understanding.offline.thresholds import (
    CUE_WORDS,
)
from core.understanding.offline.tokens import Sentence


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
