"""``docs/catalogue.md``: how many titles of each kind the embedded catalogue holds, and its
themes.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import groupby
from typing import Any

from babel import Locale

from core.films.importing.entry import Entry
from core.films.taxonomy.taxonomy import genres
from tools.catalogue.counts import by_country, by_decade, by_genre, by_language, by_theme

_ENGLISH = Locale("en")
_PAGE = """# The embedded catalogue

This page is generated from `core/films/data/catalogue.jsonl` by
`python -m tools.catalogue --write`. [Catalogue files](catalogue-format.md) describes the format.

**{films:,} films and {series:,} series.** Ratings and votes are from IMDb, as of 2025. Votes are
rounded to two figures.

## Genres

A title counts for each of its genres. A sub-genre also counts for its genre. News, reality shows,
soaps and talk shows are suggested only on request.

{genres}

{sub_genres}

## Decades

{decades}

## Countries

{countries_held} countries. A title counts for each of its countries.

{countries}

## Languages

{languages_held} original languages.

{languages}

## Themes

The {themes_held} themes of `core/films/data/themes.toml`, with their names in both languages and
synonyms. Each title has 8 to 14 themes, the most important first.

{themes}
"""


def page(entries: Sequence[Entry]) -> str:
    """The whole page as Markdown."""
    films, series = ([entry for entry in entries if entry.kind == kind] for kind in ("movie", "tv"))
    countries, languages, themes = by_country(entries), by_language(entries), by_theme(entries)
    tops, subs = (
        [slug for slug, genre in genres().items() if bool(genre.parent) is sub]
        for sub in (False, True)
    )
    return _PAGE.format(
        films=len(films),
        series=len(series),
        genres=_by_kind("genre", tops, by_genre, films, series),
        sub_genres=_by_kind("sub-genre", subs, by_genre, films, series),
        decades=_by_kind("decade", sorted(by_decade(entries)), by_decade, films, series),
        countries_held=len(countries),
        countries=_named(countries, _ENGLISH.territories),
        languages_held=len(languages),
        languages=_named(languages, _ENGLISH.languages),
        themes_held=len(_vocabulary()),
        themes="\n\n".join(_themes(themes)),
    )


def _by_kind(
    what: str,
    keys: Iterable[Any],
    count: Callable[[Iterable[Entry]], Counter[Any]],
    films: list[Entry],
    series: list[Entry],
) -> str:
    of_films, of_series = count(films), count(series)
    rows = (
        (_shown(key), of_films[key], of_series[key], of_films[key] + of_series[key]) for key in keys
    )
    return _table((what, "films", "series", "total"), rows)


def _shown(key: str | int) -> str:
    return f"{key}s" if isinstance(key, int) else genres()[key].names["en"]


def _named(counted: Counter[str], names: Any) -> str:
    """A line of text, the most common first. A table of so many short rows would be hard to
    read.
    """
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], names[pair[0]]))
    return ", ".join(f"{names[code]} {held:,}" for code, held in ordered) + "."


def _themes(counted: Counter[str]) -> Iterator[str]:
    for group, rows in groupby(_vocabulary(), key=lambda row: row["group"]):
        listed = (
            (
                row["en"],
                row["fr"],
                counted[row["slug"]],
                ", ".join(row["en_synonyms"]),
                ", ".join(row["fr_synonyms"]),
            )
            for row in rows
        )
        header = ("theme", "thème", "titles", "synonyms", "synonymes")
        yield f"### {group.capitalize()}\n\n{_table(header, listed)}"


def _vocabulary() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(
        files("core.films.data").joinpath("themes.toml").read_text("utf-8")
    )["theme"]
    return rows


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
