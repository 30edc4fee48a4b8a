"""``python -m tools.languages`` lists what the data files of each language lack against English.

For a language that is not part of the program yet: ``python -m tools.languages eo --in FOLDER``.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from importlib.resources import files
from pathlib import Path

from core.words.speech import FALLBACK, languages_with, searched_too, whole

# Sections of word files whose keys stand for what is meant: every language has a word for each.
# The keys of the others are words of the language itself.
_MEANINGS = (
    "audience",
    "commands",
    "countries",
    "cues",
    "fields",
    "franchises",
    "genres",
    "kinds",
    "languages",
    "measures",
    "names",
    "places",
    "positions",
    "regions",
    "relative",
    "slots",
    "sorts",
    "theme_names",
    "tongues",
    "units",
)
# Files that name the same things in every language, and what each of their rows is called by.
_NAMES = ("genre", "theme", "region")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is lacking, one line each; 1 if anything is."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.languages",
        description="List what the data files of a language lack against English.",
    )
    parser.add_argument("languages", nargs="*", help="codes (ISO 639-1); all there are files for")
    parser.add_argument(
        "--in", dest="folder", type=Path, metavar="FOLDER", help="look for data files here too"
    )
    asked = parser.parse_args(arguments)
    with searched_too(asked.folder) if asked.folder else nullcontext():
        codes = asked.languages or [code for code in languages_with("phrases") if code != FALLBACK]
        lacking = [f"{code}: {what}" for code in codes for what in lacks(code)]
    print("\n".join(lacking) or f"Nothing is lacking in {', '.join(codes)}.")
    return bool(lacking)


def lacks(code: str) -> Iterator[str]:
    """What a language lacks, in one line each."""
    yield from _files(code)
    yield from _listed("phrase", _phrases(FALLBACK) - _phrases(code))
    yield from _listed("section of words", _table("words", FALLBACK).keys() - _words(code).keys())
    for section in _MEANINGS:
        english, own = _section(FALLBACK, section), _section(code, section)
        yield from _listed(f"word for {section}", english - own if section in _words(code) else ())
    yield from _listed("sentence for", _sentences(FALLBACK) - _sentences(code))
    for kind in _NAMES:
        yield from _listed(f"name of {kind}", _nameless(kind, code))


def _files(code: str) -> Iterator[str]:
    for kind in ("phrases", "words"):
        if code not in languages_with(kind):
            yield f"no file {kind}.{code}.toml"


def _listed(what: str, lacking: Iterable[str]) -> Iterator[str]:
    return (f"no {what} {name}" for name in sorted(lacking))


def _table(kind: str, code: str) -> Mapping[str, object]:
    return whole(kind, code) if code in languages_with(kind) else {}


def _words(code: str) -> Mapping[str, object]:
    return _table("words", code)


def _section(code: str, section: str) -> set[str]:
    table = _words(code).get(section)
    return set(table) if isinstance(table, dict) else set()


def _phrases(code: str) -> set[str]:
    return set(_keys(_table("phrases", code), ""))


def _keys(table: Mapping[str, object], above: str) -> Iterator[str]:
    """The keys of phrases with those of the tables they stand in; plural forms are one phrase."""
    for key, value in table.items():
        if isinstance(value, dict) and "other" not in value:
            yield from _keys(value, f"{above}{key}.")
        else:
            yield f"{above}{key}"


def _sentences(code: str) -> set[str]:
    """What whole sentences can mean: the intent with its fields, as ``[[say]]`` gives them."""
    rows = _words(code).get("say", [])
    assert isinstance(rows, list)
    return {_meaning(row) for row in rows}


def _meaning(row: Mapping[str, object]) -> str:
    fields = [f"{name}={value}" for name, value in row.items() if name not in ("intent", "phrases")]
    return " ".join([str(row["intent"]), *sorted(fields)])


def _nameless(kind: str, code: str) -> list[str]:
    """The slugs of what has no name in a language."""
    text = files("core.films.data").joinpath(f"{kind}s.toml").read_text("utf-8")
    return [row["slug"] for row in tomllib.loads(text)[kind] if code not in row]


if __name__ == "__main__":
    sys.exit(main())
