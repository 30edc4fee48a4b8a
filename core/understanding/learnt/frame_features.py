"""What tells the frame of a sentence: its words, what stands in it, the state of the dialogue."""

from collections.abc import Iterator, Mapping, Sequence

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
    features = [f"s:{state}", f"len:{min(len(tags), 12)}", f"s:{state}:len:{min(len(tags), 8)}"]
    features += _grams("r", reading.words)
    features += _grams("t", tags)
    features += [f"{name}:{state}" for name in _edges(tags)]
    features += _edges(tags)
    features += _pairs_apart(tags)
    bones = skeleton(reading, tags)
    features += _grams("x", bones, (2, 3, 4))
    features += [f"x{name}" for name in _edges(bones)]
    features += _stems(reading)
    features += _around_names(reading, found)
    features += _of_rules(ruled, state)
    features += _of_meanings(reading, found, state)
    features += _marks(reading, state)
    return list(dict.fromkeys(features))


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
    counts: dict[str, int] = {}
    for one in found:
        if "typed" in one.notes:
            continue
        key = one.kind if one.named or one.kind in ("words", "position") else one.field
        counts[key] = counts.get(key, 0) + 1
    for key, count in counts.items():
        yield f"h:{key}:{min(count, _MANY)}"
        yield f"h:{key}:{state}"
    if not counts:
        yield "h:nothing"
    if reading.wish is not None:
        for key in counts:
            held = bool(getattr(reading.wish, key, None))
            yield f"both:{key}:{held}"
            yield f"both:{key}:{held}:{reading.words[0]}"
    yield from (f"c:{cue}" for cue in sorted(reading.slots.cues))
    yield from (f"c:{cue}:{state}" for cue in sorted(reading.slots.cues))
    whole = [one for one in found if one.last - one.first == reading.size]
    yield from (f"whole:{one.kind}:{one.notes[0] if one.notes else ''}" for one in whole)


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
