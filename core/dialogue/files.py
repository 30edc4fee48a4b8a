"""Files somebody sends: which capability takes which."""

from collections.abc import Callable, Iterable

from core.dialogue.intents import Intent
from core.dialogue.turn import Upload

FileTaker = Callable[[Upload], Intent | None]


class FileTakers:
    """What the capabilities take, the first that knows a file first."""

    def __init__(self, takers: Iterable[FileTaker]) -> None:
        self._takers = tuple(takers)

    def intent(self, files: Iterable[Upload]) -> Intent | None:
        """What the files ask for; None where nobody takes any of them."""
        found = (taker(file) for file in files for taker in self._takers)
        return next((intent for intent in found if intent is not None), None)
