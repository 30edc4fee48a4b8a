"""Titles near to liked ones: they share a director, an actor, the franchise or a rare theme."""

from collections.abc import Sequence

from core.films.recommending.features import Family, feature_id
from core.films.recommending.sparse import SparseVector
from core.films.wishes.criteria.statistics import CatalogueStatistics
from core.storage.sqltext import Sql, joined, one_of, sql

# How many titles that share something with the liked ones are read.
_ROWS = 3_000
# Themes of one title that are considered, the rarest first.
_THEMES = 12


def nearness(seeds: Sequence[SparseVector], statistics: CatalogueStatistics) -> Sql | None:
    """Titles that share rare features with the seeds, as rows of ``title_id`` and ``closeness``;
    None where the seeds have nothing to share.
    """
    rows = _ROWS // max(1, len(seeds))
    sources: list[Sql] = []
    for seed in seeds:
        sources += _sources(seed, statistics, rows)
    if not sources:
        return None
    return sql(
        "SELECT title_id, sum(shared) AS closeness FROM (?) AS shared_with GROUP BY title_id",
        joined(" UNION ALL ", sources),
    )


def _sources(seed: SparseVector, statistics: CatalogueStatistics, rows: int) -> list[Sql]:
    """Statements for the titles that share something with a seed, each with about what that adds to
    their similarity.
    """
    found = [
        _with_people(seed, Family.DIRECTOR),
        _with_people(seed, Family.CAST),
        _with_franchise(seed),
        _with_themes(seed, _rarest(seed, statistics, rows)),
    ]
    return [source for source in found if source is not None]


def _rarest(seed: SparseVector, statistics: CatalogueStatistics, rows: int) -> list[int]:
    """The rarest themes of a seed, as many as the rows allow."""
    rarest: list[int] = []
    themes = sorted(seed.members(Family.THEME), key=statistics.with_theme)
    for theme_id in themes[:_THEMES]:
        rows -= statistics.with_theme(theme_id)
        if rows >= 0:
            rarest.append(theme_id)
    return rarest


def _share(seed: SparseVector, family: Family, member: int) -> float:
    """About what sharing this feature with the seed adds to the similarity."""
    return seed.weight(feature_id(family, member)) ** 2


def _with_franchise(seed: SparseVector) -> Sql | None:
    franchises = seed.members(Family.FRANCHISE)
    if not franchises:
        return None
    return sql(
        "SELECT titles.id AS title_id, ? AS shared FROM titles WHERE titles.franchise_id = ?",
        _share(seed, Family.FRANCHISE, franchises[0]),
        franchises[0],
    )


def _with_themes(seed: SparseVector, theme_ids: list[int]) -> Sql | None:
    if not theme_ids:
        return None
    cases = [sql("WHEN ? THEN ?", one, _share(seed, Family.THEME, one)) for one in theme_ids]
    return sql(
        "SELECT title_themes.title_id, CASE title_themes.theme_id ? END AS shared"
        " FROM title_themes WHERE ?",
        joined(" ", cases),
        one_of("title_themes.theme_id", theme_ids),
    )


def _with_people(seed: SparseVector, family: Family) -> Sql | None:
    people = seed.members(family)
    if not people:
        return None
    return sql(
        "SELECT credits.title_id, ? AS shared FROM credits WHERE ?",
        _share(seed, family, people[0]),
        one_of("credits.person_id", people),
    )
