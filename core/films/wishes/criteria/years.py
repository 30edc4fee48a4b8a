"""The years titles are from."""

from collections.abc import Iterator

from core.films.wishes.criteria.ask import Query
from core.films.wishes.criteria.criterion import Criterion, Place, Words, phrase
from core.films.wishes.criteria.loosening import Dearness, Loosening, Rarity, Relaxed, Way
from core.films.wishes.criteria.numbers import between
from core.films.wishes.criteria.shapes import Whole
from core.films.wishes.criteria.tmdb import Parameters, Search, Told
from core.films.wishes.wish import Wish
from core.storage.pieces import Sql
from core.words.speech import Speech

_FIRST_FILM, _FAR_AHEAD = 1870, 2100
_WIDENED = 5  # years at either end, before they are given up


def _conditions(query: Query) -> Iterator[Sql]:
    return between("titles.year", query.ask.wish.year_from, query.ask.wish.year_to)


def _words(wish: Wish, t: Speech) -> Iterator[Words]:
    first, last = wish.year_from, wish.year_to
    if first and last:
        yield Words(Place.MEASURE, _period(first, last, t))
    elif first:
        yield Words(Place.MEASURE, t("lead.since", year=first))
    elif last:
        yield Words(Place.MEASURE, t("lead.until", year=last))


def _period(first: int, last: int, t: Speech) -> str:
    if first == last:
        return t("lead.year", year=first)
    if first % 10 == 0 and last == first + 9:
        return t("lead.decade", year=first)
    return t("lead.years", first=first, last=last)


def _ways(wish: Wish) -> Iterator[Way]:
    first, last = wish.year_from, wish.year_to
    if first is None and last is None:
        return
    wider_first = None if first is None else first - _WIDENED
    wider_last = None if last is None else last + _WIDENED
    asked, alone = _shown(first, last), {"year_from": first, "year_to": last}
    moved = Relaxed("years", asked, _shown(wider_first, wider_last))
    milder = Way(moved, {"year_from": wider_first, "year_to": wider_last}, alone)
    yield Way(Relaxed("years", asked), {"year_from": None, "year_to": None}, alone, milder)


def _shown(first: int | None, last: int | None) -> str:
    """A span of years as text: "1990–1999", "1990–", "–1979", "1994"."""
    return str(first) if first == last else f"{first or ''}–{last or ''}"


def _tmdb(search: Search) -> Told:
    first, last = search.wish.year_from, search.wish.year_to
    parameters: Parameters = {}
    if first is not None:
        parameters[f"{search.dated}.gte"] = f"{first}-01-01"
    if last is not None:
        parameters[f"{search.dated}.lte"] = f"{last}-12-31"
    return Told(parameters, {"year_from": None, "year_to": None})


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
    loosening=Loosening(_ways, ("year_from", "year_to"), Rarity.BOUND, Dearness.BOUND),
    let_go=phrase("field.years"),
    tmdb=_tmdb,
    needs_facts=False,
    form={"since": "year_from", "until": "year_to"},
)
