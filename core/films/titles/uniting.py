"""Two titles that turn out to be one become one, and the id of the other leads to it for ever.

What becomes of the rows of the title that goes:

- ``marks``: of two marks by one person the newer holds.
- ``favourites``: a favourite of either is one, as long as the mark that holds is ``seen``.
- ``mark_changes``: the changes of both form one history in the order they were made, so that each
  can be undone to what was said before it, of whichever title (see core.library.journal).
- ``sessions``: what was on show is the title that stays. Shelves are read through forwards.
- ``title_forwards``, ``duplicate_titles``: what led to the title that goes leads to the one that
  stays.
- What else is told of the title goes with it: the title that stays is told of anew.
"""

from sqlalchemy import (
    Connection,
    Table,
    and_,
    delete,
    exists,
    insert,
    select,
    update,
)

from core.dialogue.tables.sessions import sessions
from core.films.tables.genres import title_genres, title_themes
from core.films.tables.identity import duplicate_titles, title_forwards
from core.films.tables.people import credits
from core.films.tables.texts import alternative_titles, title_names, title_texts
from core.films.tables.titles import title_countries, titles
from core.films.tables.vectors import title_vectors
from core.films.tables.watching import title_watch, withdrawn_titles
from core.library.journal import unite_changes
from core.library.tables import favourites, mark_changes, marks

# Every table that refers to titles stands in one of the two, which a test sees to.
UNITED = (marks, favourites, mark_changes, sessions, title_forwards, duplicate_titles)
TOLD = (
    alternative_titles,
    credits,
    title_countries,
    title_genres,
    title_names,
    title_texts,
    title_themes,
    title_vectors,
    title_watch,
    withdrawn_titles,
)


def unite(connection: Connection, kept: int, gone: int) -> None:
    """Let ``gone`` be ``kept`` from now on. Raises ValueError unless both are titles, and two."""
    _hold(connection, kept, gone)
    unite_changes(connection, kept, gone)
    _unite_marks(connection, kept, gone)
    connection.execute(update(sessions).where(sessions.c.title_id == gone).values(title_id=kept))
    _unite_duplicates(connection, kept, gone)
    _forward(connection, kept, gone)
    connection.execute(delete(titles).where(titles.c.id == gone))


def _hold(connection: Connection, kept: int, gone: int) -> None:
    """Wait for those who are about to mark either; they wait for us from now on."""
    both = select(titles.c.id).where(titles.c.id.in_((kept, gone)))
    held = connection.scalars(both.order_by(titles.c.id).with_for_update()).all()
    if len(held) != 2:
        raise ValueError(f"{kept} and {gone} are not two titles")


def _unite_marks(connection: Connection, kept: int, gone: int) -> None:
    ours = marks.alias()
    both = and_(ours.c.title_id == kept, ours.c.user_id == marks.c.user_id)
    newer = exists().where(both, ours.c.updated_at >= marks.c.updated_at)
    connection.execute(delete(marks).where(marks.c.title_id == gone, newer))
    theirs = select(marks.c.user_id).where(marks.c.title_id == gone)
    connection.execute(delete(marks).where(marks.c.title_id == kept, marks.c.user_id.in_(theirs)))
    for table in (marks, favourites):
        _move(connection, table, kept, gone)
    seen = exists().where(
        marks.c.title_id == kept, marks.c.user_id == favourites.c.user_id, marks.c.status == "seen"
    )
    connection.execute(delete(favourites).where(favourites.c.title_id == kept, ~seen))


def _move(connection: Connection, table: Table, kept: int, gone: int) -> None:
    """A person's row of the title that goes, unless they have one of the title that stays."""
    ours = table.alias()
    there = exists().where(ours.c.title_id == kept, ours.c.user_id == table.c.user_id)
    connection.execute(update(table).where(table.c.title_id == gone, ~there).values(title_id=kept))


def _unite_duplicates(connection: Connection, kept: int, gone: int) -> None:
    title_id, original_id = duplicate_titles.c.title_id, duplicate_titles.c.original_id
    between = title_id.in_((kept, gone)) & original_id.in_((kept, gone))
    connection.execute(delete(duplicate_titles).where(between))
    connection.execute(update(duplicate_titles).where(original_id == gone).values(original_id=kept))


def _forward(connection: Connection, kept: int, gone: int) -> None:
    connection.execute(
        update(title_forwards).where(title_forwards.c.title_id == gone).values(title_id=kept)
    )
    connection.execute(insert(title_forwards), {"old_id": gone, "title_id": kept})
