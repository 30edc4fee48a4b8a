"""What a person said of titles, as their taste is learnt from it."""

from sqlalchemy import BindParameter, Connection, bindparam, literal_column, select

from core.movies.features import Sparse
from core.movies.taste import Opinion
from core.storage.tables import favourites, marks, title_vectors

_PERSON: BindParameter[int] = bindparam("person_id")
_LOVED = (
    select(favourites.c.title_id, literal_column("'favourite'"), title_vectors.c.vector)
    .join(title_vectors, title_vectors.c.title_id == favourites.c.title_id)
    .where(favourites.c.user_id == _PERSON)
    .order_by(favourites.c.created_at.desc())
    .limit(60)
)
_MARKED = (
    select(marks.c.title_id, marks.c.status, title_vectors.c.vector)
    .join(title_vectors, title_vectors.c.title_id == marks.c.title_id)
    .where(marks.c.user_id == _PERSON)
    .order_by(marks.c.updated_at.desc())
    .limit(120)
)


def opinions(connection: Connection, person_id: int) -> tuple[Opinion, ...]:
    """The latest favourites and marks of a person, favourites first, each title once."""
    found: dict[int, Opinion] = {}
    for statement in (_LOVED, _MARKED):
        for title_id, status, vector in connection.execute(statement, {"person_id": person_id}):
            found.setdefault(title_id, Opinion(title_id, status, Sparse.unpack(vector)))
    return tuple(found.values())
