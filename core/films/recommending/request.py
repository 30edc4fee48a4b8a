"""What a recommendation is asked for."""

from collections.abc import Collection
from dataclasses import dataclass

from core.films.wishes.wish import Wish


@dataclass(frozen=True, slots=True)
class Request:
    """Titles that fit a wish and are similar to those of ``like_ids`` (to each, for a mashup).

    - ``unlike_ids``: titles to be unlike. ``exclude``: titles to leave out besides.
    - ``suggested``: titles the model thought of. Those that fit rank before equally good ones.
    - ``surprise``: shuffle the good ones by ``seed``.
    - ``relax``: relax the wish where nothing fits; what it adds to the wish ``before`` goes last.
    - ``language``: the language of the reasons. ``region``: where titles must be available.
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
