"""What lies near titles somebody likes: those that share a maker, the franchise or a theme with them."""

from collections.abc import Sequence

from core.films.recommending.features import Family, Sparse, feature_id
from core.films.wishes.criteria.known import Known
from core.storage.pieces import Sql, joined, one_of, sql

# How many titles that share something with the liked ones are looked at.
_ROWS = 3_000
_THEMES = 12


def nearness(seeds: Sequence[Sparse], known: Known) -> Sql | None:
    """The titles that share what is rarest of the seeds, as rows of ``title_id`` and ``closeness``;
    None where there is nothing to share.
    """
    rows = _ROWS // max(1, len(seeds))
    sources = [source for seed in seeds for source in _sources(seed, known, rows)]
    if not sources:
        return None
    return sql(
        "SELECT title_id, sum(shared) AS closeness FROM (?) AS shared_with GROUP BY title_id",
        joined(" UNION ALL ", sources),
    )


def _sources(seed: Sparse, known: Known, rows: int) -> list[Sql]:
    """The titles that share a maker, the franchise or a theme with a seed, with about what each
    adds to the closeness.
    """
    franchises = seed.members(Family.FRANCHISE)[:1]
    found = [
        _with_people(seed, Family.DIRECTOR),
        _with_people(seed, Family.CAST),
        *(_with_franchise(seed, franchise) for franchise in franchises),
        _with_themes(seed, _rarest(seed, known, rows)),
    ]
    return [source for source in found if source is not None]


def _rarest(seed: Sparse, known: Known, rows: int) -> list[int]:
    """The themes that bind most: the rarest, as many as the rows allow."""
    rarest: list[int] = []
    for theme_id in sorted(seed.members(Family.THEME), key=known.with_theme)[:_THEMES]:
        rows -= known.with_theme(theme_id)
        if rows >= 0:
            rarest.append(theme_id)
    return rarest


def _share(seed: Sparse, family: Family, member: int) -> float:
    """What a title that shares this feature with the seed gains in closeness, about."""
    return seed.weight(feature_id(family, member)) ** 2


def _with_franchise(seed: Sparse, franchise: int) -> Sql:
    share = _share(seed, Family.FRANCHISE, franchise)
    return sql(
        "SELECT titles.id AS title_id, ? AS shared FROM titles WHERE titles.franchise_id = ?",
        share,
        franchise,
    )


def _with_themes(seed: Sparse, theme_ids: list[int]) -> Sql | None:
    if not theme_ids:
        return None
    shares = joined(
        " ",
        (
            sql("WHEN ? THEN ?", theme_id, _share(seed, Family.THEME, theme_id))
            for theme_id in theme_ids
        ),
    )
    return sql(
        "SELECT title_themes.title_id, CASE title_themes.theme_id ? END AS shared FROM title_themes WHERE ?",
        shares,
        one_of("title_themes.theme_id", theme_ids),
    )


def _with_people(seed: Sparse, family: Family) -> Sql | None:
    makers = seed.members(family)
    if not makers:
        return None
    share, them = _share(seed, family, makers[0]), one_of("credits.person_id", makers)
    return sql("SELECT credits.title_id, ? AS shared FROM credits WHERE ?", share, them)
