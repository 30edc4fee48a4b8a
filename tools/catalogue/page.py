"""``docs/catalogue.md``: what the embedded catalogue holds, counted, and the vocabulary of its
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
from core.films.taxonomy.genres import genres
from tools.catalogue.counts import by_country, by_decade, by_genre, by_language, by_theme

_ENGLISH = Locale("en")
_PAGE = """# The embedded catalogue

Written by `python -m tools.catalogue --write`; `make check` says when it is no longer true. The file is
`core/films/data/catalogue.jsonl`, its form is told in [catalogue-format.md](catalogue-format.md).

**{films:,} films and {series:,} series.** Ratings and votes are IMDb's of 2025, votes rounded to two figures.

## Genres

A title counts for each of its genres, and with a sub-genre for its genre too. News, reality, soaps and talk shows are
suggested to those who ask for them.

{genres}

{sub_genres}

## Decades

{decades}

## Countries

A title counts for each of its countries, {countries_held} in all.

{countries}

## Languages

Those a title was made in, {languages_held} in all.

{languages}

## Themes

The vocabulary, `core/films/data/themes.toml`: {themes_held} themes, the words for them in both languages, and further words that
mean the same. A title has 8 to 14 of them, the most telling first.

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
    return _table((what, "films", "series", "together"), rows)


def _shown(key: str | int) -> str:
    return f"{key}s" if isinstance(key, int) else genres()[key].names["en"]


def _named(counted: Counter[str], names: Any) -> str:
    """A line of text, the most common first: a table of so many short rows is hard to read."""
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
        header = ("theme", "thème", "titles", "also said", "se dit aussi")
        yield f"### {group.capitalize()}\n\n{_table(header, listed)}"


def _vocabulary() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(
        files("core.films.data").joinpath("themes.toml").read_text("utf-8")
    )["theme"]
    return rows


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
