"""Search of titles, to be filled."""

from core.storage.engine import Reader


class Search:
    """Search over the reading connections."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
