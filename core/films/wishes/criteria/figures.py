"""What a title is in figures: kind, year, length, ratings and age rating."""

from collections.abc import Iterator
from typing import NamedTuple

from core.films.wishes.criteria.criterion import (
    Criterion,
    DiscoverSearch,
    DiscoverTerms,
    LeadPart,
    LeadPosition,
    Parameters,
    Query,
    QueryContext,
    phrase,
)
from core.films.wishes.criteria.loosening import (
    Loosening,
    Rarity,
    Relaxation,
    RelaxationCost,
    Relaxed,
    bounds,
)
from core.films.wishes.criteria.shapes import Choice, Decimal, Whole
from core.films.wishes.wish import CERTIFICATIONS, Limit, Wish
from core.storage.sqltext import Sql, sql
from core.words.speech import Speech


def between(column: str, low: float | None, high: float | None) -> Iterator[Sql]:
    """That a column lies between two bounds, inclusive; None is no bound."""
    if low is not None:
        yield Sql(f"{column} >= ?", (low,))
    if high is not None:
        yield Sql(f"{column} <= ?", (high,))


def _kind_conditions(context: QueryContext) -> Iterator[Sql]:
    if context.query.wish.kind:
        yield sql("titles.kind = ?", context.query.wish.kind)


def _kind_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.kind:
        yield LeadPart(LeadPosition.NOUN, t(f"plain.{wish.kind}"))


def _kind_tmdb(search: DiscoverSearch) -> DiscoverTerms | None:
    if search.wish.kind not in (None, search.kind):
        return None
    return DiscoverTerms(unchecked={"kind": None})


KIND = Criterion(
    name="kind",
    fields={"kind": Choice(("movie", "tv"))},
    prompt="- `kind`: movie or tv when a word says so (film, series…); null otherwise.",
    conditions=_kind_conditions,
    words=_kind_words,
    tmdb=_kind_tmdb,
    needs_facts=False,
    form={"kind": "kind"},
)


_FIRST_FILM, _FAR_AHEAD = 1870, 2100
_WIDENED = 5  # years added at either end before the span is dropped


def _year_conditions(context: QueryContext) -> Iterator[Sql]:
    return between("titles.year", context.query.wish.year_from, context.query.wish.year_to)


def _year_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if said := _said_years(wish.year_from, wish.year_to, t):
        yield LeadPart(LeadPosition.MEASURE, said)


def _said_years(first: int | None, last: int | None, t: Speech) -> str:
    if first and last:
        return _period(first, last, t)
    if first:
        return t("lead.since", year=first)
    return t("lead.until", year=last) if last else ""


def _period(first: int, last: int, t: Speech) -> str:
    if first == last:
        return t("lead.year", year=first)
    if first % 10 == 0 and last == first + 9:
        return t("lead.decade", year=first)
    return t("lead.years", first=first, last=last)


def _relaxations(wish: Wish) -> Iterator[Relaxation]:
    first, last = wish.year_from, wish.year_to
    if first is not None or last is not None:
        yield _dropped(first, last)


def _dropped(first: int | None, last: int | None) -> Relaxation:
    asked = Relaxed("years", _shown(first, last))
    return Relaxation(asked, _span(None, None), _span(first, last), _widened(first, last))


def _widened(first: int | None, last: int | None) -> Relaxation:
    wider = _wider(first, last)
    moved = Relaxed("years", _shown(first, last), _shown(*wider))
    return Relaxation(moved, _span(*wider), _span(first, last))


def _wider(first: int | None, last: int | None) -> tuple[int | None, int | None]:
    wider_first = None if first is None else first - _WIDENED
    wider_last = None if last is None else last + _WIDENED
    return wider_first, wider_last


def _span(first: int | None, last: int | None) -> dict[str, int | None]:
    return {"year_from": first, "year_to": last}


def _shown(first: int | None, last: int | None) -> str:
    """A span of years as text: "1990–1999", "1990–", "–1979", "1994"."""
    return str(first) if first == last else f"{first or ''}–{last or ''}"


