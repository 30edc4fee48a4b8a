"""``python -m tools.settings`` compares ``docs/settings.md`` and ``.env.example`` with
``Settings``; with ``--write`` it writes both files.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from pydantic.fields import FieldInfo

from bot.settings import Settings

_ROOT = Path(__file__).parents[1]
_WIDTH = 100

# Each section: its title, and the beginnings of the names in it.
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Telegram", ("TELEGRAM_",)),
    ("Discord", ("DISCORD_",)),
    ("Storage", ("DATA_DIR", "DATABASE_URL", "REDIS_URL")),
    ("Film services", ("TMDB_", "OMDB_")),
    ("Language model", ("LLM_",)),
    ("Behaviour", ("DEFAULT_", "MESSAGES_", "ADMINS")),
    ("Operation", ("LOG_", "HTTP_PORT")),
)

_PAGE = """# Settings

Everything is optional. Set these variables in the environment or in a `.env` file in the working
directory ([.env.example](../.env.example) is a template). The environment takes precedence.

Each `NAME` can also be given as `NAME_FILE`, the path of a file to read the value from, as Docker
and Kubernetes secrets do. Empty means unset. `python -m bot doctor` checks the values.

This page is generated from `bot/settings.py` by `python -m tools.settings --write`.
"""

_EXAMPLE = """\
# Copy this file to .env and fill in what you need. Everything is optional; empty means unset.
# Each NAME can also be given as NAME_FILE, the path of a file to read the value from.
# The environment takes precedence over .env.
"""


@dataclass(frozen=True, slots=True)
class Variable:
    """A setting as an operator sees it. ``default`` is empty where the text says what happens."""

    name: str
    default: str
    text: str


def variables() -> list[Variable]:
    """Every setting, in the order of ``Settings``."""
    return [_variable(name, field) for name, field in Settings.model_fields.items()]


def _variable(name: str, field: FieldInfo) -> Variable:
    text = " ".join((field.description or "").split())
    default = str(field.default) if field.default not in (None, ()) else ""
    return Variable(name.upper(), default, text)


def sections() -> Iterator[tuple[str, list[Variable]]]:
    """The settings of each section."""
    for title, beginnings in SECTIONS:
        yield title, [each for each in variables() if each.name.startswith(beginnings)]


def page() -> str:
    """``docs/settings.md``."""
    return "\n".join([_PAGE, *(_table(title, listed) for title, listed in sections())])


def example() -> str:
    """``.env.example``."""
    return "\n".join([_EXAMPLE, *(_block(title, listed) for title, listed in sections())])


def _table(title: str, listed: Sequence[Variable]) -> str:
    rows = [f"| `{each.name}` | {_code(each.default)} | {each.text} |" for each in listed]
    return "\n".join(
        [f"## {title}\n", "| variable | default | |", "| --- | --- | --- |", *rows, ""]
    )


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _block(title: str, listed: Sequence[Variable]) -> str:
    return "\n".join([f"# --- {title}", *(_lines(each) for each in listed), ""])


def _lines(variable: Variable) -> str:
    default = f" Default: {variable.default}." if variable.default else ""
    text = wrap(variable.text + default, _WIDTH - len("# "), break_on_hyphens=False)
    return "\n".join([*(f"# {line}" for line in text), f"{variable.name}="])


FILES = {_ROOT / "docs/settings.md": page, _ROOT / ".env.example": example}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files, or name those that are out of date; 1 if one is."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.settings",
        description="Compare docs/settings.md and .env.example with bot/settings.py.",
    )
    parser.add_argument("--write", action="store_true", help="write the two files")
    if parser.parse_args(arguments).write:
        for path, text in FILES.items():
            path.write_text(text(), "utf-8")
        return 0
    outdated = [path for path, text in FILES.items() if path.read_text("utf-8") != text()]
    for path in outdated:
        print(f"{path.relative_to(_ROOT)} is out of date: python -m tools.settings --write")
    return bool(outdated)


if __name__ == "__main__":
    sys.exit(main())
