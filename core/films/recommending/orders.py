"""Orders made lately, so that the same question has the same answer for everybody whose taste is
not known.
"""

import time
from collections import OrderedDict
from collections.abc import Hashable, Sequence

from core.films.recommending.ranking import Candidate

_KEPT = 256
_SECONDS = 3_600.0


class Orders:
    """Title ids in order, by question. Facts that arrive after the first answer do not turn the
    next one about.
    """

    def __init__(self) -> None:
        self._orders: OrderedDict[Hashable, tuple[float, tuple[int, ...]]] = OrderedDict()

    def keep(self, question: Hashable, candidates: Sequence[Candidate]) -> None:
        """Remember an order for an hour."""
        self._orders[question] = time.monotonic() + _SECONDS, tuple(one.id for one in candidates)
        self._orders.move_to_end(question)
        if len(self._orders) > _KEPT:
            self._orders.popitem(last=False)

    def applied(
        self, question: Hashable, candidates: Sequence[Candidate]
    ) -> list[Candidate] | None:
        """The candidates in the order remembered, those that were not in it last; None where none
        is.
        """
        until, ids = self._orders.get(question, (0.0, ()))
        if until < time.monotonic():
            return None
        places = {title_id: place for place, title_id in enumerate(ids)}
        return sorted(candidates, key=lambda one: places.get(one.id, len(places)))
