"""A wish as conditions of TMDB's /discover, and what of it is left to be checked with the facts of
each title; pure.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.movies.genres import genres
from core.movies.programmes import unasked
from core.movies.titles import Kind
from core.movies.wish import Wish, set_fields

Conditions = dict[str, str | int | float]

# What a list does not tell of a title: it must be asked for in full before it can be judged by
# these.
_NEEDING_FACTS = frozenset(
    {
        "runtime_min",
        "runtime_max",
        "rating_min",
        "votes_min",
        "people",
        "not_people",
        "themes",
        "not_themes",
        "countries",
        "not_countries",
        "certification_max",
        "providers",
        "not_providers",
    }
)
_DATED: Mapping[Kind, str] = {"movie": "primary_release_date", "tv": "first_air_date"}
_WELL_KNOWN, _KNOWN, _HARDLY_KNOWN = 300, 50, 1_500
_DECENT, _GOOD = 6.0, 7.0
# How far TMDB's averages lie from IMDb's.
_LENIENCE = 0.5


@dataclass(frozen=True, slots=True)
class Known:
    """What names of a wish are at TMDB. A name that is missing is not known there."""

    people: Mapping[str, int] = field(default_factory=dict)
    keywords: Mapping[str, int] = field(default_factory=dict)
    providers: tuple[int, ...] = ()
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """The conditions, and the wish that is left."""

    conditions: Conditions
    left: Wish

    @property
    def needs_facts(self) -> bool:
        """Whether what is left can be judged only with all the facts of a title."""
        return needs_facts(self.left)


def needs_facts(left: Wish) -> bool:
    """Whether a wish can be judged only with more facts than lists tell."""
    return not _NEEDING_FACTS.isdisjoint(set_fields(left))


def discovery(kind: Kind, wish: Wish, known: Known, today: date) -> Discovery | None:
    """How to look for a wish among films or series; None when TMDB cannot: nothing there has such a
    genre or such people.
    """
    if not _possible(kind, wish, known):
        return None
    conditions, expressed = _order(kind, wish, today), {"kind", "sort"}
    for part in (_genres, _years, _runtime, _places, _people, _providers):
        for name, value, said in part(kind, wish, known):
            conditions[name] = value
            expressed.add(said)
    conditions |= _keywords(wish, known) | _narrowing(kind, wish, known)
    return Discovery(conditions, _left(kind, wish, known, expressed))


def _possible(kind: Kind, wish: Wish, known: Known) -> bool:
    there = [bool(_genre_id(kind, slug)) for slug in wish.genres]
    people = [name in known.people for name in wish.people]
    wanted = (("genres", there), ("people", people if kind == "movie" else []))
    return wish.kind in (None, kind) and all(
        not has or (any(has) if name in wish.any else all(has)) for name, has in wanted
    )


def _left(kind: Kind, wish: Wish, known: Known, expressed: set[str]) -> Wish:
    """Sub-genres, series' people, themes that are no keywords, and whatever must not be there."""
    gone = {name: getattr(Wish(), name) for name in expressed}
    if any(genres()[slug].parent for slug in wish.genres if slug in genres()):
        gone.pop("genres", None)
    themes = tuple(theme for theme in wish.themes if theme not in known.keywords)
    one_will_do = "themes" in wish.any and len(themes) < len(wish.themes)
    return wish.with_(**gone, like=(), themes=() if one_will_do else themes)


_Part = Iterator[tuple[str, str | int | float, str]]


def _genres(kind: Kind, wish: Wish, known: Known) -> _Part:
    ids = [number for slug in wish.genres if (number := _genre_id(kind, slug))]
    if ids:
        yield "with_genres", _joined(ids, wish, "genres"), "genres"


def _genre_id(kind: Kind, slug: str) -> int | None:
    genre = genres().get(slug)
    while genre is not None and genre.parent:
        genre = genres()[genre.parent]
    return None if genre is None else genre.tmdb_movie if kind == "movie" else genre.tmdb_tv