def _year_tmdb(search: DiscoverSearch) -> DiscoverTerms:
    parameters = _date_parameters(search.dated, search.wish.year_from, search.wish.year_to)
    return DiscoverTerms(parameters, _span(None, None))


def _date_parameters(dated: str, first: int | None, last: int | None) -> Parameters:
    parameters: Parameters = {}
    if first is not None:
        parameters[f"{dated}.gte"] = f"{first}-01-01"
    if last is not None:
        parameters[f"{dated}.lte"] = f"{last}-12-31"
    return parameters


YEARS = Criterion(
    name="years",
    fields={
        "year_from": Whole(_FIRST_FILM, _FAR_AHEAD),
        "year_to": Whole(_FIRST_FILM, _FAR_AHEAD),
    },
    prompt="- `year_from`, `year_to`, inclusive: the 90s are 1990 to 1999; after 2010 is from 2011;"
    " before 1980 is to 1979; recent is from three years before today; old or classic is to forty"
    " years before today; early, mid and late 90s are 1990–1993, 1994–1996 and 1997–1999.",
    conditions=_year_conditions,
    words=_year_words,
    loosening=Loosening(_relaxations, ("year_from", "year_to"), Rarity.BOUND, RelaxationCost.BOUND),
    let_go=phrase("field.years"),
    tmdb=_year_tmdb,
    needs_facts=False,
    form={"since": "year_from", "until": "year_to"},
)


_MINUTES = Whole(1, 1_000)
_RUNTIME_STEP = 20  # minutes a bound is moved by before it is dropped


def _runtime_conditions(context: QueryContext) -> Iterator[Sql]:
    return between("titles.runtime", context.query.wish.runtime_min, context.query.wish.runtime_max)


def _runtime_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if said := _said_length(wish.runtime_min, wish.runtime_max, t):
        yield LeadPart(LeadPosition.MEASURE, said)


def _said_length(low: int | None, high: int | None, t: Speech) -> str:
    if low and high:
        return _said_span(low, high, t)
    if high:
        return t("lead.under", time=t.minutes(high))
    return t("lead.over", time=t.minutes(low)) if low else ""


def _said_span(low: int, high: int, t: Speech) -> str:
    return t("lead.between", shortest=t.minutes(low), longest=t.minutes(high))


def _runtime_tmdb(search: DiscoverSearch) -> DiscoverTerms:
    parameters = _length_parameters(search.wish.runtime_min, search.wish.runtime_max)
    return DiscoverTerms(parameters, {"runtime_min": None, "runtime_max": None})


def _length_parameters(low: int | None, high: int | None) -> Parameters:
    """At TMDB a title of unknown length has 0 minutes: it is not a short one."""
    parameters: Parameters = {}
    if high is not None:
        parameters |= {"with_runtime.lte": high, "with_runtime.gte": 1}
    if low is not None:
        parameters["with_runtime.gte"] = low
    return parameters


RUNTIME = Criterion(
    name="runtime",
    fields={"runtime_min": _MINUTES, "runtime_max": _MINUTES},
    prompt="- `runtime_min`, `runtime_max`, in minutes (of an episode, for series): short is at"
    " most 95 (30), not too long at most 120, long at least 150. Shorter is 30 less than before or"
    " than the title on show; longer is 30 more.",
    conditions=_runtime_conditions,
    words=_runtime_words,
    loosening=bounds(runtime_min=-_RUNTIME_STEP, runtime_max=_RUNTIME_STEP),
    let_go=phrase("field.runtime"),
    tmdb=_runtime_tmdb,
    form={"minutes": "runtime_max"},
)


# The index of notable titles holds those with at least this many votes (see
# core.films.tables.titles).
NOTABLE_VOTES = 1_000
_MOST_VOTES = 10_000_000
_RATING_STEP = 0.5  # points a rating is lowered by before it is dropped
_TOLERANCE = 0.5  # points TMDB's averages differ from IMDb's


