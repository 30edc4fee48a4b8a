"""Full text: the titles whose overviews have given words, on either database."""

from core.storage.sqltext import Sql, sql
from core.words.folding import fold

_LITTLE = 3
_NOTHING = "zzzzzzzzzz"


def overviews_with(words: str, dialect: str) -> Sql:
    """The ids of titles with all of the words, or words that begin so, in the overviews."""
    if dialect == "sqlite":
        return sql(
            "SELECT overview_search.rowid FROM overview_search WHERE overview_search MATCH ?",
            _fts5(words),
        )
    return sql(
        "SELECT title_texts.title_id FROM title_texts"
        " WHERE to_tsvector('simple', title_texts.overview) @@ to_tsquery('simple', ?)",
        _tsquery(words),
    )


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
