"""What every phrase of a language means: those of the word files, and the names of themes."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from core.films.taxonomy.taxonomy import regions
from core.understanding.offline.lexicon import LOCAL_CUES, Effect, Endings, expand, says, stem
from core.understanding.offline.theme_phrases import add_themes
from core.understanding.words import Lists, Row, SentenceWords, section
from core.words.speech import strings

Phrases = dict[str, tuple[Effect, ...]]
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
_SEVERAL_IN_A_KEY = frozenset({"genres", "languages", "countries"})
_INFLECTED = frozenset({"genres", "themes", "languages", "countries", "kind", "sort", "years"})


def phrases_of(raw: SentenceWords, code: str, ordinary: frozenset[str]) -> Phrases:
    """What every phrase means. A phrase of two sections means what the later one says; cues add
    up.
    """
    found: Phrases = {}
    for name, field in _FIELDS.items():
        for table in (_shared().get(name, {}), section(code, name)):
            _add_section(found, table, name, field)
    for row in raw["mixed"]:
        found |= dict.fromkeys(_expanded(row["say"]), tuple(_mixed(row)))
    add_themes(found, code, ordinary)
    _keep_kinds(found, raw["noun_first"])
    return found


@cache
def _shared() -> dict[str, Lists]:
    """What is said alike in every language, such as the names of services."""
    text = files("core.understanding").joinpath("shared.toml").read_text("utf-8")
    return {name: strings(table) for name, table in tomllib.loads(text).items()}


def _add_section(phrases: Phrases, table: Lists, name: str, field: str) -> None:
    for key, lines in table.items():
        effects = tuple((field, value) for value in _values(name, key))
        for phrase in _expanded(lines):
            phrases[phrase] = _joined(phrases.get(phrase, ()), effects, field)


def _expanded(lines: object) -> Iterator[str]:
    """Every phrase the lines stand for."""
    assert isinstance(lines, list)
    for line in lines:
        yield from expand(line)


def _values(name: str, key: str) -> tuple[str, ...]:
    """The values that a key of a section stands for."""
    if name == "regions":
        return regions()[key].countries
    return tuple(key.split()) if name in _SEVERAL_IN_A_KEY else (key,)


def _joined(known: tuple[Effect, ...], new: tuple[Effect, ...], field: str) -> tuple[Effect, ...]:
    if field == "cue":
        return (*known, *new)
    if field == "place" and any(name == "countries" for name, _ in known):
        return known
    return (*new, *(effect for effect in known if effect[0] == "cue"))


def _mixed(row: Row) -> Iterator[Effect]:
    """The effects of a phrase that says several things at once."""
    wish = row["wish"]
    assert isinstance(wish, dict)
    if "year_from" in wish:
        yield "years", f"{wish['year_from']}..{wish['year_to']}"
    for name, value in wish.items():
        if not name.startswith("year"):
            yield from ((name, one) for one in ([value] if isinstance(value, str) else value))


def _keep_kinds(phrases: Phrases, noun_first: bool) -> None:
    """Let a phrase that holds a word for a film or a series ("films like", "cult film") say that
    kind too.
    """
    for phrase, effects in phrases.items():
        words = phrase.split()
        if len(words) > 1 and all(map(_may_say_kind, effects)):
            kinds = _kinds(phrases, _kind_words(words, effects, noun_first))
            phrases[phrase] = (*effects, *kinds) if len(kinds) == 1 else effects


def _may_say_kind(effect: Effect) -> bool:
    name, value = effect
    return name in ("genres", "themes", "cue") and value not in LOCAL_CUES


def _kind_words(words: list[str], effects: tuple[Effect, ...], noun_first: bool) -> list[str]:
    """The words that may say a kind: a theme's noun; any of a cue's, but for the verb of a request
    ("show me").
    """
    if says(effects):
        return words[:1] if noun_first else words[-1:]
    return words[1:] if ("cue", "request") in effects else words


def _kinds(phrases: Phrases, words: Iterable[str]) -> set[Effect]:
    found: set[Effect] = set()
    for word in words:
        found |= {effect for effect in phrases.get(word, ()) if effect[0] == "kind"}
    return found


def stems_of(phrases: Phrases, endings: Endings) -> dict[str, str]:
    """The phrases that have a number or a gender, by their stems."""
    found: dict[str, str] = {}
    for phrase, effects in phrases.items():
        if effects[0][0] in _INFLECTED:
            found.setdefault(stem(phrase, endings), phrase)
    return found
