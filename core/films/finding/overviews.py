"""Full-text search in overviews, on either database."""

from core.storage.sqltext import Sql, sql
from core.words.text import fold

_SHORTEST = 3  # letters; shorter words are left out where there are others
_SHORTEST_PLURAL = 5  # letters
_NOTHING = "zzzzzzzzzz"  # found nowhere


def overviews_with(words: str, dialect: str) -> Sql:
    """The ids of titles whose overviews contain all of the words, or words that begin with them."""
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
    """PostgreSQL's index has accents, so they stay in what is searched for."""
    plain = "".join(c if c.isalnum() else " " for c in words.casefold())
    return " & ".join(f"{word}:*" for word in _telling(plain)) or _NOTHING


def _telling(words: str) -> list[str]:
    """The words to search for: without very short ones, plurals as singulars."""
    listed = words.split()
    telling = [word for word in listed if len(word) >= _SHORTEST] or listed
    return [_singular(word) for word in telling]


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= _SHORTEST_PLURAL and word.endswith("s") else word
