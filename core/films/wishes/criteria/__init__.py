"""The criteria of a wish, one row each. Whoever needs to know about the conditions of a wish reads
these rows: requests, lists, what gives way, TMDB, the model's prompt and schema, forms, words.

A new criterion is a field of Wish, a row here, and its phrases in each language.
"""

from core.films.wishes.criteria.availability import COUNTRIES, LANGUAGES, PROVIDERS
from core.films.wishes.criteria.content import GENRES, LIKENESS, PEOPLE, THEMES
from core.films.wishes.criteria.criterion import Criteria
from core.films.wishes.criteria.figures import CERTIFICATION, KIND, RATING, RUNTIME, VOTES, YEARS
from core.films.wishes.criteria.orders import ANY, SORT

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
