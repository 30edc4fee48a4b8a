"""The statistics of the catalogue, read from the database and cached until a recount."""

from sqlalchemy import Connection, select

from core.films.recommending.features import Family, hashed
from core.films.recommending.vectors import AFTER_PEOPLE, ALL_TITLES, FIRST_PERSON
from core.films.tables.genres import genres, themes
from core.films.tables.titles import titles as titles_table
from core.films.tables.vectors import features as counts
from core.films.wishes.criteria.statistics import CatalogueStatistics
from core.storage.store import Repository, Store

_FIRST_WORD = hashed(Family.WORD, "") & ~0xFFFFFFF
# Where no index leads to the titles of a wish, only so many of the best are looked through.
_SCANNED = 100_000
_WEIGHTS = select(titles_table.c.weight).order_by(titles_table.c.weight.desc()).limit(1)
_ALL = select(counts.c.name, counts.c.titles).where(counts.c.id == ALL_TITLES)


class StatisticsCache(Repository):
    """Caches the statistics until the next recount. Words and people are too many: they stay in the
    database.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._statistics = CatalogueStatistics("", 0, {}, {}, {}, {})

    def on(self, connection: Connection) -> CatalogueStatistics:
        """The statistics as of now."""
        row = connection.execute(_ALL).first()
        stamp, titles = (row[0], row[1]) if row else ("none", 0)
        if stamp != self._statistics.stamp:
            self._statistics = _load(connection, stamp, titles)
        return self._statistics


def _load(connection: Connection, stamp: str, titles: int) -> CatalogueStatistics:
    by_theme = dict(connection.execute(select(themes.c.slug, themes.c.id)).all())
    by_genre = dict(connection.execute(select(genres.c.slug, genres.c.id)).all())
    slugs = {theme_id: slug for slug, theme_id in by_theme.items()}
    least_weight = connection.execute(_WEIGHTS.offset(_SCANNED)).scalar()
    holders = _holders(connection)
    return CatalogueStatistics(stamp, titles, by_theme, slugs, by_genre, holders, least_weight)


def _holders(connection: Connection) -> dict[int, int]:
    """How many titles have each feature that is neither a word nor a person."""
    number = counts.c.id
    no_person = (number < FIRST_PERSON) | (number >= AFTER_PEOPLE)
    counted = select(number, counts.c.titles).where(number < _FIRST_WORD, no_person)
    return dict(connection.execute(counted).all())
