"""What TMDB's /discover is told of a wish."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.films.titles.values import Kind
from core.films.wishes.wish import Wish

Parameters = dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class TmdbNames:
    """What names of a wish are at TMDB. A name that is missing is not known there."""

    people: Mapping[str, int] = field(default_factory=dict)
    keywords: Mapping[str, int] = field(default_factory=dict)
    providers: tuple[int, ...] = ()
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """A wish to look for among films or series. ``narrow`` is one that few titles meet."""

    kind: Kind
    wish: Wish
    names: TmdbNames
    today: date
    narrow: bool = False

    @property
    def dated(self) -> str:
        """TMDB's name for the date of a film or a series."""
        return "primary_release_date" if self.kind == "movie" else "first_air_date"


@dataclass(frozen=True, slots=True)
class Told:
    """The parameters that say a condition, and by field what is ``left`` to be checked; a field
    that is not named is left as it is.
    """

    parameters: Parameters = field(default_factory=dict)
    left: Mapping[str, Any] = field(default_factory=dict)


def joined(ids: list[int], alternatives: bool) -> str:
    """Ids as TMDB wants them: all of them, or one of several."""
    return ("|" if alternatives else ",").join(map(str, dict.fromkeys(ids)))
