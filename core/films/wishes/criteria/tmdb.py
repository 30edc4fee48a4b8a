"""A wish in the terms of TMDB's /discover."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.films.titles.values import Kind
from core.films.wishes.wish import Wish

Parameters = dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class TmdbNames:
    """TMDB's ids for the names in a wish. TMDB does not know the names that are missing."""

    people: Mapping[str, int] = field(default_factory=dict)
    keywords: Mapping[str, int] = field(default_factory=dict)
    providers: tuple[int, ...] = ()
    region: str | None = None


@dataclass(frozen=True, slots=True)
class DiscoverSearch:
    """A wish to look for among films or series. Few titles meet one that is ``narrow``."""

    kind: Kind
    wish: Wish
    names: TmdbNames
    today: date
    narrow: bool = False

    @property
    def dated(self) -> str:
        """TMDB's name for the release date of this kind."""
        return "primary_release_date" if self.kind == "movie" else "first_air_date"


@dataclass(frozen=True, slots=True)
class DiscoverTerms:
    """The parameters of a criterion, and what they leave to be checked: the new values of fields of
    the wish. Fields that are not named stay as they are.
    """

    parameters: Parameters = field(default_factory=dict)
    unchecked: Mapping[str, Any] = field(default_factory=dict)


def joined(ids: list[int], alternatives: bool) -> str:
    """Ids the way TMDB combines them: any of them, or all."""
    separator = "|" if alternatives else ","
    return separator.join(map(str, dict.fromkeys(ids)))
