"""Every spelling a title can be found by, made anew from its texts whenever they change."""

from collections.abc import Iterator, Sequence
from math import log10

from sqlalchemy import Connection, delete, insert, select

from core.films.tables.texts import alternative_titles, title_names, title_texts
from core.films.tables.titles import titles
from core.words.folding import fold

_LESS_LIKELY = 0.3
_VOTES_FOR_ONE = 50


def as_at_imdb(tmdb_votes: int | None) -> int | None:
    """About how many votes a title with so many at TMDB has at IMDb."""
    return None if tmdb_votes is None else _VOTES_FOR_ONE * tmdb_votes


def log_votes(votes: int | None) -> float:
    """How well known a title is: 0 for not at all, 6 for a million votes."""
    return log10(1 + (votes or 0))


def respell(connection: Connection, title_ids: Sequence[int]) -> None:
    """Put the spellings of some titles in the place of the old ones. On SQLite triggers keep the
    search in step.
    """
    if not title_ids:
        return
    connection.execute(delete(title_names).where(title_names.c.title_id.in_(title_ids)))
    weights: dict[tuple[int, str], float] = {}
    for title_id, name, weight in _names(connection, title_ids):
        if folded := fold(name):
            key = (title_id, folded)
            weights[key] = max(weight, weights.get(key, 0.0))
    rows = [
        {"title_id": i, "folded": folded, "weight": round(weight, 3)}
        for (i, folded), weight in weights.items()
    ]
    connection.execute(insert(title_names), rows) if rows else None


def _names(connection: Connection, title_ids: Sequence[int]) -> Iterator[tuple[int, str, float]]:
    facts = select(titles.c.id, titles.c.original_title, titles.c.imdb_votes, titles.c.tmdb_votes)
    known: dict[int, float] = {}
    for title_id, name, imdb, tmdb in connection.execute(facts.where(titles.c.id.in_(title_ids))):
        known[title_id] = log_votes(imdb if imdb is not None else as_at_imdb(tmdb))
        yield title_id, name, known[title_id]
    texts = select(title_texts.c.title_id, title_texts.c.title).where(
        title_texts.c.title_id.in_(title_ids)
    )
    for title_id, name in connection.execute(texts):
        yield title_id, name, known[title_id]
    others = select(alternative_titles).where(alternative_titles.c.title_id.in_(title_ids))
    for title_id, name in connection.execute(others):
        yield title_id, name, max(known[title_id] - _LESS_LIKELY, 0.0)
