"""The tables of all rooms, found by the name of their modules."""

from functools import cache
from importlib import import_module
from pathlib import Path

_CORE = Path(__file__).parents[1]


@cache
def load_tables() -> None:
    """Import every module ``tables`` of the program. Whoever unites two titles or forgets a user
    has to know them all, whichever part of the program it is.
    """
    for path in sorted((*_CORE.rglob("tables"), *_CORE.rglob("tables.py"))):
        import_module(".".join(path.relative_to(_CORE.parent).with_suffix("").parts))
