"""Two titles that turn out to be one become one, and the id of the other leads to it for ever.

What becomes of the rows of the title that goes is declared by their tables: what users keep of it,
what is on show and what forwards to it are of the title that stays. What is told of it goes with
it: the title that stays is told of anew. Shelves are read through forwards.
"""

from sqlalchemy import Connection, delete, insert, select

from core.films.tables.identity import title_forwards
from core.films.tables.titles import titles
from core.storage.uniting import unite_rows


def unite(connection: Connection, kept: int, gone: int) -> None:
    """Let ``gone`` be ``kept`` from now on. Raises ValueError unless both are titles, and two."""
    _hold(connection, kept, gone)
    unite_rows(connection, titles, kept, gone)
    connection.execute(insert(title_forwards), {"old_id": gone, "title_id": kept})
    connection.execute(delete(titles).where(titles.c.id == gone))


def _hold(connection: Connection, kept: int, gone: int) -> None:
    """Wait for those who are about to mark either; they wait for us from now on."""
    both = select(titles.c.id).where(titles.c.id.in_((kept, gone)))
    held = connection.scalars(both.order_by(titles.c.id).with_for_update()).all()
    if len(held) != 2:
        raise ValueError(f"{kept} and {gone} are not two titles")
