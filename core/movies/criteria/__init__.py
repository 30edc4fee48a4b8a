"""The criteria of a wish, one row each. Whoever needs to know about the conditions of a wish reads
these rows: requests, lists, what gives way, TMDB, the model's prompt and schema, forms, words.

A new criterion is a field of Wish, a row here, and its phrases in each language.
"""

from core.movies.criteria.certification import CERTIFICATION
from core.movies.criteria.genres import GENRES
from core.movies.criteria.kind import KIND
from core.movies.criteria.likeness import LIKENESS
from core.movies.criteria.people import PEOPLE
from core.movies.criteria.places import COUNTRIES, LANGUAGES
from core.movies.criteria.providers import PROVIDERS
from core.movies.criteria.ratings import RATING, VOTES
from core.movies.criteria.rows import Criteria
from core.movies.criteria.runtime import RUNTIME
from core.movies.criteria.sorting import ANY, SORT
from core.movies.criteria.themes import THEMES
from core.movies.criteria.years import YEARS

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
