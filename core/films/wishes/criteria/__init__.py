"""The criteria of a wish, one row each. Whoever needs to know about the conditions of a wish reads
these rows: requests, lists, what gives way, TMDB, the model's prompt and schema, forms, words.

A new criterion is a field of Wish, a row here, and its phrases in each language.
"""

from core.films.wishes.criteria.certification import CERTIFICATION
from core.films.wishes.criteria.genres import GENRES
from core.films.wishes.criteria.kind import KIND
from core.films.wishes.criteria.likeness import LIKENESS
from core.films.wishes.criteria.people import PEOPLE
from core.films.wishes.criteria.places import COUNTRIES, LANGUAGES
from core.films.wishes.criteria.providers import PROVIDERS
from core.films.wishes.criteria.ratings import RATING, VOTES
from core.films.wishes.criteria.rows import Criteria
from core.films.wishes.criteria.runtime import RUNTIME
from core.films.wishes.criteria.sorting import ANY, SORT
from core.films.wishes.criteria.themes import THEMES
from core.films.wishes.criteria.years import YEARS

__all__ = ["CRITERIA", "Criteria"]

# In the order a model is told of them.
CRITERIA = Criteria(
    KIND,
    GENRES,
    THEMES,
    YEARS,
    RUNTIME,
    RATING,
    VOTES,
    LANGUAGES,
    COUNTRIES,
    PEOPLE,
    PROVIDERS,
    CERTIFICATION,
    LIKENESS,
    ANY,
    SORT,
)
