"""Whether a reading is right: as a person would judge it, not letter by letter.

A case is a line of sentences.*.jsonl: ``expect`` and ``alt`` are right readings, ``either`` are
pieces of the wish that may stand for one another, ``optional`` may be there or not, ``within`` are
bounds for numbers, ``synonyms`` further spellings.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from core.films.finding.name_index import name_key
from core.films.wishes.wish import Wish
from core.words.text import fold

_LISTS = frozenset(
    name for name, value in Wish().__class__.__dataclass_fields__.items() if value.default == ()
)
_WISHED = frozenset({"recommend", "more_like", "mashup", "refine", "surprise"})
_MINUTES = 5
# Each line is one meaning.
_ALIKE = [
    "cosy, comforting, heartwarming, warm, comfort movie",
    "feel-good, uplifting, heartwarming, cheerful, happy, joyful, optimistic",
    "sad, tearjerker, heartbreaking, moving, tragic, depressing, melancholic",
    "light, light-hearted, easy, undemanding",
    "dark, bleak, grim, gritty, sombre",
    "silly, stupid, dumb, goofy, absurd, brainless",
    "cheesy, corny, sappy, mushy, sentimental",
    "mind-bending, mind-blowing, trippy, cerebral, puzzle, twisted",
    "plot twist, twist ending, twist, surprise ending, unexpected ending",
    "slow-burn, slow",
    "gory, gore, blood, bloody",
    "violent, violence, brutal",
    "heist, robbery, caper",
    "revenge, vengeance",
    "based on a true story, true story, real events, biopic",
    "based on a book, based on a novel, adaptation",
    "coming-of-age, coming of age, growing up",
    "teen, teenager, teenagers, teenage, high school, adolescence",
    "space, outer space, astronaut",
    "aliens, extraterrestrial",
    "zombies, undead",
    "ghosts, haunted, paranormal",
    "dystopian, dystopia",
    "post-apocalyptic, apocalypse, apocalyptic",
    "robots, artificial intelligence, ai",
    "superheroes, superhero, marvel, dc",
    "spies, spy, espionage, secret agent",
    "political, politics",
    "courtroom, legal, lawyer, lawyers, trial, court",
    "gangster, gangsters, mafia, mob",
    "murder mystery, whodunit, detective, investigation",
    "film noir, noir, neo-noir",
    "martial arts, kung fu, karate",
    "wildlife, nature, animals",
    "cooking, food, chef, cuisine",
    "sport, sports, athlete",
    "football, soccer",
    "road trip, road movie",
    "musicians, music, singer, band",
    "dance, dancing",
    "workplace, office",
    "strong female lead, female lead, female protagonist, heroine",
    "lgbt, gay, lesbian, queer",
    "arthouse, art house, auteur",
    "indie, independent, low budget",
    "black comedy, dark comedy, dark humour",
    "satire, satirical",
    "parody, spoof",
    "psychological, psychology",
    "atmospheric, atmosphere",
    "relaxing, calm, soothing, peaceful",
    "period drama, period piece, costume drama, period, costumes",
    "oscar winner, oscar, oscars, academy award",
    "miniseries, mini-series, limited series",
    "world war ii, world war 2, ww2, second world war",
    "tense, suspense, suspenseful, stressful, intense",
    "single location, one location, huis clos, confined, closed room",
]
_MEANINGS = [frozenset(fold(word) for word in line.split(", ")) for line in _ALIKE]
_COUNTRIES = {
    "fr": "FR BE CH CA",
    "en": "US GB IE AU CA NZ",
    "ko": "KR",
    "ja": "JP",
    "es": "ES MX AR CL CO",
    "it": "IT",
    "de": "DE AT CH",
    "sv": "SE",
    "da": "DK",
    "no": "NO",
    "fi": "FI",
    "fa": "IR",
    "hi": "IN",
    "zh": "CN HK TW",
    "pt": "PT BR",
}


def right(case: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Whether the answer is one of the right readings of the case."""
    return any(
        _same_reading(case, reading, optional, answer) for reading, optional in readings(case)
    )


