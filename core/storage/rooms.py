"""The tables of all rooms, found by the name of their modules."""

from functools import cache
from importlib import import_module
from pathlib import Path

from core.storage.base import metadata
from core.storage.declarations import refuse_undeclared

_CORE = Path(__file__).parents[1]


@cache
def load_tables() -> None:
    """Import every ``tables`` of the program, so that whoever unites or forgets knows all tables.
    Raises SchemaError for a table that does not declare what its rows belong to.
    """
    for path in sorted((*_CORE.rglob("tables"), *_CORE.rglob("tables.py"))):
        import_module(".".join(path.relative_to(_CORE.parent).with_suffix("").parts))
    refuse_undeclared(metadata)
