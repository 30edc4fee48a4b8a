"""A language's phrases and vocabulary, read from its data file and laid out for looking up."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from typing import Any

from core.understanding.offline.templates import Template, expand, source, spoken

Effect = tuple[str, str]
_LITERAL = frozenset("([{<")
# Sections whose keys are values and whose lists are ways to say them, and the field each is about.
_FIELDS = {
    "kinds": "kind", "genres": "genres", "languages": "languages", "countries": "countries", "places": "place", "themes": "themes",
    "sorts": "sort", "years": "years", "runtimes": "runtime", "ratings": "rating_min", "audience": "certification_max",
    "relative": "relative", "fields": "field", "cues": "cue", "providers": "providers",
}  # fmt: skip
_CONTENT = ("genres", "mixed", "themes", "languages", "countries", "places")
_LISTED = frozenset({"genres", "languages", "countries"})
LONGEST = 8
# Cues that are only asked for at a place, and never guide a sentence.
UNHEARD = frozenset({"lead_in", "pairs", "polite", "polite_last", "pronoun"})


@dataclass(frozen=True)
class Lexicon:
    """What a language has to say: ``phrases`` by their folded words, ``sayings`` and ``measures`` with slots, and word lists."""

    code: str
    phrases: Mapping[str, tuple[Effect, ...]]
    stems: Mapping[str, str] = field(repr=False)
    sayings: "Sayings" = field(repr=False)
    measures: "Sayings" = field(repr=False)
    ordinary: frozenset[str] = field(repr=False)
    spelling: Mapping[str, str] = field(repr=False)
    numbers: Mapping[str, int] = field(repr=False)
    decades: Mapping[str, int] = field(repr=False)
    units: Mapping[str, frozenset[str]] = field(repr=False)
    positions: Mapping[str, int] = field(repr=False)
    off_topic: frozenset[str] = field(repr=False)
    commands: Mapping[str, str] = field(repr=False)
    tongues: Mapping[str, str] = field(repr=False)
    letters: frozenset[str] = field(repr=False)
    endings: tuple[tuple[tuple[str, str], ...], ...] = field(repr=False)
    borrows: tuple[str, ...] = ()

    def meaning(self, words: str) -> tuple[Effect, ...]:
        """What those folded words mean, whatever their number or gender; nothing when they are no phrase."""
        found = self.phrases.get(words)
        if found is None:
            found = self.phrases.get(self.stems.get(self.stem(words), ""), ())
        return found

    def stem(self, words: str) -> str:
        """The words without the endings of number and gender."""
        return " ".join(_stem(word, self.endings) for word in words.split()) if self.endings else words

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word the language file knows."""
        said = (word for phrase in self.phrases for word in phrase.split())
        units = (word for words in self.units.values() for word in words)
        spaced = (word for phrase in (*self.decades, *self.positions) for word in phrase.split())
        sayings = (*self.sayings.words, *self.measures.words)
        return frozenset({*said, *self.ordinary, *self.spelling, *self.numbers, *self.off_topic, *units, *spaced, *sayings})

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Two words that stand together in a phrase."""
        phrases = (phrase.split() for phrase in self.phrases if " " in phrase)
        return frozenset(f"{one} {two}" for words in phrases for one, two in pairwise(words))

    def knows(self, word: str) -> bool:
        """Whether it is a word of the language file, in whatever number or gender."""
        return word in self.words or self.stem(word) in self._stem_words

    @cached_property
    def _stem_words(self) -> frozenset[str]:
        return frozenset(word for stem in self.stems for word in stem.split())

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words worth correcting a typo to."""
        content = (phrase for phrase, effects in self.phrases.items() if any(name != "cue" for name, _ in effects))
        return frozenset(word for phrase in content for word in phrase.split() if len(word) > 3 and word.isalpha())


