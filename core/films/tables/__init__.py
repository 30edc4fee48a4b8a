"""The tables of titles and the people who make them, all of them whichever is imported."""

from core.films.tables import genres, identity, people, texts, titles, vectors, watching

__all__ = ["genres", "identity", "people", "texts", "titles", "vectors", "watching"]
