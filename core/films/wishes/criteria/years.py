"""The years titles are from."""

from collections.abc import Iterator

from core.films.wishes.criteria.criterion import Criterion, LeadPart, LeadPosition, phrase
from core.films.wishes.criteria.loosening import (
    Loosening,
    Rarity,
    Relaxation,
    RelaxationCost,
    Relaxed,
)
from core.films.wishes.criteria.numbers import between
from core.films.wishes.criteria.query import QueryContext
from core.films.wishes.criteria.shapes import Whole
from core.films.wishes.criteria.tmdb import DiscoverSearch, DiscoverTerms, Parameters
from core.films.wishes.wish import Wish
from core.storage.sqltext import Sql
from core.words.speech import Speech

_FIRST_FILM, _FAR_AHEAD = 1870, 2100
_WIDENED = 5  # years added at either end before the span is dropped


def _conditions(context: QueryContext) -> Iterator[Sql]:
    return between("titles.year", context.query.wish.year_from, context.query.wish.year_to)


def _words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    first, last = wish.year_from, wish.year_to
    if first and last:
        yield LeadPart(LeadPosition.MEASURE, _period(first, last, t))
    elif first:
        yield LeadPart(LeadPosition.MEASURE, t("lead.since", year=first))
    elif last:
        yield LeadPart(LeadPosition.MEASURE, t("lead.until", year=last))


def _period(first: int, last: int, t: Speech) -> str:
    if first == last:
        return t("lead.year", year=first)
    if first % 10 == 0 and last == first + 9:
        return t("lead.decade", year=first)
    return t("lead.years", first=first, last=last)


def _relaxations(wish: Wish) -> Iterator[Relaxation]:
    first, last = wish.year_from, wish.year_to
    if first is None and last is None:
        return
    alone = _span(first, last)
    asked = _shown(first, last)
    yield Relaxation(Relaxed("years", asked), _span(None, None), alone, _widened(first, last))


def _widened(first: int | None, last: int | None) -> Relaxation:
    wider_first = None if first is None else first - _WIDENED
    wider_last = None if last is None else last + _WIDENED
    moved = Relaxed("years", _shown(first, last), _shown(wider_first, wider_last))
    return Relaxation(moved, _span(wider_first, wider_last), _span(first, last))


def _span(first: int | None, last: int | None) -> dict[str, int | None]:
    return {"year_from": first, "year_to": last}


def _shown(first: int | None, last: int | None) -> str:
    """A span of years as text: "1990–1999", "1990–", "–1979", "1994"."""
    return str(first) if first == last else f"{first or ''}–{last or ''}"


def _tmdb(search: DiscoverSearch) -> DiscoverTerms:
    first, last = search.wish.year_from, search.wish.year_to
    parameters: Parameters = {}
    if first is not None:
        parameters[f"{search.dated}.gte"] = f"{first}-01-01"
    if last is not None:
        parameters[f"{search.dated}.lte"] = f"{last}-12-31"
    return DiscoverTerms(parameters, _span(None, None))


YEARS = Criterion(
    name="years",
    fields={
        "year_from": Whole(_FIRST_FILM, _FAR_AHEAD),
        "year_to": Whole(_FIRST_FILM, _FAR_AHEAD),
    },
    prompt="- `year_from`, `year_to`, inclusive: the 90s are 1990 to 1999; after 2010 is from 2011;"
    " before 1980 is to 1979; recent is from three years before today; old or classic is to forty"
    " years before today; early, mid and late 90s are 1990–1993, 1994–1996 and 1997–1999.",
    conditions=_conditions,
    words=_words,
    loosening=Loosening(_relaxations, ("year_from", "year_to"), Rarity.BOUND, RelaxationCost.BOUND),
    let_go=phrase("field.years"),
    tmdb=_tmdb,
    needs_facts=False,
    form={"since": "year_from", "until": "year_to"},
)