class _Columns(NamedTuple):
    """The columns ratings are read from."""

    rating: str
    votes: str

    @property
    def notable(self) -> Sql:
        """The condition of the index of notable titles."""
        return Sql(f"{self.votes} >= {NOTABLE_VOTES}")


_IMDB = _Columns("titles.imdb_rating", "titles.imdb_votes")
# Far fewer people vote at TMDB, so its votes say little: a title without votes at IMDb passes.
_EITHER = _Columns(
    "coalesce(titles.imdb_rating, titles.tmdb_rating)", "coalesce(titles.imdb_votes, 1000000000)"
)


def _columns(context: QueryContext) -> _Columns:
    return _EITHER if context.query.from_source else _IMDB


def _rated(context: QueryContext) -> Iterator[Sql]:
    return between(_columns(context).rating, _least_rating(context.query) or None, None)


def _least_rating(query: Query) -> float:
    least = query.wish.rating_min
    return query.floor.rating if least is None else least


def _voted(context: QueryContext) -> Iterator[Sql]:
    columns, least = _columns(context), _least_votes(context.query)
    if least >= NOTABLE_VOTES:
        yield columns.notable
    told = least in (0, NOTABLE_VOTES)
    yield from between(columns.votes, None if told else least, context.query.floor.votes_max)


def _least_votes(query: Query) -> int:
    least = query.wish.votes_min
    return query.floor.votes if least is None else least


def _rating_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.rating_min:
        yield LeadPart(LeadPosition.MEASURE, t("lead.rating", rating=t.rating(wish.rating_min)))


def _votes_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.votes_min:
        yield LeadPart(LeadPosition.MEASURE, t("lead.votes", votes=t.number(wish.votes_min)))


def _rating_at_tmdb(search: DiscoverSearch) -> DiscoverTerms:
    """Saves some candidates; IMDb's rating is tested afterwards."""
    least = search.wish.rating_min
    if least is None:
        return DiscoverTerms()
    return DiscoverTerms({"vote_average.gte": max(least - _TOLERANCE, 0)})


RATING = Criterion(
    name="rating",
    fields={"rating_min": Decimal(0, 10)},
    prompt="- `rating_min` (0 to 10),",
    conditions=_rated,
    by_default=True,
    words=_rating_words,
    loosening=bounds(rating_min=-_RATING_STEP),
    let_go=phrase("field.rating_min"),
    tmdb=_rating_at_tmdb,
    form={"rating": "rating_min"},
)
VOTES = Criterion(
    name="votes",
    fields={"votes_min": Whole(0, _MOST_VOTES)},
    prompt="`votes_min`: good or well rated is 7; better rated is half a point more than before,"
    " from 7.",
    conditions=_voted,
    by_default=True,
    words=_votes_words,
    loosening=bounds(votes_min=0),
    let_go=phrase("field.votes_min"),
)


def _certification_conditions(context: QueryContext) -> Iterator[Sql]:
    limit = context.query.wish.certification_max
    if limit:
        yield sql("titles.certification_rank <= ?", CERTIFICATIONS.index(limit))


def _certification_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if limit := wish.certification_max:
        yield LeadPart(LeadPosition.MEASURE, t("lead.certification", certification=limit))


def _certification_tmdb(search: DiscoverSearch) -> DiscoverTerms:
    """TMDB has certifications for some films and no series: they are tested afterwards."""
    limit = search.wish.certification_max
    if not limit or search.kind == "tv":
        return DiscoverTerms()
    return DiscoverTerms({"certification_country": "US", "certification.lte": limit})


CERTIFICATION = Criterion(
    name="certification",
    fields={"certification_max": Choice(CERTIFICATIONS)},
    prompt="- `certification_max`: G, PG, PG-13 or R. For kids or the whole family PG, under six G,"
    " for teenagers PG-13.",
    conditions=_certification_conditions,
    words=_certification_words,
    tmdb=_certification_tmdb,
    lasting=Limit("certification_max", CERTIFICATIONS),
)
