"""Reading a language's data files into its lexicon."""

import re
from collections.abc import Iterable, Iterator, Mapping

from core.understanding.offline.lexicon import (
    UNITS,
    Lexicon,
    Template,
    Templates,
    expand,
    source,
    spoken,
)
from core.understanding.offline.phrases import Phrases, phrases_of, stems_of
from core.understanding.words import Lists, Row, SentenceWords, codes, words
from core.words.speech import read_once

YEAR = r"(?:19|20)\d\d"
_NOTHING = "(?!)"  # matches nowhere
_BEST_SCORE = 10


@read_once
def every_lexicon() -> tuple[Lexicon, ...]:
    """The lexicons of all languages there are files for."""
    return tuple(map(lexicon, codes()))


@read_once
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language there is a file for. Raises LookupError for another."""
    raw = words(code)
    endings = tuple(tuple((end, other) for end, other in step) for step in raw["endings"])
    ordinary = frozenset(raw["ordinary"].split())
    phrases = phrases_of(raw, code, ordinary)
    slots = _slots(raw, phrases)
    return Lexicon(
        code=code,
        phrases=phrases,
        stems=stems_of(phrases, endings),
        sentences=Templates(_sentences(raw["say"], slots)),
        measures=Templates(_measures(raw["measures"], slots)),
        collective=Templates(Template(line, slots) for line in raw["collective"]),
        ordinary=ordinary,
        spelling=raw["spelling"],
        numbers=raw["numbers"],
        decades=raw["decades"],
        units={name: frozenset(raw["units"].get(name, ())) for name in UNITS},
        positions={phrase: int(number) for phrase, number in _phrases(raw["positions"])},
        off_topic=frozenset(raw["off_topic"].get("words", "").split()),
        language_names=dict(_phrases(raw["tongues"])),
        letters=frozenset(raw["letters"]),
        title_articles=frozenset(raw["named_with"]),
        interjections=frozenset(raw["interjections"].split()),
        elisions=tuple(raw["elisions"]),
        endings=endings,
        borrows=tuple(raw["borrows"]),
    )


def _phrases(table: Lists) -> Iterator[tuple[str, str]]:
    """Every phrase of a table with what it stands for."""
    for value, lines in table.items():
        for line in lines:
            yield from ((phrase, value) for phrase in expand(line))


def _slots(raw: SentenceWords, phrases: Phrases) -> dict[str, str]:
    """Patterns of the slots whose words are known."""
    scores = [word for word, number in raw["numbers"].items() if 1 < number <= _BEST_SCORE]
    decades = _any(spoken(word) for word in raw["decades"])
    slots = {
        "n": _any([*raw["numbers"], r"\d+(?:\.\d+)?"]),
        "year": YEAR,
        "score": _any([*scores, r"(?:10|\d(?:\.\d)?)(?!\d)"]),
        "count": r"\d+",
        "digit": r"\d",
        "position": _any(phrase for phrase, _ in _phrases(raw["positions"])),
        "provider": _any(re.escape(phrase) for phrase in _providers(phrases)),
        "decades": decades,
        "tens": f"(?:{decades}|(?:19|20)?[0-9]0)",
    }
    for name, template in raw["slots"].items():
        slots[name] = f"(?:{source(template, slots, capture=False)})"
    return slots


def _providers(phrases: Phrases) -> Iterator[str]:
    return (phrase for phrase, effects in phrases.items() if effects[0][0] == "providers")


def _any(words: Iterable[str]) -> str:
    """One of the words, the longest first; nothing where there are none."""
    options = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(options)})" if options else _NOTHING


def _sentences(rows: Iterable[Row], slots: Mapping[str, str]) -> Iterator[Template]:
    for row in rows:
        fields = {name: value for name, value in row.items() if name != "phrases"}
        texts = row["phrases"]
        assert isinstance(texts, list)
        yield from (Template(text, slots, fields) for text in texts)


def _measures(table: Lists, slots: Mapping[str, str]) -> Iterator[Template]:
    for name, texts in table.items():
        yield from (Template(text, slots, {"is": name}) for text in texts)
