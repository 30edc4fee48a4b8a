"""What a recommendation is asked for."""

from collections.abc import Collection
from dataclasses import dataclass

from core.films.wishes.wish import Wish


@dataclass(frozen=True, slots=True)
class Request:
    """What fits a wish, near to the titles of ``like_ids`` (to each, for a mashup).

    ``unlike_ids`` are titles to be far from; ``exclude`` are left out besides. ``suggested`` are
    titles that somebody who read the request thought of; those that fit come before others as
    good. ``surprise`` shuffles the good ones by ``seed``. Where nothing is found the wish is
    relaxed, unless ``relax`` says not to; what the wish ``before`` had not is given up last.
    ``language`` is that of the reasons, ``region`` is where titles shall be watchable.
    """

    wish: Wish
    like_ids: tuple[int, ...] = ()
    unlike_ids: tuple[int, ...] = ()
    suggested: tuple[int, ...] = ()
    exclude: Collection[int] = ()
    mashup: bool = False
    surprise: bool = False
    seed: int | None = None
    limit: int = 40
    relax: bool = True
    before: Wish | None = None
    language: str = "en"
    region: str | None = None
