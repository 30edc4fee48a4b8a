"""A sentence with its names, genres, numbers and the like replaced by tags, so that what is learnt
of one holds for all.
"""

from collections.abc import Sequence

from core.understanding.learnt.hypotheses import Hypothesis
from core.understanding.offline.reading import Reading

# Fields whose values are interchangeable; other words stay as they are.
_TAGGED = {
    "genres": "GENRE",
    "languages": "TONGUE",
    "countries": "PLACE",
    "providers": "SERVICE",
    "people": "PERSON",
    "years": "YEARS",
    "runtime": "LENGTH",
    "certification_max": "AGE",
    "kind": "KIND",
}

_STRANGE = "X"


def tagged(reading: Reading, found: Sequence[Hypothesis]) -> list[str]:
    """The words of a sentence, stretches that are surely names or values as one tag each."""
    taken: dict[int, tuple[int, str]] = {}
    covered: set[int] = set()
    for one, tag in sorted(_tags(reading, found), key=_surest):
        places = range(one.first, one.last)
        if covered.isdisjoint(places):
            covered.update(places)
            taken[one.first] = one.last, tag
    words: list[str] = []
    at = 0
    while at < reading.size:
        last, tag = taken.get(at, (at + 1, _plain(reading.words[at])))
        words.append(tag)
        at = last
    return words


def skeleton(reading: Reading, tags: Sequence[str]) -> list[str]:
    """The tagged words of a sentence, each run of words that the language does not know as one
    tag.
    """
    bones: list[str] = []
    for tag in tags:
        bone = tag if tag.isupper() or reading.lexicon.knows(tag) else _STRANGE
        if bone != _STRANGE or bones[-1:] != [_STRANGE]:
            bones.append(bone)
    return bones


def _plain(word: str) -> str:
    return "NUM" if word[0].isdigit() else word


def _surest(pair: tuple[Hypothesis, str]) -> tuple[int, int]:
    return _rank(pair[0]), -(pair[0].last - pair[0].first)


def _rank(one: Hypothesis) -> int:
    """Names of several words first, then what the vocabulary knows, then names of one word."""
    if one.named:
        return 0 if one.last - one.first > 1 else 2
    return 1


def _tags(reading: Reading, found: Sequence[Hypothesis]) -> list[tuple[Hypothesis, str]]:
    pairs = []
    for one in found:
        if one.kind == "title" and _telling(reading, one):
            pairs.append((one, "TITLE"))
        elif one.kind == "person" and _certain_person(reading, one):
            pairs.append((one, "PERSON"))
        elif not one.named and one.field in _TAGGED:
            pairs.append((one, _TAGGED[one.field]))
    return pairs


def _telling(reading: Reading, one: Hypothesis) -> bool:
    """Whether a known name can hardly be mere speech."""
    if "exact" not in one.notes:
        return False
    words = reading.words[one.first : one.last]
    if len(words) > 1:
        ordinary = reading.lexicon.ordinary.issuperset(words)
        return not ordinary or reading.finder.capitals(one.first, one.last)
    return not reading.lexicon.knows(words[0]) or (
        one.first > 0 and reading.sentence.capital(one.first)
    )


def _certain_person(reading: Reading, one: Hypothesis) -> bool:
    if "exact" not in one.notes:
        return False
    return one.last - one.first > 1 or not reading.lexicon.knows(reading.words[one.first])
