"""The theme vocabulary's names."""

from functools import cache

from core.films.taxonomy.rows import names, rows, slug


@cache
def theme_names() -> dict[str, dict[str, str]]:
    """Names by language of every theme of the vocabulary, by slug."""
    return {slug(row): names(row) for row in rows("theme")}