def readings(case: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, list[Any]]]]:
    """The right readings, each with the values that it may have besides."""
    groups = case.get("either", [])
    for reading in (case["expect"], *case.get("alt", [])):
        for choice in product(*groups):
            wish, spare = (
                dict(reading.get("wish", {})),
                {name: listed(v) for name, v in case.get("optional", {}).items()},
            )
            for group, piece in zip(groups, choice, strict=True):
                _swap(wish, group[0], piece)
                for other in group:
                    for name, value in other.items():
                        spare.setdefault(name, []).extend(listed(value))
            yield {**reading, "wish": wish}, spare


def _swap(wish: dict[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    for name, value in old.items():
        wish[name] = [one for one in listed(wish.get(name)) if one not in listed(value)]
    for name, value in new.items():
        wish[name] = listed(wish.get(name)) + listed(value) if name in _LISTS else value


def _same_reading(
    case: Mapping[str, Any],
    reading: Mapping[str, Any],
    spare: Mapping[str, list[Any]],
    answer: Mapping[str, Any],
) -> bool:
    if answer.get("intent") != reading["intent"]:
        return False
    wanted = reading["wish"] if reading["intent"] in _WISHED else {}
    got = answer.get("wish", {}) if reading["intent"] in _WISHED else {}
    tops = {name for name in reading if name not in ("intent", "wish")}
    return all(
        _same_field(case, name, reading[name], answer.get(name), []) for name in tops
    ) and all(
        _same_field(
            case,
            name,
            wanted.get(name),
            got.get(name),
            [*spare.get(name, []), *free(name, wanted)],
        )
        for name in {*wanted, *got}
    )


def free(name: str, wanted: Mapping[str, Any]) -> list[Any]:
    """What may be said though nobody asked: the default order, the country of a language, the
    language of a country.
    """
    if name == "sort":
        return ["best"]
    if name == "countries":
        return [
            country
            for language in listed(wanted.get("languages"))
            for country in _COUNTRIES.get(language, "").split()
        ]
    if name == "languages":
        return [
            language
            for language, countries in _COUNTRIES.items()
            if set(countries.split()) & set(listed(wanted.get("countries")))
        ]
    return listed(wanted.get("genres")) if name == "themes" else []


def _same_field(
    case: Mapping[str, Any], name: str, wanted: Any, got: Any, spare: list[Any]
) -> bool:
    missing = [
        one
        for one in listed(wanted)
        if not any(same(case, name, one, other) for other in listed(got))
    ]
    extra = [
        other
        for other in listed(got)
        if not any(same(case, name, one, other) for one in [*listed(wanted), *spare])
    ]
    return not missing and not extra


def same(case: Mapping[str, Any], name: str, wanted: Any, got: Any) -> bool:
    if isinstance(wanted, int | float):
        low, high = case.get("within", {}).get(name, (wanted, wanted))
        slack = _MINUTES if name.startswith("runtime") else 0
        return isinstance(got, int | float) and low - slack <= got <= high + slack
    spelled = [wanted, *case.get("synonyms", {}).get(wanted, [])]
    if name in ("themes", "not_themes"):
        return any(_same_theme(fold(one), fold(got)) for one in spelled)
    if name in ("title", "titles", "like", "not_like"):
        return any(name_key(one) == name_key(got) for one in spelled)
    return any(fold(str(one)) == fold(str(got)) for one in spelled)


def _same_theme(wanted: str, got: str) -> bool:
    """The same words, a word in common, or the same meaning."""
    if any(
        one[:5] == other[:5]
        for one in wanted.split()
        for other in got.split()
        if min(len(one), len(other)) > 3
    ):
        return True
    return wanted == got or any(wanted in meaning and got in meaning for meaning in _MEANINGS)


def listed(value: Any) -> list[Any]:
    return (
        []
        if value in (None, "", {})
        else list(value)
        if isinstance(value, list | tuple)
        else [value]
    )