class Sayings:
    """Templates that can be asked which of them may fit a sentence, in the order of the file."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self._templates = tuple(templates)
        self._by_anchor: dict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []
        self._literal: dict[str, int] = {}
        for at, template in enumerate(self._templates):
            if not _LITERAL & set(template.text):
                self._literal.setdefault(" ".join(spoken(template.text).split()), at)
            elif template.anchors:
                for word in template.anchors:
                    self._by_anchor[word.split()[0]].append(at)
            else:
                self._always.append(at)

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that stand in the templates."""
        return frozenset({*self._by_anchor, *(word for phrase in self._literal for word in phrase.split())})

    def fitting(self, words: Iterable[str]) -> Iterator[Template]:
        """Those that may match somewhere among the words."""
        tried = {at for word in set(words) for at in self._by_anchor.get(word, ())}
        return (self._templates[at] for at in sorted({*tried, *self._always}))

    def exactly(self, norm: str) -> Template | None:
        """The one without slots and options that is the whole sentence."""
        at = self._literal.get(norm)
        return None if at is None else self._templates[at]


def codes() -> tuple[str, ...]:
    """The languages there are files for."""
    names = (entry.name for entry in files("core.understanding").joinpath("lexicon").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml") and name != "shared.toml"))


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language there is a file for."""
    raw = _file(f"{code}.toml")
    phrases = _phrases(raw)
    endings = tuple(tuple((str(end), str(other)) for end, other in step) for step in raw.get("endings", ()))
    _add_themes(phrases, code, frozenset(raw["ordinary"].split()))
    _keep_kinds(phrases)
    slots = _slots(raw, phrases)
    positions = {phrase: int(number) for number, said in raw["positions"].items() for line in said for phrase in expand(line)}
    return Lexicon(
        code, phrases, _stems(phrases, endings), Sayings(_sayings(raw["say"], slots)), Sayings(_measures(raw["measures"], slots)),
        frozenset(raw["ordinary"].split()), raw["spelling"], raw["numbers"], raw["decades"],
        {name: frozenset(said) for name, said in raw["units"].items()}, positions,
        frozenset(raw["off_topic"]["words"].split()), raw["commands"],
        {phrase: tongue for tongue, said in raw["tongues"].items() for line in said for phrase in expand(line)}, frozenset(raw["letters"]), endings, tuple(raw["borrows"]),
    )  # fmt: skip


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(files("core.understanding").joinpath("lexicon", name).read_text("utf-8"))


@cache
def _themes() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(files("core.data").joinpath("themes.toml").read_text("utf-8"))["theme"])


def _phrases(raw: Mapping[str, Any]) -> dict[str, tuple[Effect, ...]]:
    found: dict[str, tuple[Effect, ...]] = {}
    shared = _file("shared.toml")
    for section, name in _FIELDS.items():
        for key, said in (*shared.get(section, {}).items(), *raw.get(section, {}).items()):
            values = key.split() if section in _LISTED else [key]
            effects = tuple((name, value) for value in values)
            for line in said:
                for phrase in expand(line):
                    if name == "place" and any(known == "countries" for known, _ in found.get(phrase, ())):
                        continue
                    found[phrase] = (
                        (*found.get(phrase, ()), *effects) if name == "cue" else (*effects, *_cues(found.get(phrase, ())))
                    )
    for row in raw.get("mixed", ()):
        effects = tuple(_mixed(row["wish"]))
        found.update((phrase, effects) for line in row["say"] for phrase in expand(line))
    return found


def _keep_kinds(phrases: dict[str, tuple[Effect, ...]]) -> None:
    """Let a phrase that holds a word for a film or a series ("films like", "cult film") say that kind too."""
    for phrase, effects in phrases.items():
        if " " in phrase and all(
            name in ("genres", "themes") or (name == "cue" and value not in UNHEARD) for name, value in effects
        ):
            words = phrase.split()[("cue", "request") in effects :]
            kinds = {kind for word in words for kind in phrases.get(word, ()) if kind[0] == "kind"}
            phrases[phrase] = (*effects, *kinds) if len(kinds) == 1 else effects


def _cues(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    return tuple(effect for effect in effects if effect[0] == "cue")


def _mixed(wish: Mapping[str, Any]) -> Iterator[Effect]:
    if "year_from" in wish:
        yield "years", f"{wish['year_from']}..{wish['year_to']}"
    for name, value in wish.items():
        if not name.startswith("year"):
            yield from ((name, one) for one in ([value] if isinstance(value, str) else value))


def _add_themes(phrases: dict[str, tuple[Effect, ...]], code: str, ordinary: frozenset[str]) -> None:
    """The theme vocabulary, where the file itself does not say otherwise. What people type is kept in English, since the catalogue
    knows it; in another language the theme's own name stands for it."""
    kinds = {phrase for phrase, effects in phrases.items() if any(name == "kind" for name, _ in effects)}
    for row in _themes():
        for said in (row["slug"], row.get(code, ""), *row.get(f"{code}_synonyms", ())):
            phrase = " ".join(spoken(said).split())
            bare = " ".join(word for word in phrase.split() if word not in kinds)
            if phrase and (bare == phrase or not _said(phrases, bare)):
                _add_theme(
                    phrases,
                    phrase,
                    bare if code == "en" and len(bare.split()) < 3 else row["slug"],
                    row["slug"],
                    phrase in ordinary,
                )


def _said(phrases: Mapping[str, tuple[Effect, ...]], words: str) -> bool:
    """Whether the words, with or without what leads to them ("de guerre"), mean something already."""
    rest = words.split()
    return not rest or any(" ".join(rest[at:]) in phrases for at in range(min(2, len(rest))))


def _add_theme(phrases: dict[str, tuple[Effect, ...]], phrase: str, kept: str, slug: str, ordinary: bool) -> None:
    known = phrases.get(phrase, ())
    if any(name == "genres" for name, _ in known) and len(known) == 1:
        phrases[phrase] = (*known, ("mood", slug))
    elif not any(name != "cue" for name, _ in known):
        phrases[phrase] = (("shy" if known or ordinary else "themes", kept), *known)


def _stems(phrases: Mapping[str, tuple[Effect, ...]], endings: tuple[tuple[tuple[str, str], ...], ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for phrase, effects in phrases.items():
        if effects[0][0] in ("genres", "themes", "languages", "countries", "kind", "sort", "years"):
            found.setdefault(" ".join(_stem(word, endings) for word in phrase.split()), phrase)
    return found


def _stem(word: str, endings: tuple[tuple[tuple[str, str], ...], ...]) -> str:
    for step in endings:
        for end, other in step:
            if word.endswith(end) and len(word) - len(end) >= 2:
                word = word[: len(word) - len(end)] + other
                break
    return word


def _slots(raw: Mapping[str, Any], phrases: Mapping[str, tuple[Effect, ...]]) -> dict[str, str]:
    """Patterns of the slots whose words are known."""
    slots = {
        "n": _any([*raw["numbers"], r"\d+(?:\.\d+)?"]),
        "year": r"(?:19|20)\d\d",
        "score": r"(?:10|\d(?:\.\d)?)(?!\d)",
        "count": r"\d+",
        "digit": r"\d",
    }
    slots["score"] = _any([*(word for word, n in raw["numbers"].items() if 1 < n <= 10), slots["score"]])
    slots["position"] = _any(phrase for said in raw["positions"].values() for line in said for phrase in expand(line))
    slots["provider"] = _any(
        phrase for phrase, effects in phrases.items() if effects[0][0] == "providers" and "+" not in phrase
    )
    slots["decades"] = _any(spoken(word) for word in raw["decades"])
    slots["tens"] = f"(?:{slots['decades']}|[1-9]0)"
    for name, template in raw["slots"].items():
        slots[name] = f"(?:{source(template, slots, capture=False)})"
    return slots


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


def _sayings(rows: Iterable[Mapping[str, Any]], slots: Mapping[str, str]) -> Iterator[Template]:
    for row in rows:
        fields = {name: value for name, value in row.items() if name != "phrases"}
        yield from (Template(text, slots, fields) for text in row["phrases"])


def _measures(table: Mapping[str, list[str]], slots: Mapping[str, str]) -> Iterator[Template]:
    for name, texts in table.items():
        yield from (Template(text, slots, {"is": name}) for text in texts)
