"""How many titles there are of what, and how many there must be so that ordinary requests find
some.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from core.films.importing.entry import Entry
from core.films.taxonomy.taxonomy import genres, theme_names, top_level

_KINDS = {"movie": 950, "tv": 250}
_GENRE, _SUBGENRE, _DECADE, _THEME = 40, 4, 15, 5
_MOST_THEMES = 300
_COUNTRIES, _LANGUAGES = 35, 25
_LATELY = 40  # years, of which at least half the titles are


def by_genre(entries: Iterable[Entry]) -> Counter[str]:
    """Titles by genre, each sub-genre counted for itself and for its parent."""
    return Counter(
        slug for entry in entries for slug in {*entry.genres, *map(top_level, entry.genres)}
    )


def by_decade(entries: Iterable[Entry]) -> Counter[int]:
    """Titles by the first year of their decade."""
    return Counter(entry.year // 10 * 10 for entry in entries if entry.year)


def by_country(entries: Iterable[Entry]) -> Counter[str]:
    """Titles by country, each counted for all of its countries."""
    return Counter(code for entry in entries for code in entry.countries)


def by_language(entries: Iterable[Entry]) -> Counter[str]:
    """Titles by original language."""
    return Counter(entry.language for entry in entries if entry.language)


def by_theme(entries: Iterable[Entry]) -> Counter[str]:
    """Titles by theme."""
    return Counter(theme for entry in entries for theme in entry.themes)


def shortages(entries: Sequence[Entry]) -> list[str]:
    """What there is too little of."""
    top = dict.fromkeys((slug for slug, genre in genres().items() if genre.parent is None), _GENRE)
    sub = {slug: _SUBGENRE for slug, genre in genres().items() if genre.parent}
    now = datetime.now(UTC).year
    return [
        *_short("titles of the kind", Counter(entry.kind for entry in entries), _KINDS),
        *_short("titles of the genre", by_genre(entries), top | sub),
        *_short(
            "titles of the decade",
            by_decade(entries),
            dict.fromkeys(range(1920, now - 3, 10), _DECADE),
        ),
        *_short("titles with the theme", by_theme(entries), dict.fromkeys(theme_names(), _THEME)),
        *_few("countries", len(by_country(entries)), _COUNTRIES),
        *_few("languages", len(by_language(entries)), _LANGUAGES),
        *_few(
            f"titles of the last {_LATELY} years",
            sum((e.year or 0) > now - _LATELY for e in entries),
            len(entries) // 2,
        ),
        *(
            []
            if len(theme_names()) <= _MOST_THEMES
            else [f"{len(theme_names())} themes, at most {_MOST_THEMES} can be"]
        ),
    ]


def _short(what: str, held: Mapping[Any, int], wanted: Mapping[Any, int]) -> Iterator[str]:
    for key, least in wanted.items():
        yield from _few(f"{what} {key}", held.get(key, 0), least)


def _few(what: str, held: int, least: int) -> Iterator[str]:
    if held < least:
        yield f"{held} {what}, at least {least} are needed"
