"""``python -m tools.catalogue`` checks the embedded catalogue and its page; with ``--write`` it
writes the page.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from core.errors import CatalogueFileError
from core.films.importing.file import read_catalogue
from tools.catalogue.counts import shortages
from tools.catalogue.faults import faults
from tools.catalogue.page import page

_ROOT = Path(__file__).parents[2]
CATALOGUE, _PAGE = _ROOT / "core/films/data/catalogue.jsonl", _ROOT / "docs/catalogue.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is wrong, one line each; 1 if anything is."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.catalogue", description="Check the embedded catalogue and its page."
    )
    parser.add_argument("--write", action="store_true", help="write docs/catalogue.md")
    write = parser.parse_args(arguments).write
    try:
        parsed = read_catalogue(CATALOGUE, vocabulary_only=True)
    except CatalogueFileError as error:
        print("\n".join(error.faults))
        return 1
    wrong = [*faults(parsed), *shortages(parsed.entries), *_page(page(parsed.entries), write)]
    print("\n".join(wrong) or f"{len(parsed.entries):,} titles, no faults.")
    return bool(wrong)


def _page(text: str, write: bool) -> list[str]:
    if write:
        _PAGE.write_text(text, "utf-8")
    elif not _PAGE.exists() or _PAGE.read_text("utf-8") != text:
        return ["docs/catalogue.md is out of date: python -m tools.catalogue --write"]
    return []


if __name__ == "__main__":
    sys.exit(main())
