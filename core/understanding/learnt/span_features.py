"""What tells whether a stretch of a sentence has the meaning that it may have: its words, the words
around it, how well known its name is, and what else could stand there.
"""

from collections.abc import Iterator, Sequence

from core.understanding.learnt.hypotheses import Hypothesis
from core.understanding.offline.name_finder import is_year
from core.understanding.offline.reading import Reading
from core.words.text import fold

_NEAR = 3  # words before that are looked at one by one
_FAR = 6
_CUES = frozenset(
    {
        "not",
        "not_next",
        "soft",
        "except",
        "but",
        "drop",
        "like",
        "weakly_like",
        "loved",
        "person",
        "actor",
        "topic",
        "scene",
        "strictly_about",
        "instead",
        "also",
        "more",
        "or",
        "and",
        "mash",
        "meets",
        "alike",
        "called",
        "which_one",
        "any_field",
        "doesnt_matter",
    }
)

_POLARITY = frozenset({"not", "not_next", "soft", "except", "but", "drop", "more"})


class SpanFeatures:
    """The features of every meaning of one sentence."""

    def __init__(self, reading: Reading, found: Sequence[Hypothesis]) -> None:
        self._reading, self._found = reading, found
        self._words = reading.words
        self._cues = self._cues_by_end()
        self._old = {
            (span.first, span.last, effect) for span in reading.spans for effect in span.effects
        }
        self._polarities = {(slot.name, slot.value): slot.polarity for slot in reading.slots.filled}

    def of(self, one: Hypothesis) -> list[str]:
        """The features of one meaning, whatever the frame."""
        kind = f"{one.kind}.{one.field}"
        features = [kind, *(f"{kind}:{name}" for name in self._of(one))]
        features += self._bare(one)
        features.append(f"{kind}:{self._reading.lexicon.code}")
        return features

    def within(self, one: Hypothesis, group: str) -> list[str]:
        """The features of one meaning in a frame of a group."""
        kind = f"{one.kind}.{one.field}:in {group}"
        features = [kind, f"{kind}:{self._ruled(one)}", f"{one.field}={one.value}:in {group}"]
        wish = self._reading.wish
        if group == "refine" and wish is not None and getattr(wish, one.field, None):
            features += [f"instead:{word}" for word in self._words]
            features += [f"{one.field}:instead:{cue}" for cue in sorted(self._reading.slots.cues)]
            features.append(f"{one.field}:instead")
        return features

    def _of(self, one: Hypothesis) -> Iterator[str]:
        """Features that tell by the kind of meaning."""
        yield from self._around(one)
        yield from self._of_words(one)
        yield from self._of_state(one)
        yield from self._rivals(one)
        yield from one.notes
        if len(one.notes) > 1:
            yield ".".join(one.notes) + f".{min(one.last - one.first, 3)}"
        yield f"old={self._ruled(one)}"

    def _bare(self, one: Hypothesis) -> Iterator[str]:
        """Features that tell by themselves."""
        yield f"w={' '.join(self._words[one.first : one.last])}"
        yield f"{one.field}={one.value}"
        yield f"{one.field}={one.value}:{self._ruled(one)}"
        yield from self._beside(one)
        yield from (f"cue={cue}" for cue in sorted(self._active(one)))
        yield from (f"lb={word}" for word in sorted(self._left(one)))
        yield f"polarity={self._denial(one)}"

    def _beside(self, one: Hypothesis) -> Iterator[str]:
        """The words before it, one by one and two together, and two behind it."""
        for at in range(max(0, one.first - _NEAR), one.first):
            yield f"l{one.first - at}={self._words[at]}"
        yield f"l={' '.join(self._words[max(0, one.first - 2) : one.first])}"
        yield f"r={' '.join(self._words[one.last : one.last + 2])}"

    def _left(self, one: Hypothesis) -> set[str]:
        """The words before it in its clause, no further than a few."""
        found: set[str] = set()
        for at in range(one.first - 1, max(-1, one.first - _FAR - 1), -1):
            found.add(self._words[at])
            if self._reading.sentence.tokens[at].breaks:
                break
        return found

    def _denial(self, one: Hypothesis) -> str:
        """The last word of polarity before it, how far away, and whether it had an object."""
        for end in range(one.first, max(0, one.first - _FAR) - 1, -1):
            if told := self._cues.get(end, set()) & _POLARITY:
                between = sum(
                    end <= other.first < one.first and other.kind == "phrase"
                    for other in self._found
                )
                return f"{'+'.join(sorted(told))}:{min(one.first - end, 3)}:{min(between, 2)}"
            if end < one.first and end and self._reading.sentence.tokens[end].breaks:
                return "clause"
        return "none"

    def _ruled(self, one: Hypothesis) -> str:
        """What the rules made of it."""
        if (one.first, one.last, one.effects[0]) not in self._old:
            return "none" if (one.field, one.value) not in self._polarities else "elsewhere"
        return self._polarities.get((one.field, one.value), "cue") or "wanted"

    def _around(self, one: Hypothesis) -> Iterator[str]:
        left = self._words[one.first - 1] if one.first else "^"
        right = self._words[one.last] if one.last < len(self._words) else "$"
        yield f"l1={left}"
        yield f"r1={right}"
        if one.first > 1:
            yield f"l2={self._words[one.first - 2]} {left}"
        yield f"r2={' '.join(self._words[one.last : one.last + 2])}"
        yield f"begins={self._begins(one)}:ends={self._ends(one)}"
        yield from self._guided(one)

    def _guided(self, one: Hypothesis) -> Iterator[str]:
        """The cues before it in its clause, and right before it."""
        active = sorted(self._active(one))
        yield from (f"cue={cue}" for cue in active)
        yield f"cues={'+'.join(active)}"
        yield from (f"adjacent={cue}" for cue in sorted(self._cues.get(one.first, ())))

    def _begins(self, one: Hypothesis) -> bool:
        return one.first == 0 or self._reading.sentence.tokens[one.first].breaks

    def _ends(self, one: Hypothesis) -> bool:
        return self._reading.sentence.breaks_at(one.last)

    def _cues_by_end(self) -> dict[int, set[str]]:
        """The cues that end before each word."""
        found: dict[int, set[str]] = {}
        for span in self._reading.spans:
            if told := span.cues & _CUES:
                found.setdefault(span.last, set()).update(told)
        return found

    def _active(self, one: Hypothesis) -> set[str]:
        """The cues before it in its clause, no further than a few words."""
        found: set[str] = set()
        for end in range(one.first, max(0, one.first - _FAR) - 1, -1):
            found |= self._cues.get(end, set())
            if end < one.first and end and self._reading.sentence.tokens[end].breaks:
                break
        return found

    def _of_words(self, one: Hypothesis) -> Iterator[str]:
        words = self._words[one.first : one.last]
        yield f"n={min(len(words), 4)}"
        yield f"share={4 * len(words) // len(self._words)}"
        yield f"size={min(len(self._words), 20) // 4}"
        yield self._ordinariness(words)
        yield self._capitals(one)
        yield f"corrected={self._corrected(one)}"
        beside = self._words[one.last : one.last + 1]
        yield f"year={bool(beside) and is_year(beside[0])}"

    def _ordinariness(self, words: Sequence[str]) -> str:
        lexicon = self._reading.lexicon
        ordinary = sum(word in lexicon.ordinary for word in words)
        known = sum(map(lexicon.knows, words))
        return f"ordinary={_share(ordinary, len(words))}:known={_share(known, len(words))}"

    def _capitals(self, one: Hypothesis) -> str:
        places = range(one.first, one.last)
        upper = _share(sum(map(self._reading.sentence.capital, places)), len(places))
        return f"capitals={upper}:first={one.first == 0}:n={min(len(places), 3)}"

    def _corrected(self, one: Hypothesis) -> bool:
        sentence = self._reading.sentence
        typed = fold(sentence.text(one.first, one.last)).replace(" ", "")
        return typed != "".join(self._words[one.first : one.last])

    def _of_state(self, one: Hypothesis) -> Iterator[str]:
        wish = self._reading.wish
        if wish is None:
            yield "fresh"
            return
        before = getattr(wish, one.field, None)
        held = isinstance(before, tuple) and one.value in before
        yield f"progress:{bool(before)}:{held}"

    def _rivals(self, one: Hypothesis) -> Iterator[str]:
        """What else could stand there: longer, shorter, the same words."""
        for other in self._found:
            if other is one or not one.overlaps(other) or "typed" in other.notes:
                continue
            yield f"rival={_relation(one, other)}:{other.kind}.{other.field}:{_sure(other)}"


def _relation(one: Hypothesis, other: Hypothesis) -> str:
    if (one.first, one.last) == (other.first, other.last):
        return "same"
    if other.first <= one.first and one.last <= other.last:
        return "within"
    return "around" if one.first <= other.first and other.last <= one.last else "across"


def _sure(one: Hypothesis) -> str:
    return one.notes[0] if one.notes else ""


def _share(part: int, whole: int) -> str:
    if part == 0:
        return "none"
    return "all" if part == whole else "mixed"
