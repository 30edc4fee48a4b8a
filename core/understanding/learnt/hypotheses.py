"""What stretches of a sentence may mean, all of them: a title, a person, a theme, a measure. Which
of them holds is decided later.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.films.finding.name_index import IndexedName
from core.films.finding.thresholds import PERSON_AFTER_CUE, SHORT_NAME
from core.understanding.learnt.windows import at_edges, quoted, tried, typed_names
from core.understanding.offline.lexicon import Effect, says
from core.understanding.offline.measures import AGES
from core.understanding.offline.name_finder import TITLES, cutoff
from core.understanding.offline.reading import Reading
from core.understanding.offline.spans import Span, measures, phrases
from core.understanding.offline.thresholds import (
    CORRECTED_LETTERS,
    PERSON_WORDS,
    THEME_LETTERS,
    TITLE_WORDS,
)
from core.understanding.offline.tokens import lexicons
from core.words.text import fold

_FUZZY_TRIES = 3  # stretches that are searched for a misspelt name, each of which costs a search
_WORD_RUN = 2  # words at most in a theme that no vocabulary knows
_UNKNOWN_PERSON_WORDS = (1, 2, 3)
_SHORT = 5  # letters of a word that is looked up whatever it is
_OLDEST = AGES[-1][0]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The words from ``first`` up to, not including, ``last`` may have these effects. ``kind`` is
    where that comes from; ``notes`` are facts about the name.
    """

    first: int
    last: int
    kind: str
    effects: tuple[Effect, ...]
    notes: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """What it is about first of all."""
        return self.effects[0][0]

    @property
    def value(self) -> str:
        """What it says of that."""
        return self.effects[0][1]

    @property
    def named(self) -> bool:
        """Whether it is the name of a title or person."""
        return self.kind in ("title", "typed", "person")

    def overlaps(self, other: "Hypothesis") -> bool:
        """Whether both claim a word."""
        return self.first < other.last and other.first < self.last


def hypotheses(reading: Reading) -> list[Hypothesis]:
    """Everything that stretches of a sentence may mean, each once."""
    found: dict[tuple[int, int, tuple[Effect, ...]], Hypothesis] = {}
    for one in _all(reading):
        found.setdefault((one.first, one.last, one.effects), one)
    return list(found.values())


def _all(reading: Reading) -> Iterator[Hypothesis]:
    known = list(_known_names(reading))
    yield from known
    yield from _misspelt(reading, known)
    yield from _typed(reading)
    yield from _phrases(reading)
    yield from _positions(reading)
    yield from _ages(reading)
    yield from _strange_words(reading)


def _phrases(reading: Reading) -> Iterator[Hypothesis]:
    own = reading.lexicon
    for span in phrases(reading.sentence, lexicons(own)):
        yield from _of_span(span, "phrase")
    for span in measures(reading.sentence, own, reading.utterance.today):
        yield from _of_span(span, "measure")


def _of_span(span: Span, kind: str) -> Iterator[Hypothesis]:
    """The meanings of a phrase: one, but for places and words that are themes only now and then."""
    effects = tuple(effect for effect in span.effects if effect[0] != "cue")
    if not effects:
        return
    name, value = effects[0]
    match name:
        case "place":
            codes, _, english = value.partition(" ")
            yield Hypothesis(span.first, span.last, kind, (("countries", codes),), ("place",))
            yield Hypothesis(span.first, span.last, kind, (("themes", english),), ("place",))
        case "shy":
            yield Hypothesis(span.first, span.last, kind, (("themes", value),), ("shy",))
        case _:
            yield Hypothesis(span.first, span.last, kind, effects)
            yield from _mood_alone(span, kind, effects)


def _mood_alone(span: Span, kind: str, effects: tuple[Effect, ...]) -> Iterator[Hypothesis]:
    """A genre's word as the mood it stands for: "nothing too scary"."""
    moods = tuple(("themes", value) for name, value in effects if name == "mood")
    if moods:
        yield Hypothesis(span.first, span.last, kind, moods[:1], ("mood",))


def _known_names(reading: Reading) -> Iterator[Hypothesis]:
    """Every stretch that is the name of a title, a franchise or a person, letter for letter."""
    finder = reading.finder
    for first, last in _windows(reading):
        found = finder.called(first, last)
        if found:
            yield _title(reading, first, last, found[0], "exact")
        if last - first <= PERSON_WORDS and not reading.sentence.parted(first, last):
            people = finder.exact(first, last, "person")
            if people:
                yield Hypothesis(first, last, "person", (("people", people[0].name),), ("exact",))


