"""Reading a language's data file into its lexicon."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from core.films.taxonomy.regions import regions
from core.understanding.offline.lexicon import (
    UNHEARD,
    UNITS,
    Effect,
    Endings,
    Lexicon,
    Sayings,
    stem,
)
from core.understanding.offline.templates import Template, expand, source, spoken
from core.understanding.offline.vocabulary import Phrases, add_themes
from core.understanding.words import codes, words
from core.words.data import read_once

# Sections whose keys are values and whose lists are ways to say them, and the field each is about.
_FIELDS = {
    "kinds": "kind",
    "genres": "genres",
    "languages": "languages",
    "countries": "countries",
    "regions": "countries",
    "places": "place",
    "themes": "themes",
    "sorts": "sort",
    "years": "years",
    "runtimes": "runtime",
    "ratings": "rating_min",
    "audience": "certification_max",
    "relative": "relative",
    "fields": "field",
    "cues": "cue",
    "providers": "providers",
}
_LISTED = frozenset({"genres", "languages", "countries"})
__all__ = ["codes", "lexicon"]
_INFLECTED = frozenset({"genres", "themes", "languages", "countries", "kind", "sort", "years"})


@read_once
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language there is a file for."""
    raw = words(code)
    endings = tuple(tuple((str(end), str(other)) for end, other in step) for step in raw["endings"])
    ordinary = frozenset(raw["ordinary"].split())
    phrases = _phrases(raw)
    add_themes(phrases, code, ordinary)
    _keep_kinds(phrases, raw["noun_first"])
    slots = _slots(raw, phrases)
    return Lexicon(
        code=code,
        phrases=phrases,
        stems=_stems(phrases, endings),
        sayings=Sayings(_sayings(raw["say"], slots)),
        measures=Sayings(_measures(raw["measures"], slots)),
        collective=Sayings(Template(line, slots) for line in raw["collective"]),
        ordinary=ordinary,
        spelling=raw["spelling"],
        numbers=raw["numbers"],
        decades=raw["decades"],
        units={name: frozenset(raw["units"].get(name, ())) for name in UNITS},
        positions={phrase: int(number) for phrase, number in _said_as(raw["positions"])},
        off_topic=frozenset(raw["off_topic"].get("words", "").split()),
        tongues=dict(_said_as(raw["tongues"])),
        letters=frozenset(raw["letters"]),
        named_with=frozenset(raw["named_with"]),
        interjections=frozenset(raw["interjections"].split()),
        elisions=tuple(raw["elisions"]),
        endings=endings,
        borrows=tuple(raw["borrows"]),
    )


def _said_as(table: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Every phrase of a table with what it stands for."""
    return (
        (phrase, value) for value, said in table.items() for line in said for phrase in expand(line)
    )


@cache
def _shared() -> dict[str, Any]:
    """What is said alike in every language, such as the names of services."""
    text = files("core.understanding").joinpath("shared.toml").read_text("utf-8")
    return tomllib.loads(text)


def _phrases(raw: Mapping[str, Any]) -> Phrases:
    """What every phrase means. A phrase of two sections means what the later one says; cues add up."""
    found: Phrases = {}
    shared = _shared()
    for section, name in _FIELDS.items():
        for key, said in (*shared.get(section, {}).items(), *raw.get(section, {}).items()):
            effects = tuple((name, value) for value in _values(section, key))
            for phrase in (phrase for line in said for phrase in expand(line)):
                found[phrase] = _joined(found.get(phrase, ()), effects, name)
    for row in raw.get("mixed", ()):
        effects = tuple(_mixed(row["wish"]))
        found.update((phrase, effects) for line in row["say"] for phrase in expand(line))
    return found


def _values(section: str, key: str) -> tuple[str, ...]:
    if section == "regions":
        return regions()[key].countries
    return tuple(key.split()) if section in _LISTED else (key,)


def _joined(known: tuple[Effect, ...], new: tuple[Effect, ...], name: str) -> tuple[Effect, ...]:
    if name == "cue":
        return (*known, *new)
    if name == "place" and any(field == "countries" for field, _ in known):
        return known
    return (*new, *(effect for effect in known if effect[0] == "cue"))


def _keep_kinds(phrases: Phrases, noun_first: bool) -> None:
    """Let a phrase that holds a word for a film or a series ("films like", "cult film") say that
    kind too: a theme's phrase when it is its noun, a cue's anywhere but in the verb of a request
    ("show me").
    """
    for phrase, effects in phrases.items():
        words = phrase.split()
        if len(words) < 2 or any(
            name not in ("genres", "themes", "cue") or value in UNHEARD for name, value in effects
        ):
            continue
        if any(name != "cue" for name, _ in effects):
            words = words[:1] if noun_first else words[-1:]
        elif ("cue", "request") in effects:
            words = words[1:]
        kinds = {kind for word in words for kind in phrases.get(word, ()) if kind[0] == "kind"}
        phrases[phrase] = (*effects, *kinds) if len(kinds) == 1 else effects


def _mixed(wish: Mapping[str, Any]) -> Iterator[Effect]:
    if "year_from" in wish:
        yield "years", f"{wish['year_from']}..{wish['year_to']}"
    for name, value in wish.items():
        if not name.startswith("year"):
            yield from ((name, one) for one in ([value] if isinstance(value, str) else value))


def _stems(phrases: Phrases, endings: Endings) -> dict[str, str]:
    found: dict[str, str] = {}
    for phrase, effects in phrases.items():
        if effects[0][0] in _INFLECTED:
            found.setdefault(stem(phrase, endings), phrase)
    return found


def _slots(raw: Mapping[str, Any], phrases: Phrases) -> dict[str, str]:
    """Patterns of the slots whose words are known."""
    slots = {
        "n": _any([*raw["numbers"], r"\d+(?:\.\d+)?"]),
        "year": r"(?:19|20)\d\d",
        "score": r"(?:10|\d(?:\.\d)?)(?!\d)",
        "count": r"\d+",
        "digit": r"\d",
    }
    slots["score"] = _any(
        [*(word for word, n in raw["numbers"].items() if 1 < n <= 10), slots["score"]]
    )
    slots["position"] = _any(
        phrase for said in raw["positions"].values() for line in said for phrase in expand(line)
    )
    slots["provider"] = _any(
        re.escape(phrase) for phrase, effects in phrases.items() if effects[0][0] == "providers"
    )
    slots["decades"] = _any(spoken(word) for word in raw["decades"])
    slots["tens"] = f"(?:{slots['decades']}|(?:19|20)?[0-9]0)"
    for name, template in raw["slots"].items():
        slots[name] = f"(?:{source(template, slots, capture=False)})"
    return slots


def _any(words: Iterable[str]) -> str:
    """One of the words, the longest first; nothing where there are none."""
    words = list(words)
    if not words:
        return "(?!)"
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


def _sayings(rows: Iterable[Mapping[str, Any]], slots: Mapping[str, str]) -> Iterator[Template]:
    for row in rows:
        fields = {name: value for name, value in row.items() if name != "phrases"}
        yield from (Template(text, slots, fields) for text in row["phrases"])


def _measures(table: Mapping[str, list[str]], slots: Mapping[str, str]) -> Iterator[Template]:
    for name, texts in table.items():
        yield from (Template(text, slots, {"is": name}) for text in texts)
