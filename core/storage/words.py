"""Full text: the titles whose overviews have given words, on either database."""

from sqlalchemy import ColumnElement, Select, func, literal_column, select, table

from core.folding import fold
from core.storage.tables import title_texts

_LITTLE = 3
_SIMPLE: ColumnElement[str] = literal_column("'simple'")
_NOTHING = "zzzzzzzzzz"


def overviews_with(words: str, dialect: str) -> Select[tuple[int]]:
    """The ids of titles with all of the words, or words that begin so, in the overviews."""
    if dialect == "sqlite":
        match = literal_column("overview_search").op("MATCH", is_comparison=True)(_fts5(words))
        return select(literal_column("rowid").label("title_id")).select_from(table("overview_search")).where(match)
    indexed = func.to_tsvector(_SIMPLE, title_texts.c.overview)
    match = indexed.op("@@", is_comparison=True)(func.to_tsquery(_SIMPLE, _tsquery(words)))
    return select(title_texts.c.title_id).where(match)


def _fts5(words: str) -> str:
    return " ".join(f'"{word}"*' for word in _telling(fold(words))) or _NOTHING


def _tsquery(words: str) -> str:
    """PostgreSQL keeps the accents of what it indexes, so they stay in what is looked for."""
    plain = "".join(c if c.isalnum() else " " for c in words.casefold())
    return " & ".join(f"{word}:*" for word in _telling(plain)) or _NOTHING


def _telling(words: str) -> list[str]:
    """The words that say something, plurals as singulars: their beginnings are looked for."""
    listed = words.split()
    telling = [word for word in listed if len(word) >= _LITTLE] or listed
    return [word[:-1] if len(word) > 4 and word.endswith("s") else word for word in telling]
