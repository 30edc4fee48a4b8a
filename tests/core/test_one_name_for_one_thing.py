"""In core a name means one thing: no two classes share one, and no constant is named by its
value.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import core

ROOT = Path(core.__file__).parent
NUMBERS = frozenset(
    {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
    | {"eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty"}
    | {"hundred", "thousand", "million", "half", "third", "quarter"}
)


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of core, by its path."""
    for path in sorted(ROOT.rglob("*.py")):
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))


def classes_of(tree: ast.Module) -> list[str]:
    """The classes of a module, private and nested ones too."""
    return [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def constants_of(tree: ast.Module) -> Iterator[str]:
    """The names in upper case that a module assigns to."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id.isupper():
            yield node.id


def is_number(name: str) -> bool:
    """Whether a constant is called by what it is worth: ``_TWO``, ``_TWENTY_FIVE``."""
    words = name.strip("_").casefold().split("_")
    return NUMBERS.issuperset(words)


def test_no_two_classes_have_one_name() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for module, tree in modules():
        for name in classes_of(tree):
            places[name].append(module)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_constant_is_named_by_its_value() -> None:
    found = [
        f"{module}: {name}"
        for module, tree in modules()
        for name in filter(is_number, constants_of(tree))
    ]
    assert found == []


def test_what_the_tests_look_for() -> None:
    tree = ast.parse("class Place: ...\n_TWO, FEW = 2, 3\nTWENTY_FIVE: int = 25\nTOP_TEN = 10")
    assert classes_of(tree) == ["Place"]
    assert set(filter(is_number, constants_of(tree))) == {"_TWO", "TWENTY_FIVE"}
