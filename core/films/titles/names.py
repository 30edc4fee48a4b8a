"""The name of a title in a language, in SQL: in that language, else in English, else the original
one.
"""

from functools import cache

from sqlalchemy import ColumnElement, func, select

from core.films.tables.texts import title_texts
from core.films.tables.titles import titles


@cache
def name_in(language: str) -> ColumnElement[str]:
    """The name of the title of the current row."""
    texts = title_texts.alias()
    of_title = select(texts.c.title).where(texts.c.title_id == titles.c.id)
    names = [
        of_title.where(texts.c.language == code).scalar_subquery()
        for code in dict.fromkeys((language, "en"))
    ]
    return func.coalesce(*names, titles.c.original_title)
