"""The pages name files, folders, modules and functions that exist."""

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from core.capability import Capability

ROOT = Path(__file__).parents[2]
ARCHITECTURE = ROOT / "docs/architecture.md"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FOLDERS = "adapters|benchmarks|bot|core|docs|migrations|tests|tools"
SOURCES = ("adapters", "bot", "core", "tests", "tools")

FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
PATH = re.compile(rf"(?<![\w./-])(?:\.ci|{FOLDERS})/[\w./<>*-]*")
BARE_FILE = re.compile(r"(?<![\w/.<>*-])[\w<>.]+\.(?:py|toml|md)(?![\w/])")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
MODULE = re.compile(r"python -m ((?:benchmarks|bot|tests|tools)[\w.]*)")
FUNCTION = re.compile(r"(?:\w+\.)?(\w+)\(\)")
PLACEHOLDER = re.compile(r"<\w+>")  # ``words.<language>.toml``


def code_in(text: str) -> str:
    """Code blocks and code spans."""
    blocks = FENCED.findall(text)
    return "\n".join([*blocks, *SPAN.findall(FENCED.sub("", text))])


def paths_in(text: str) -> Iterator[str]:
    """Paths from the project folder."""
    code = code_in(text)
    yield from (path.rstrip(".") for path in PATH.findall(code))
    yield from (f"**/{name}" for name in BARE_FILE.findall(code))


def exists(path: str) -> bool:
    """Whether something of that name is there; ``<name>`` stands for any name."""
    pattern = PLACEHOLDER.sub("*", path).rstrip("/")
    return next(ROOT.glob(pattern), None) is not None


def missing(text: str) -> list[str]:
    """What a page names that does not exist."""
    paths = dict.fromkeys(paths_in(text))
    modules = (name.replace(".", "/") for name in MODULE.findall(code_in(text)))
    absent = [path for path in paths if not exists(path)]
    return absent + [name for name in modules if not (exists(f"{name}.py") or exists(name))]


@cache
def functions() -> frozenset[str]:
    """The names of all functions, methods and classes."""
    files = chain.from_iterable((ROOT / folder).rglob("*.py") for folder in SOURCES)
    found = (re.findall(r"\b(?:def|class) (\w+)", file.read_text("utf-8")) for file in files)
    return frozenset(chain.from_iterable(found))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_and_modules_exist(page: Path) -> None:
    assert missing(page.read_text("utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = SPAN.sub("", FENCED.sub("", page.read_text("utf-8")))
    targets = LINK.findall(text)
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize(
    "page", [ARCHITECTURE, ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name
)
def test_functions_exist(page: Path) -> None:
    named = FUNCTION.findall(code_in(page.read_text("utf-8")))
    assert sorted(set(named) - functions()) == []


def test_every_room_of_the_core_is_described() -> None:
    text = ARCHITECTURE.read_text("utf-8")
    rooms = [entry for entry in (ROOT / "core").iterdir() if (entry / "__init__.py").is_file()]
    modules = [entry for entry in (ROOT / "core").glob("*.py") if entry.name != "__init__.py"]
    named = [entry.relative_to(ROOT).as_posix() for entry in (*rooms, *modules)]
    assert [path for path in named if f"`{path}`" not in text] == []


def test_everything_a_capability_declares_is_described() -> None:
    text = ARCHITECTURE.read_text("utf-8")
    declared = [field.name for field in fields(Capability) if field.name != "name"]
    assert [name for name in declared if f"| `{name}` |" not in text] == []


@pytest.mark.parametrize(
    "text",
    [
        "`core/nowhere`",
        "Open `core/dialogue/no_such_file.py`.",
        "```\nbot/nothing.py\n```",
        "`no_such_file.py`",
        "`python -m tools.nothing`",
        "`core/<name>/no_such_file.py`",
    ],
)
def test_what_does_not_exist_is_found(text: str) -> None:
    assert len(missing(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "`bot/app.py`, `core/dialogue/` and `app.py`",
        "`core/capabilities/<name>/words.<language>.toml`",
        "`.ci/run`, `python -m bot doctor` and `python -m tools.settings --write`",
        "A path outside of code, core/nowhere, is let be, as is `https://bot/nothing`.",
    ],
)
def test_what_exists_is_let_be(text: str) -> None:
    assert missing(text) == []
