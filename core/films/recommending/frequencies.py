"""What is known of the vocabulary, read from the database and kept until it changes."""

from sqlalchemy import Connection, select

from core.films.recommending.features import Family, hashed
from core.films.recommending.vectors import AFTER_PEOPLE, ALL_TITLES, FIRST_PERSON
from core.films.tables.genres import genres, themes
from core.films.tables.titles import titles as titles_table
from core.films.tables.vectors import features as counts
from core.films.wishes.criteria.known import Known
from core.storage.store import Repository, Store

_FIRST_WORD = hashed(Family.WORD, "") & ~0xFFFFFFF
_REACH = 100_000
_WEIGHTS = select(titles_table.c.weight).order_by(titles_table.c.weight.desc()).limit(1)
_ALL = select(counts.c.name, counts.c.titles).where(counts.c.id == ALL_TITLES)


class Lookup(Repository):
    """Keeps what is known until a rebuild; words and people, of which there are many, are left in
    the database.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._known = Known("", 0, {}, {}, {}, {})

    def on(self, connection: Connection) -> Known:
        """What is known as of now."""
        row = connection.execute(_ALL).first()
        stamp, titles = (row[0], row[1]) if row else ("none", 0)
        if stamp != self._known.stamp:
            self._known = _load(connection, stamp, titles)
        return self._known


def _load(connection: Connection, stamp: str, titles: int) -> Known:
    by_theme = dict(connection.execute(select(themes.c.slug, themes.c.id)).all())
    by_genre = dict(connection.execute(select(genres.c.slug, genres.c.id)).all())
    few = select(counts.c.id, counts.c.titles).where(counts.c.id < _FIRST_WORD)
    few = few.where((counts.c.id < FIRST_PERSON) | (counts.c.id >= AFTER_PEOPLE))
    holders = dict(connection.execute(few).all())
    reach = connection.execute(_WEIGHTS.offset(_REACH)).scalar()
    return Known(
        stamp, titles, by_theme, {i: slug for slug, i in by_theme.items()}, by_genre, holders, reach
    )