def _windows(reading: Reading) -> Iterator[tuple[int, int]]:
    """The stretches whose words all stand in names."""
    named = [_in_names(reading, at) for at in range(reading.size)]
    for first in range(reading.size):
        for last in range(first + 1, min(reading.size, first + TITLE_WORDS) + 1):
            if not named[last - 1]:
                break
            yield first, last


def _in_names(reading: Reading, at: int) -> bool:
    """Whether a word may be part of a name; short ones always, since they may be numbers."""
    word, tokens = reading.words[at], reading.sentence.tokens
    joined = tokens[at].glued or (at + 1 < len(tokens) and tokens[at + 1].glued)
    return joined or len(word) <= _SHORT or reading.names.word(word)


def _title(reading: Reading, first: int, last: int, named: IndexedName, how: str) -> Hypothesis:
    notes = (how, f"fame{int(named.weight)}" if named.weight < 10 else _fame(named.weight))
    held = "held" if named.id is not None else "unheld"
    return Hypothesis(first, last, "title", (("like", named.name),), (*notes, held, named.kind))


def _fame(weight: float) -> str:
    """How well known a title is that only the program's own list of names tells of."""
    return "famous" if weight >= 100 else "known"


def _misspelt(reading: Reading, known: list[Hypothesis]) -> Iterator[Hypothesis]:
    """Names that a stretch with a strange word nearly is."""
    taken = {(one.first, one.last) for one in known}
    for first, last in tried(reading)[:_FUZZY_TRIES]:
        if (first, last) in taken:
            continue
        text = reading.finder.key(first, last)
        titles = reading.names.close(text, TITLES, 1, cutoff(text))
        if titles:
            yield _title(reading, first, last, titles[0][0], _likeness(titles[0][1]))
        if last - first <= PERSON_WORDS and len(text) > SHORT_NAME:
            people = reading.names.close(text, ("person",), 1, PERSON_AFTER_CUE)
            for named, likeness in people:
                effects = (("people", named.name),)
                yield Hypothesis(first, last, "person", effects, (_likeness(likeness),))


def _likeness(likeness: float) -> str:
    return f"like{int(likeness) // 5 * 5}"


def _typed(reading: Reading) -> Iterator[Hypothesis]:
    """Names that nobody knows, as they were typed."""
    marked = set(quoted(reading.sentence))
    likely = set(typed_names(reading))
    for first, last in sorted(likely | set(at_edges(reading))):
        text = reading.sentence.text(first, last)
        notes = ("typed", "quoted") if (first, last) in marked else ("typed",)
        kind = "title" if (first, last) in likely else "typed"
        yield Hypothesis(first, last, kind, (("like", text),), notes)
        if last - first in _UNKNOWN_PERSON_WORDS and _nameless(reading, first, last):
            yield Hypothesis(first, last, "person", (("people", text.title()),), ("typed",))


def _nameless(reading: Reading, first: int, last: int) -> bool:
    """Whether words are no plain speech, each of them."""
    return all(not reading.lexicon.knows(word) for word in reading.words[first:last])


def _positions(reading: Reading) -> Iterator[Hypothesis]:
    """Places in a list: "the second one"."""
    for first in range(reading.size):
        for last in range(first + 1, min(reading.size, first + 3) + 1):
            place = reading.lexicon.positions.get(" ".join(reading.words[first:last]))
            if place is not None:
                yield Hypothesis(first, last, "position", (("position", str(place)),))


def _ages(reading: Reading) -> Iterator[Hypothesis]:
    """Bare numbers as the age of who watches too: "she's 12"."""
    for at, word in enumerate(reading.words):
        if word.isdigit() and 1 < int(word) <= _OLDEST:
            limit = next(limit for most, limit in AGES if int(word) <= most)
            yield Hypothesis(at, at + 1, "number", (("certification_max", limit),))


def _strange_words(reading: Reading) -> Iterator[Hypothesis]:
    """Words that no vocabulary knows, as themes."""
    words = reading.words
    for first in range(reading.size):
        for last in range(first + 1, min(reading.size, first + _WORD_RUN) + 1):
            if not all(_strange(reading, at) for at in range(first, last)):
                break
            text = " ".join(words[first:last])
            yield Hypothesis(first, last, "words", (("themes", text),))
            typed = fold(reading.sentence.text(first, last))
            if typed != text:
                yield Hypothesis(first, last, "words", (("themes", typed),), ("corrected",))


def _strange(reading: Reading, at: int) -> bool:
    """Whether a word says nothing, or did not before it was corrected."""
    word = reading.words[at]
    if fold(reading.sentence.text(at, at + 1)) != word and len(word) >= CORRECTED_LETTERS:
        return True
    if len(word) < THEME_LETTERS or word[0].isdigit() or word in reading.lexicon.ordinary:
        return False
    return not says(reading.lexicon.meaning(word))
