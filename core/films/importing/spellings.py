"""Every spelling a title can be found by, derived from its texts."""

from collections.abc import Iterable, Iterator, Sequence
from math import log10
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from core.films.tables.texts import alternative_titles, title_names, title_texts
from core.films.tables.titles import titles
from core.storage.engine import AnyRow
from core.words.text import fold

# How much less likely an alternative title is meant, in powers of ten of votes.
_LESS_LIKELY = 0.3
# A title has about this many votes at IMDb for each at TMDB.
_IMDB_VOTES_PER_TMDB_VOTE = 50


class _Spelling(NamedTuple):
    """A name of a title, and how well known the title is by it."""

    title_id: int
    name: str
    weight: float


def as_at_imdb(tmdb_votes: int | None) -> int | None:
    """About how many votes a title has at IMDb, by its votes at TMDB."""
    return None if tmdb_votes is None else _IMDB_VOTES_PER_TMDB_VOTE * tmdb_votes


def log_votes(votes: int | None) -> float:
    """How well known a title is: 0 for not at all, 6 for a million votes."""
    return log10(1 + (votes or 0))


def respell(connection: Connection, title_ids: Sequence[int]) -> None:
    """Replace the spellings of some titles. On SQLite, triggers update the full-text index."""
    if not title_ids:
        return
    connection.execute(delete(title_names).where(title_names.c.title_id.in_(title_ids)))
    if rows := list(_rows(connection, title_ids)):
        connection.execute(insert(title_names), rows)


def _rows(connection: Connection, title_ids: Sequence[int]) -> Iterator[dict[str, object]]:
    for (title_id, folded), weight in _weights(connection, title_ids).items():
        yield {"title_id": title_id, "folded": folded, "weight": round(weight, 3)}


def _weights(connection: Connection, title_ids: Sequence[int]) -> dict[tuple[int, str], float]:
    """The largest weight of each folded name."""
    weights: dict[tuple[int, str], float] = {}
    for spelling in _spellings(connection, title_ids):
        key = (spelling.title_id, fold(spelling.name))
        if key[1]:
            weights[key] = max(spelling.weight, weights.get(key, 0.0))
    return weights


def _spellings(connection: Connection, title_ids: Sequence[int]) -> Iterator[_Spelling]:
    originals = _originals(connection, title_ids)
    weights = {one.title_id: one.weight for one in originals}
    yield from originals
    for title_id, name in _translations(connection, title_ids):
        yield _Spelling(title_id, name, weights[title_id])
    for title_id, name in _alternatives(connection, title_ids):
        yield _Spelling(title_id, name, max(weights[title_id] - _LESS_LIKELY, 0.0))


def _originals(connection: Connection, title_ids: Sequence[int]) -> list[_Spelling]:
    facts = select(titles.c.id, titles.c.original_title, titles.c.imdb_votes, titles.c.tmdb_votes)
    rows = connection.execute(facts.where(titles.c.id.in_(title_ids)))
    return [_Spelling(own, name, _fame(imdb, tmdb)) for own, name, imdb, tmdb in rows]


def _fame(imdb_votes: int | None, tmdb_votes: int | None) -> float:
    return log_votes(imdb_votes if imdb_votes is not None else as_at_imdb(tmdb_votes))


def _translations(connection: Connection, title_ids: Sequence[int]) -> Iterable[AnyRow]:
    texts = select(title_texts.c.title_id, title_texts.c.title)
    return connection.execute(texts.where(title_texts.c.title_id.in_(title_ids)))


def _alternatives(connection: Connection, title_ids: Sequence[int]) -> Iterable[AnyRow]:
    others = select(alternative_titles).where(alternative_titles.c.title_id.in_(title_ids))
    return connection.execute(others)
