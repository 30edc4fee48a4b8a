"""Recent rankings, so that everybody whose taste is unknown gets the same answer to the same
request.
"""

import time
from collections import OrderedDict
from collections.abc import Hashable, Sequence

from core.films.recommending.ranking import Candidate

_SIZE = 256  # rankings
_LIFETIME = 3_600.0  # seconds


class RankingCache:
    """Rankings by request. Facts that arrive after the first answer do not reorder the next one."""

    def __init__(self) -> None:
        self._rankings: OrderedDict[Hashable, tuple[float, tuple[int, ...]]] = OrderedDict()

    def put(self, request: Hashable, candidates: Sequence[Candidate]) -> None:
        """Remember a ranking for an hour."""
        expires = time.monotonic() + _LIFETIME
        self._rankings[request] = expires, tuple(one.id for one in candidates)
        self._rankings.move_to_end(request)
        if len(self._rankings) > _SIZE:
            self._rankings.popitem(last=False)

    def applied(self, request: Hashable, candidates: Sequence[Candidate]) -> list[Candidate] | None:
        """The candidates in the order remembered, new ones last; None where none is remembered."""
        expires, ids = self._rankings.get(request, (0.0, ()))
        if expires < time.monotonic():
            return None
        places = {title_id: place for place, title_id in enumerate(ids)}
        return sorted(candidates, key=lambda one: places.get(one.id, len(places)))
