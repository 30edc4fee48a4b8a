"""What a person said of titles, as their taste is learnt from it."""

from sqlalchemy import BindParameter, Connection, bindparam, literal_column, select

from core.films.recommending.sparse import SparseVector
from core.films.recommending.taste import Opinion
from core.films.tables.vectors import title_vectors
from core.library.tables import favourites, marks

_USER: BindParameter[int] = bindparam("user_id")
_LOVED = (
    select(favourites.c.title_id, literal_column("'favourite'"), title_vectors.c.vector)
    .join(title_vectors, title_vectors.c.title_id == favourites.c.title_id)
    .where(favourites.c.user_id == _USER)
    .order_by(favourites.c.created_at.desc())
    .limit(60)
)
_MARKED = (
    select(marks.c.title_id, marks.c.status, title_vectors.c.vector)
    .join(title_vectors, title_vectors.c.title_id == marks.c.title_id)
    .where(marks.c.user_id == _USER)
    .order_by(marks.c.updated_at.desc())
    .limit(120)
)


def opinions(connection: Connection, user_id: int) -> tuple[Opinion, ...]:
    """The latest favourites and marks of a user, favourites first, each title once."""
    found: dict[int, Opinion] = {}
    for statement in (_LOVED, _MARKED):
        for title_id, status, vector in connection.execute(statement, {"user_id": user_id}):
            found.setdefault(title_id, Opinion(title_id, status, SparseVector.unpack(vector)))
    return tuple(found.values())
