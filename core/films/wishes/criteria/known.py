"""What a request needs to know of the vocabulary: the ids of themes and genres, and how many titles
have each.
"""

from dataclasses import dataclass

from core.films.recommending.features import Family, genre_feature, hashed, theme_feature


@dataclass(frozen=True, slots=True)
class Known:
    """Ids by slug, titles by feature; ``stamp`` changes when the catalogue's features are counted
    anew.

    ``reach`` is the weight below which nobody looks for titles that no index leads to; None in a
    catalogue of usual size.
    """

    stamp: str
    titles: int
    themes: dict[str, int]
    slugs: dict[int, str]
    genres: dict[str, int]
    holders: dict[int, int]
    reach: float | None = None

    def with_theme(self, theme_id: int) -> int:
        """How many titles have a theme."""
        return self.holders.get(theme_feature(theme_id), 0)

    def with_genre(self, slug: str) -> int:
        """How many titles have a genre or sub-genre."""
        return self.holders.get(genre_feature(slug), 0)

    def with_country(self, code: str) -> int:
        """How many titles are from a country."""
        return self.holders.get(hashed(Family.SETTING, f"country:{code}"), 0)
