"""What a title is called in a language, in SQL: in that language, else in English, else as it was
first called.
"""

from functools import cache

from sqlalchemy import ColumnElement, func, select

from core.films.tables.texts import title_texts
from core.films.tables.titles import titles


@cache
def name_in(language: str) -> ColumnElement[str]:
    """The name of the title of the row at hand."""
    wanted = title_texts.alias()
    named = select(wanted.c.title).where(wanted.c.title_id == titles.c.id)
    choices = [
        named.where(wanted.c.language == code).scalar_subquery()
        for code in dict.fromkeys((language, "en"))
    ]
    return func.coalesce(*choices, titles.c.original_title)
