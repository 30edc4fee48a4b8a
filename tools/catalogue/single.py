"""What each title must have: facts in range, words in both languages, people."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from babel import Locale

from core.films.importing.entry import CERTIFICATION_RANKS, Entry

_ENGLISH = Locale("en")
_FACTS = ("year", "runtime", "language", "countries", "imdb_rating", "imdb_votes")
_FIRST_YEAR = 1895
# Minutes, of an episode for a series: from short documentaries to Shoah, from Bref to telefilms in
# parts.
_RUNTIMES = {"movie": range(20, 601), "tv": range(1, 151)}
# French says the same in about a sixth more words.
_WORDS = {"en": range(30, 61), "fr": range(28, 76)}
_WORD = re.compile(r"[\w’']+(?:-\w+)*")
_THEMES = range(8, 15)
_CAST = range(4, 9)
# Where nobody plays a part: voices and hosts may be few, or none.
_UNACTED = frozenset({"animation", "documentary", "news", "reality", "talk"})


def _facts(entry: Entry) -> Iterator[str]:
    yield from (f"no {name}" for name in _FACTS if not getattr(entry, name))
    if entry.year and not _FIRST_YEAR <= entry.year <= datetime.now(UTC).year + 1:
        yield f"the year {entry.year} cannot be"
    if entry.runtime and entry.runtime not in _RUNTIMES[entry.kind]:
        yield f"a runtime of {entry.runtime} minutes cannot be"
    if entry.kind == "tv" and not (entry.seasons and entry.episodes):
        yield "no seasons or episodes"


def _numbers(entry: Entry) -> Iterator[str]:
    if entry.imdb_rating and entry.imdb_rating != round(entry.imdb_rating, 1):
        yield f"the rating {entry.imdb_rating} has more than one decimal"
    if entry.imdb_votes and entry.imdb_votes != float(f"{entry.imdb_votes:.1e}"):
        yield f"the votes {entry.imdb_votes} are not rounded to two figures"


def _codes(entry: Entry) -> Iterator[str]:
    if entry.language and entry.language not in _ENGLISH.languages:
        yield f"no language has the code {entry.language}"
    yield from (
        f"no country has the code {code}"
        for code in entry.countries
        if code not in _ENGLISH.territories
    )
    if entry.certification and entry.certification not in {*CERTIFICATION_RANKS, "NR"}:
        yield f"no certification is called {entry.certification}"


def _texts(entry: Entry) -> Iterator[str]:
    for language, wanted in _WORDS.items():
        text = entry.texts.get(language)
        if text is None:
            yield f"no text in {_ENGLISH.languages[language]}"
        elif (words := len(_WORD.findall(text.overview))) not in wanted:
            name = _ENGLISH.languages[language]
            yield f"the overview in {name} has {words} words, not {wanted[0]} to {wanted[-1]}"


def _themes(entry: Entry) -> Iterator[str]:
    if len(entry.themes) not in _THEMES:
        yield f"{len(entry.themes)} themes, not {_THEMES[0]} to {_THEMES[-1]}"


def _people(entry: Entry) -> Iterator[str]:
    if not entry.directors and not entry.creators:
        yield "nobody directed or created it"
    if len(entry.cast) not in _CAST and not (
        len(entry.cast) < _CAST[0] and _UNACTED & {*entry.genres}
    ):
        yield f"{len(entry.cast)} in the cast, not {_CAST[0]} to {_CAST[-1]}"


SINGLE: tuple[Callable[[Entry], Iterator[str]], ...] = (
    _facts,
    _numbers,
    _codes,
    _texts,
    _themes,
    _people,
)
