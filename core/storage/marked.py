"""What a person said of titles, as their taste is learnt from it."""

from sqlalchemy import Connection, literal_column, select

from core.movies.features import Sparse
from core.movies.taste import Opinion
from core.storage.tables import favourites, marks, title_vectors

_RECENT = 60


def opinions(connection: Connection, person_id: int) -> tuple[Opinion, ...]:
    """The latest favourites and marks of a person, favourites first, each title once."""
    loved = (
        select(favourites.c.title_id, literal_column("'favourite'"), title_vectors.c.vector)
        .join(title_vectors, title_vectors.c.title_id == favourites.c.title_id)
        .where(favourites.c.user_id == person_id)
        .order_by(favourites.c.created_at.desc())
        .limit(_RECENT)
    )
    marked = (
        select(marks.c.title_id, marks.c.status, title_vectors.c.vector)
        .join(title_vectors, title_vectors.c.title_id == marks.c.title_id)
        .where(marks.c.user_id == person_id)
        .order_by(marks.c.updated_at.desc())
        .limit(_RECENT * 2)
    )
    found: dict[int, Opinion] = {}
    for statement in (loved, marked):
        for title_id, status, vector in connection.execute(statement):
            found.setdefault(title_id, Opinion(title_id, status, Sparse.unpack(vector)))
    return tuple(found.values())