def _years(kind: Kind, wish: Wish, known: Known) -> _Part:
    if wish.year_from is not None:
        yield f"{_DATED[kind]}.gte", f"{wish.year_from}-01-01", "year_from"
    if wish.year_to is not None:
        yield f"{_DATED[kind]}.lte", f"{wish.year_to}-12-31", "year_to"


def _runtime(kind: Kind, wish: Wish, known: Known) -> _Part:
    if wish.runtime_min is not None:
        yield "with_runtime.gte", wish.runtime_min, "runtime_min"
    if wish.runtime_max is not None:
        yield "with_runtime.lte", wish.runtime_max, "runtime_max"
        if wish.runtime_min is None:
            yield "with_runtime.gte", 1, "runtime_max"


def _places(kind: Kind, wish: Wish, known: Known) -> _Part:
    if wish.languages:
        yield "with_original_language", "|".join(wish.languages), "languages"
    if wish.countries:
        yield "with_origin_country", "|".join(wish.countries), "countries"


def _people(kind: Kind, wish: Wish, known: Known) -> _Part:
    ids = [known.people[name] for name in wish.people if name in known.people]
    if ids and kind == "movie":
        yield "with_people", _joined(ids, wish, "people"), "people"


def _keywords(wish: Wish, known: Known) -> Conditions:
    """The themes that are keywords; which are not, ``_left`` says."""
    ids = [known.keywords[theme] for theme in wish.themes if theme in known.keywords]
    return {"with_keywords": _joined(ids, wish, "themes")} if ids else {}


def _providers(kind: Kind, wish: Wish, known: Known) -> _Part:
    if wish.providers and known.providers and known.region:
        yield "with_watch_providers", "|".join(map(str, known.providers)), "providers"
        yield "watch_region", known.region, "providers"
        yield "with_watch_monetization_types", "flatrate|free|ads", "providers"


def _joined(ids: list[int], wish: Wish, field: str) -> str:
    return ("|" if field in wish.any else ",").join(map(str, dict.fromkeys(ids)))


def _narrowing(kind: Kind, wish: Wish, known: Known) -> Conditions:
    """Conditions that spare some candidates; all that is said by them is checked again with the
    facts.
    """
    found: Conditions = {}
    without = [slug for slug in (*wish.not_genres, *unasked(wish)) if slug in genres()]
    if unwanted := [number for slug in without if (number := _plain_id(kind, slug))]:
        found["without_genres"] = ",".join(map(str, unwanted))
    if themes := [known.keywords[theme] for theme in wish.not_themes if theme in known.keywords]:
        found["without_keywords"] = ",".join(map(str, themes))
    if wish.certification_max and kind == "movie":
        found |= {"certification_country": "US", "certification.lte": wish.certification_max}
    if wish.rating_min is not None:
        found["vote_average.gte"] = max(wish.rating_min - _LENIENCE, 0)
    return found


def _plain_id(kind: Kind, slug: str) -> int | None:
    return None if genres()[slug].parent else _genre_id(kind, slug)


def _order(kind: Kind, wish: Wish, today: date) -> Conditions:
    """The order, and how well known and liked a title must be."""
    dated = _DATED[kind]
    by_rating: Conditions = {
        "sort_by": "vote_average.desc",
        "vote_count.gte": _least(wish),
        "vote_average.gte": _DECENT,
    }
    orders: Mapping[str | None, Callable[[], Conditions]] = {
        "popular": lambda: {"sort_by": "popularity.desc", "vote_count.gte": _KNOWN},
        "newest": lambda: {
            "sort_by": f"{dated}.desc",
            "vote_count.gte": _KNOWN,
            f"{dated}.lte": today.isoformat(),
        },
        "oldest": lambda: {"sort_by": f"{dated}.asc", "vote_count.gte": _KNOWN},
        "hidden": lambda: (
            by_rating
            | {"vote_count.gte": _KNOWN, "vote_count.lte": _HARDLY_KNOWN, "vote_average.gte": _GOOD}
        ),
    }
    return orders.get(wish.sort, lambda: by_rating)()


def _least(wish: Wish) -> int:
    """Where a wish is narrow, few titles are well known."""
    return (
        _KNOWN
        if wish.people or wish.themes or wish.languages or wish.countries or wish.providers
        else _WELL_KNOWN
    )
