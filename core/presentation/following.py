"""What capabilities offer once a user has marked a title."""

from collections.abc import Callable, Iterable
from itertools import chain

from core.dialogue.turn import Turn
from core.library.opinions import Status
from core.presentation.paging import Row

# What is offered for a title, by id, that this turn marks so; it may also await an answer.
AfterMark = Callable[[Turn, int, Status], Row]


class AfterMarks:
    """Everything the capabilities offer after a mark."""

    def __init__(self, added: Iterable[AfterMark]) -> None:
        self._added = tuple(added)

    def offered(self, turn: Turn, title_id: int, status: Status) -> Row:
        """The buttons beside the one that takes the mark back."""
        return tuple(chain.from_iterable(offer(turn, title_id, status) for offer in self._added))
