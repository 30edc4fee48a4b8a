"""One sentence with all that is needed to read it."""

from dataclasses import dataclass, replace
from functools import cached_property

from core.dialogue.understanding import Utterance
from core.films.finding.name_index import NameIndex
from core.films.wishes.wish import Wish
from core.understanding.offline.gather import gather
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.naming import Spotter
from core.understanding.offline.slots import Ear
from core.understanding.offline.spans import Span
from core.understanding.offline.spelling import lexicons
from core.understanding.offline.tokens import Sentence


@dataclass(frozen=True)
class Reading:
    """A sentence in a language, what was heard with it, and the names it may be about. The rest is
    found when asked for.
    """

    sentence: Sentence
    lexicon: Lexicon
    names: NameIndex
    heard: Utterance
    typed: Sentence | None = None

    @cached_property
    def wish(self) -> Wish | None:
        """The wish in progress."""
        kept = self.heard.wish
        return None if kept is None else Wish.from_dict(kept)

    @cached_property
    def spans(self) -> list[Span]:
        """What the words mean, in order."""
        return gather(self.sentence, lexicons(self.lexicon), self.names, self.heard.today)

    @cached_property
    def ear(self) -> Ear:
        """What they say about a wish."""
        return Ear(self.sentence, self.lexicon, self.spans).listen()

    @cached_property
    def spotter(self) -> Spotter:
        """Looks for names in the sentence."""
        return Spotter(self.sentence, self.lexicon, self.names)

    def part(self, first: int, last: int) -> "Reading":
        """A reading of some of the words alone."""
        return replace(self, sentence=self.sentence.part(first, last))

    @cached_property
    def bare(self) -> "Reading":
        """The same without the courtesies around it ("hi, could you … please"); itself when nothing
        else was said.
        """
        first, last = 0, len(self.sentence)
        while (end := self.spotter.skip(first, "polite")) > first:
            first = end
        while last > first and (start := self._courtesy(first, last)) < last:
            last = start
        return (
            self.part(first, last)
            if first < last and (first or last < len(self.sentence))
            else self
        )

    def _courtesy(self, first: int, last: int) -> int:
        for start in range(max(first, last - 4), last):
            words = " ".join(self.sentence.words[start:last])
            if ("cue", "polite_last") in self.lexicon.phrases.get(words, ()):
                return start
        return last

    def has(self, *cues: str) -> bool:
        """Whether any of those cues guides the sentence."""
        return not self.ear.cues.isdisjoint(cues)

    def begins(self, *cues: str) -> bool:
        """Whether the sentence begins with one of those cues."""
        return bool(self.spans) and self.spans[0].first == 0 and self.spans[0].says("cue", *cues)
