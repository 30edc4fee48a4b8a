"""No word of a human language stands in Python: what people say and are told is data."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from core.capabilities import ROUTER
from core.films.wishes.wish import Wish
from core.understanding.offline.loading import lexicon
from core.understanding.words import codes, words
from core.words.speech import listed, whole
from core.words.text import fold

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for top in ("core", "adapters") for path in (ROOT / top).rglob("*.py"))

# Who is told, in English, in texts that no user sees.
OPERATORS = "told to whoever runs the program, in its logs and checks"
WIRE = "as an outside service writes it"
ALLOWED = {
    "adapters/discord/serving.py": OPERATORS,
    "adapters/telegram/connection.py": OPERATORS,
    "adapters/telegram/polling.py": OPERATORS,
    "adapters/telegram/serving.py": OPERATORS,
    "adapters/telegram/webhook.py": OPERATORS,
    "adapters/telegram/refusals.py": WIRE,
    "core/clients": OPERATORS,
    "core/dialogue/outbox.py": OPERATORS,
    "core/errors.py": OPERATORS,
    "core/films/importing": OPERATORS,
    "core/films/sources/adult.py": WIRE,
    "core/storage": OPERATORS,
    "core/worker.py": OPERATORS,
}
# Literals that are names here, not words.
TERMS = {
    "all": "the slot of a template for many titles",
    "min": "the end of a measure's name: runtime_min",
    "flatrate|free|ads": "ways to watch, as TMDB writes them",
    "U N W A T C H E D": "the program's name on a poster",
}
# Sections of the word files whose keys are words themselves.
_WORDS_FOR_KEYS = {"numbers", "spelling", "decades", "genre_names", "theme_endings"}

_WORD = re.compile(r"[^\W\d_]+")
_PROSE = re.compile(r"[^\W\d_]['’]?\s+[^\W\d_]")
_SQL = re.compile(
    r"\b(?:SELECT|FROM|WHERE|JOIN|UNION|DESC|CONFLICT|BEGIN|LIKE|LIMIT|IN|IS|SET NULL|ORDER BY|AND)\b"
)
_NAMES = re.compile(r"[a-z]_[a-z]|\| None$")  # columns in a row, types
_SYNTAX = re.compile(r"\\.|\[[^\]]*\]|\(\?P?<\w+>|\\u[0-9a-f]{4}")  # of regular expressions
_ERRORS = ("Error", "Fault", "Unavailable", "Missing")


@cache
def spoken() -> frozenset[str]:
    """Every word of the word files."""
    return frozenset().union(*(lexicon(code).words for code in codes()))


@cache
def grammar() -> frozenset[str]:
    """Words that no program needs as names: articles, numbers, units, elisions, small words."""
    found = {*listed("names", "articles"), *listed("names", "numbers"), *listed("names", "parts")}
    found |= {*listed("theme_names", "before"), *listed("elisions")}
    for code in codes():
        raw = words(code)
        found |= {*raw["numbers"], *(word for unit in raw["units"].values() for word in unit)}
        found |= {word for cue in ("pronoun", "article", "and", "or") for word in raw["cues"][cue]}
    return frozenset(fold(word) for word in found if len(word) > 1)


@cache
def identifiers() -> frozenset[str]:
    """Names of fields, and keys of data files: words of the program."""
    found = {field.name for field in fields(Wish)}
    found |= {field.name for one in ROUTER.routes for field in fields(one.kind)}
    for kind in ("words", "phrases"):
        found |= {key for key in keys(whole(kind, "en")) if isinstance(key, str)}
    return frozenset(found)


def keys(table: object) -> Iterator[str]:
    if isinstance(table, dict):
        for key, value in table.items():
            yield key
            if key not in _WORDS_FOR_KEYS:
                yield from keys(value)
    elif isinstance(table, list):
        for row in table:
            yield from row.values() if isinstance(row, dict) and "intent" in row else ()


def unseen(tree: ast.AST) -> set[int]:
    """The literals that only those see who write or run the program: docstrings, errors, logs,
    what a model is told of a condition, statements, and the names of fields and parameters.
    """
    found: set[int] = set()
    for node in ast.walk(tree):
        found |= {id(part) for piece in pieces(node) for part in ast.walk(piece)}
    return found


def pieces(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Expr(value=ast.Constant() as docstring):
            yield docstring
        case ast.Raise():
            yield node
        case ast.Assert(msg=ast.expr() as message):
            yield message
        case ast.keyword(arg="prompt", value=value):
            yield value
        case ast.Call(func=ast.Name(id="sql" | "statement" | "bindparam")):
            yield node
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from fields_named(node)
        case ast.Call(func=func) if ast.unparse(func).startswith("log."):
            yield node
        case ast.Call(func=func) if ast.unparse(func).endswith(_ERRORS):
            yield node


def fields_named(function: ast.AST) -> Iterator[ast.AST]:
    """The keys of dictionaries that a function makes: records, not tables of words."""
    for node in ast.walk(function):
        if isinstance(node, ast.Dict):
            yield from (key for key in node.keys if isinstance(key, ast.Constant))


def strays(source: str) -> list[tuple[int, str]]:
    """Literals with words of a human language in them, by line."""
    tree = ast.parse(source)
    passed = unseen(tree)
    literals = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed
    )
    return [(node.lineno, node.value) for node in literals if is_stray(node.value)]


def is_stray(text: str) -> bool:
    """Prose, a pattern with words for alternatives, or one word of grammar."""
    if _SQL.search(text) or _NAMES.search(text):
        return False
    said = {fold(word) for word in _WORD.findall(_SYNTAX.sub(" ", text)) if len(word) > 1}
    if _PROSE.search(text) or "|" in text:
        return not said.isdisjoint(spoken())
    return (
        _WORD.fullmatch(text) is not None and text not in identifiers() and fold(text) in grammar()
    )


def excused(path: Path) -> bool:
    name = path.relative_to(ROOT).as_posix()
    return any(name == place or name.startswith(f"{place}/") for place in ALLOWED)


def test_no_word_of_a_human_language_stands_in_python() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text!r}"
        for path in SOURCES
        if not excused(path)
        for line, text in strays(path.read_text("utf-8"))
        if text not in TERMS
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("place", ALLOWED)
def test_what_is_excused_still_needs_to_be(place: str) -> None:
    paths = [path for path in SOURCES if path.relative_to(ROOT).as_posix().startswith(place)]
    assert any(strays(path.read_text("utf-8")) for path in paths)


@pytest.mark.parametrize(
    "source",
    [
        'ARTICLES = ("the", "an", "les")',
        'NUMBERS = {"twelve": 12}',
        'AROUND = re.compile("(?:movies?|films?)$")',
        'def greet(): return "Hello, what do you want to watch?"',
        'text = f"{count} films for you"',
        'unit = "etoile"',
    ],
)
def test_a_stray_is_found(source: str) -> None:
    assert strays(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""Films that people like."""',
        'raise ValueError("there is no such film")',
        'log.warning("%s could not be read", name)',
        'text("SELECT titles.id FROM titles WHERE titles.year = :year")',
        't("found.nothing", title=title)',
        'wish["year_from"]',
        'def keep(row): return run(row, {"this": 1, "with": 2})',
        'LINE = rows.c.of == bindparam("this")',
    ],
)
def test_what_is_none_is_let_be(source: str) -> None:
    assert not strays(source)
