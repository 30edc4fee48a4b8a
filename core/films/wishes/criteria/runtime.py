"""How long a film, or an episode of a series, runs."""

from collections.abc import Iterator

from core.films.wishes.criteria.criterion import Criterion, LeadPart, LeadPosition, phrase
from core.films.wishes.criteria.loosening import bounds
from core.films.wishes.criteria.numbers import between
from core.films.wishes.criteria.query import QueryContext
from core.films.wishes.criteria.shapes import Whole
from core.films.wishes.criteria.tmdb import DiscoverSearch, DiscoverTerms, Parameters
from core.films.wishes.wish import Wish
from core.storage.sqltext import Sql
from core.words.speech import Speech

_MINUTES = Whole(1, 1_000)
_STEP = 20  # minutes a bound is moved by before it is dropped


def _conditions(context: QueryContext) -> Iterator[Sql]:
    return between("titles.runtime", context.query.wish.runtime_min, context.query.wish.runtime_max)


def _words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    low, high = wish.runtime_min, wish.runtime_max
    if low and high:
        said = t("lead.between", shortest=t.minutes(low), longest=t.minutes(high))
        yield LeadPart(LeadPosition.MEASURE, said)
    elif high:
        yield LeadPart(LeadPosition.MEASURE, t("lead.under", time=t.minutes(high)))
    elif low:
        yield LeadPart(LeadPosition.MEASURE, t("lead.over", time=t.minutes(low)))


def _tmdb(search: DiscoverSearch) -> DiscoverTerms:
    """At TMDB a title of unknown length has 0 minutes: it is not a short one."""
    low, high = search.wish.runtime_min, search.wish.runtime_max
    parameters: Parameters = {}
    if high is not None:
        parameters |= {"with_runtime.lte": high, "with_runtime.gte": 1}
    if low is not None:
        parameters["with_runtime.gte"] = low
    return DiscoverTerms(parameters, {"runtime_min": None, "runtime_max": None})


RUNTIME = Criterion(
    name="runtime",
    fields={"runtime_min": _MINUTES, "runtime_max": _MINUTES},
    prompt="- `runtime_min`, `runtime_max`, in minutes (of an episode, for series): short is at"
    " most 95 (30), not too long at most 120, long at least 150. Shorter is 30 less than before or"
    " than the title on show; longer is 30 more.",
    conditions=_conditions,
    words=_words,
    loosening=bounds(runtime_min=-_STEP, runtime_max=_STEP),
    let_go=phrase("field.runtime"),
    tmdb=_tmdb,
    form={"minutes": "runtime_max"},
)
