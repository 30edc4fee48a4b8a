"""Statistics of the catalogue: the ids of themes and genres, and how many titles have each."""

from dataclasses import dataclass

from core.films.recommending.features import Family, genre_feature, hashed, theme_feature


@dataclass(frozen=True, slots=True)
class CatalogueStatistics:
    """Ids by slug, and how many titles have a feature. ``stamp`` changes with every recount.

    ``least_weight`` bounds the search for titles that no index leads to; it is None in a catalogue
    of ordinary size.
    """

    stamp: str
    titles: int
    themes: dict[str, int]
    slugs: dict[int, str]
    genres: dict[str, int]
    holders: dict[int, int]
    least_weight: float | None = None

    def with_theme(self, theme_id: int) -> int:
        """How many titles have a theme."""
        return self.holders.get(theme_feature(theme_id), 0)

    def with_genre(self, slug: str) -> int:
        """How many titles have a genre or sub-genre."""
        return self.holders.get(genre_feature(slug), 0)

    def with_country(self, code: str) -> int:
        """How many titles are from a country."""
        return self.holders.get(hashed(Family.SETTING, f"country:{code}"), 0)
