"""What tells the frame of a sentence: its words, what stands in it, the state of the dialogue."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.understanding.learnt.hypotheses import Hypothesis
from core.understanding.learnt.tagging import skeleton, tagged
from core.understanding.offline.reading import Reading

_EDGES = (1, 2, 3, 4)  # words at the beginning and the end that count as such
_MANY = 3
_APART = 4  # words at most between two that tell together
_HEAD = 4  # letters


def frame_features(
    reading: Reading, found: Sequence[Hypothesis], ruled: Mapping[str, object]
) -> list[str]:
    """The features of a sentence. ``ruled`` is how the rules read it."""
    tags = tagged(reading, found)
    state = _state(reading)
    features = [
        *_of_words(reading, tags, state),
        *_of_bones(skeleton(reading, tags)),
        *_around_names(reading, found),
        *_of_rules(ruled, state),
        *_of_meanings(reading, found, state),
        *_marks(reading, state),
    ]
    return list(dict.fromkeys(features))


def _of_words(reading: Reading, tags: Sequence[str], state: str) -> Iterator[str]:
    """The words, as they are and with tags, and where they stand."""
    yield from (f"s:{state}", f"len:{min(len(tags), 12)}", f"s:{state}:len:{min(len(tags), 8)}")
    yield from _grams("r", reading.words)
    yield from _grams("t", tags)
    edges = _edges(tags)
    yield from edges
    yield from (f"{name}:{state}" for name in edges)
    yield from _pairs_apart(tags)
    yield from _stems(reading)


def _of_bones(bones: Sequence[str]) -> Iterator[str]:
    """The words that the language knows around those that it does not."""
    yield from _grams("x", bones, (2, 3, 4))
    yield from (f"x{name}" for name in _edges(bones))


def _state(reading: Reading) -> str:
    """What is in progress: a wish, a card on show, or nothing."""
    if reading.wish is not None:
        return "wish"
    return "card" if reading.utterance.shown else "none"


def _grams(name: str, words: Sequence[str], sizes: Sequence[int] = (1, 2, 3)) -> Iterator[str]:
    """So many of the words in a row."""
    for size in sizes:
        for at in range(len(words) - size + 1):
            yield f"{name}:{' '.join(words[at : at + size])}"


def _edges(tags: Sequence[str]) -> list[str]:
    begin = [f"^{' '.join(tags[:size])}" for size in _EDGES if size <= len(tags)]
    end = [f"${' '.join(tags[-size:])}" for size in _EDGES if size <= len(tags)]
    return [*begin, *end, f"=({' '.join(tags)})"]


def _pairs_apart(tags: Sequence[str]) -> Iterator[str]:
    """Two words with others between them, in their order."""
    for at, one in enumerate(tags):
        for other in tags[at + 2 : at + _APART]:
            yield f"g:{one} * {other}"


def _stems(reading: Reading) -> Iterator[str]:
    """The beginnings of words, so that "watched" tells of "watching", and pairs of them."""
    heads = [word[:_HEAD] for word in reading.words]
    yield from (f"b:{head}" for head in heads)
    for one, other in zip(heads, heads[1:], strict=False):
        yield f"b:{one} {other}"


def _around_names(reading: Reading, found: Sequence[Hypothesis]) -> Iterator[str]:
    """The words around what may be a name, however doubtful."""
    words = ("^^", "^", *reading.words, "$", "$$")
    for one in found:
        if one.named and "exact" in one.notes:
            left, right = words[one.first : one.first + 2], words[one.last + 2 : one.last + 4]
            yield f"n:{one.kind}:{left[1]}<>{right[0]}"
            yield f"n:{one.kind}:{' '.join(left)}<>"
            yield f"n:{one.kind}:<>{' '.join(right)}"


def _of_rules(ruled: Mapping[str, object], state: str) -> Iterator[str]:
    intent = ruled["intent"]
    sub = ruled.get("status") or ruled.get("question") or ""
    yield f"o:{intent}"
    yield f"o:{intent}:{sub}:{bool(ruled.get('titles'))}"
    yield f"o:{intent}:{state}"


def _of_meanings(reading: Reading, found: Sequence[Hypothesis], state: str) -> Iterator[str]:
    counts = _counts(found)
    for key, count in counts.items():
        yield f"h:{key}:{min(count, _MANY)}"
        yield f"h:{key}:{state}"
    if not counts:
        yield "h:nothing"
    yield from _beside_wish(reading, counts)
    for cue in sorted(reading.slots.cues):
        yield f"c:{cue}"
        yield f"c:{cue}:{state}"
    yield from _wholes(reading, found)


def _counts(found: Sequence[Hypothesis]) -> dict[str, int]:
    """How many meanings there are of each kind or field, but for names as typed."""
    keys = (_key(one) for one in found if "typed" not in one.notes)
    return dict(Counter(keys))


def _key(one: Hypothesis) -> str:
    return one.kind if one.named or one.kind in ("words", "position") else one.field


def _beside_wish(reading: Reading, counts: Iterable[str]) -> Iterator[str]:
    """Whether what may be said of a field is said already by the wish in progress."""
    if reading.wish is None:
        return
    for key in counts:
        held = bool(getattr(reading.wish, key, None))
        yield f"both:{key}:{held}"
        yield f"both:{key}:{held}:{reading.words[0]}"


def _wholes(reading: Reading, found: Sequence[Hypothesis]) -> Iterator[str]:
    """What the whole sentence may mean."""
    for one in found:
        if one.last - one.first == reading.size:
            yield f"whole:{one.kind}:{one.notes[0] if one.notes else ''}"


def _marks(reading: Reading, state: str) -> Iterator[str]:
    typed = reading.sentence.typed
    if "?" in typed:
        yield "?"
        yield f"?:{state}"
    if "!" in typed:
        yield "!"
    known = sum(map(reading.lexicon.knows, reading.words))
    yield f"known:{4 * known // max(1, reading.size)}"
    yield f"lang:{reading.lexicon.code}"
    clauses = sum(token.breaks for token in reading.sentence.tokens)
    yield f"clauses:{min(clauses, _MANY)}"
