"""What handlers of turns and of jobs work with, found by its class."""

from typing import TypeVar

from core.storage.store import Repository, Store

T = TypeVar("T")


class Services:
    """The parts of the running program, one of each class, its store, and every repository of
    that.
    """

    def __init__(self, store: Store, *parts: object) -> None:
        self._store = store
        self._parts = {type(part): part for part in (store, *parts)}

    def of(self, kind: type[T]) -> T:
        """The part of that class. Raises LookupError for one the program was opened without."""
        part = self._parts.get(kind)
        if isinstance(part, kind):
            return part
        if issubclass(kind, Repository):
            return self._store.of(kind)
        raise LookupError(f"the program was opened without {kind.__name__}")
