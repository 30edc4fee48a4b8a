"""Lists hold to every field of a wish: each title shown fits, none that fits is left out, and a
sort orders them.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.films.importing.rows import CERTIFICATION_RANKS
from core.films.taxonomy.taxonomy import genres, meaning, top_level
from core.films.titles.titles import Titles
from core.films.titles.values import Title
from core.films.titles.watch_storage import write_offers
from core.films.titles.watching import Offer, OfferType, is_called
from core.films.wishes.wish import CERTIFICATIONS, SORTS, Wish
from core.library.marks import Marks
from core.storage.store import Store
from core.words.text import fold
from tests.core.conftest import Visit
from tests.core.test_never_again import GENRES, PEOPLE, THEMES, some
from tests.storage.shop import NOON, meet

STREAMED = {"Heat": "Netflix Standard with Ads", "Alien": "Disney Plus", "Babe": "Netflix"}
NAMES = ("Heat", "Dune", "Amélie", "Paddington 2")
WISHES = st.builds(
    Wish,
    kind=st.sampled_from((None, None, "movie", "tv")),
    genres=some((*GENRES, "film-noir", "sitcom", "no such genre")),
    not_genres=some((*GENRES, "film-noir", "sitcom")),
    year_from=st.none() | st.integers(1940, 2020),
    year_to=st.none() | st.integers(1960, 2026),
    runtime_min=st.none() | st.integers(20, 200),
    runtime_max=st.none() | st.integers(20, 200),
    rating_min=st.none() | st.floats(0, 10),
    votes_min=st.none() | st.integers(0, 10**6),
    languages=some(("en", "fr", "ko")),
    not_languages=some(("en", "is")),
    countries=some(("US", "FR", "DE", "ZZ")),
    not_countries=some(("US", "GB", "DE")),
    people=some(PEOPLE),
    not_people=some(PEOPLE),
    themes=some((*THEMES, "marmalade")),
    not_themes=some((*THEMES, "marmalade")),
    certification_max=st.sampled_from((None, *CERTIFICATIONS)),
    providers=some(("Netflix", "Disney Plus")),
    not_providers=some(("Netflix", "Disney Plus")),
    not_like=some(NAMES),
    any=some(("genres", "themes", "people")),
    sort=st.none() | st.sampled_from(SORTS),
)
# One field of such a wish: several together seldom leave anything in the list.
FIELDS = st.sampled_from(
    [name for name in Wish.__dataclass_fields__ if name not in ("like", "any")]
)


def one_field(wish: Wish, name: str) -> Wish:
    return Wish(**{name: getattr(wish, name), "any": wish.any})


def has_genre(title: Title, slug: str) -> bool:
    if slug not in genres():
        return False
    owned = set(title.genres)
    return slug in (owned if genres()[slug].parent else {top_level(genre) for genre in owned})


def has_theme(title: Title, typed: str) -> bool:
    what = meaning(typed)
    words = fold(what.text).split()
    said = fold(title.overview).split()
    tagged = not {*what.themes, *what.genres}.isdisjoint((*title.themes, *title.genres))
    return tagged or bool(words) and all(any(w.startswith(word) for w in said) for word in words)


def has_person(title: Title, name: str) -> bool:
    credited = (*title.directors, *title.writers, *title.cast)
    return fold(name) in {fold(credit.name) for credit in credited}


def streams(title: Title, name: str) -> bool:
    return title.name in STREAMED and is_called(STREAMED[title.name], name)


def _all_of(name: str, has: Callable[[Title, str], bool]) -> Callable[[Title, Wish], bool]:
    def fits(title: Title, wish: Wish) -> bool:
        held = [has(title, value) for value in getattr(wish, name)]
        return any(held) if name in wish.any and held else all(held)

    return fits


def _none_of(name: str, has: Callable[[Title, str], bool]) -> Callable[[Title, Wish], bool]:
    return lambda title, wish: not any(has(title, value) for value in getattr(wish, name))


def _at_least(name: str, figure: Callable[[Title], float | None]) -> Callable[[Title, Wish], bool]:
    def fits(title: Title, wish: Wish) -> bool:
        least, value = getattr(wish, name), figure(title)
        return not least or (value is not None and value >= least)

    return fits


def _at_most(name: str, figure: Callable[[Title], float | None]) -> Callable[[Title, Wish], bool]:
    def fits(title: Title, wish: Wish) -> bool:
        most, value = getattr(wish, name), figure(title)
        return most is None or (value is not None and value <= most)

    return fits


def _certified(title: Title, wish: Wish) -> bool:
    rank = CERTIFICATION_RANKS.get(title.certification or "")
    limit = wish.certification_max
    return limit is None or (rank is not None and rank <= CERTIFICATIONS.index(limit))


def _hidden(title: Title, wish: Wish) -> bool:
    rating = 7.0 if wish.rating_min is None else wish.rating_min
    votes = 300 if wish.votes_min is None else wish.votes_min
    known = votes <= (title.imdb_votes or 0) <= 60_000
    return wish.sort != "hidden" or (known and (title.imdb_rating or 0) >= rating)


FITS: dict[str, Callable[[Title, Wish], bool]] = {
    "kind": lambda title, wish: wish.kind in (None, title.kind),
    "genres": _all_of("genres", has_genre),
    "not_genres": _none_of("not_genres", has_genre),
    "year_from": _at_least("year_from", lambda title: title.year),
    "year_to": _at_most("year_to", lambda title: title.year),
    "runtime_min": _at_least("runtime_min", lambda title: title.runtime),
    "runtime_max": _at_most("runtime_max", lambda title: title.runtime),
    "rating_min": _at_least("rating_min", lambda title: title.imdb_rating),
    "votes_min": _at_least("votes_min", lambda title: title.imdb_votes),
    "languages": lambda title, wish: not wish.languages or title.language in wish.languages,
    "not_languages": lambda title, wish: title.language not in wish.not_languages,
    "countries": lambda title, wish: (
        not wish.countries or title.countries[:1] in [(code,) for code in wish.countries]
    ),
    "not_countries": _none_of("not_countries", lambda title, code: code in title.countries),
    "people": _all_of("people", has_person),
    "not_people": _none_of("not_people", has_person),
    "themes": _all_of("themes", has_theme),
    "not_themes": _none_of("not_themes", has_theme),
    "certification_max": _certified,
    "providers": lambda title, wish: (
        not wish.providers or any(streams(title, name) for name in wish.providers)
    ),
    "not_providers": _none_of("not_providers", streams),
    "not_like": lambda title, wish: title.name not in wish.not_like,
    "sort": _hidden,
}
ORDERS: dict[str, Callable[[Title], tuple[Any, ...]]] = {
    "newest": lambda title: (title.year is None, -(title.year or 0)),
    "oldest": lambda title: (title.year is None, title.year),
    "shortest": lambda title: (not title.runtime, title.runtime),
    "longest": lambda title: (not title.runtime, -(title.runtime or 0)),
}


class Shelf:
    """Somebody who has seen everything in the shop, on whose shelves things stand."""

    def __init__(self, store: Store, person: int, titles: Sequence[Title]) -> None:
        self.store = store
        self.person = person
        self.titles = titles

    async def shows(self, wish: Wish, **more: Any) -> list[Title]:
        found, total = await self.store.of(Marks).listed(
            self.person, "seen", wish, "en", 100, 0, region="US", **more
        )
        assert total == len(found)
        by_id = {title.id: title for title in self.titles}
        return [by_id[one.id] for one in found]


@pytest.fixture
async def shelf(visit: Visit) -> Shelf:
    store, ids = visit.store, list(visit.ids.values())
    person = (await meet(store, "collector")).id
    moments = {title_id: NOON + timedelta(minutes=place) for place, title_id in enumerate(ids)}
    await store.apply(
        *(store.of(Marks).put(person, one, "seen", at, f"c{one}") for one, at in moments.items())
    )
    for number, (name, service) in enumerate(STREAMED.items()):
        offer = Offer("US", number, service, OfferType.SUBSCRIPTION)
        await store.write(
            lambda db, name=name, offer=offer: write_offers(db, visit.id(name), [offer])
        )
    return Shelf(store, person, list((await store.of(Titles).get(ids, "en")).values()))


def test_every_field_is_looked_at() -> None:
    assert set(FITS) == set(Wish.__dataclass_fields__) - {"like", "any"}


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wish=WISHES, name=FIELDS, whole=st.booleans())
async def test_a_list_shows_what_fits_and_all_of_it(
    shelf: Shelf, wish: Wish, name: str, whole: bool
) -> None:
    wish = wish if whole else one_field(wish, name)
    shown = await shelf.shows(wish)
    fitting = [title for title in shelf.titles if all(fits(title, wish) for fits in FITS.values())]
    assert {title.id for title in shown} == {title.id for title in fitting}
    if wish.sort in ORDERS:
        order = [ORDERS[wish.sort](title) for title in shown]
        assert order == sorted(order)


async def test_a_list_of_what_is_like_a_title_has_the_nearest_first(
    visit: Visit, shelf: Shelf
) -> None:
    alien = visit.id("Alien")
    names = [title.name for title in await shelf.shows(Wish(like=("Alien",)), like_ids=(alien,))]
    assert names[0] == "Aliens"
    assert "The Thing" in names
    assert not {"Alien", "Amélie", "Babe"}.intersection(names)
    shorter = await shelf.shows(Wish(like=("Alien",), runtime_max=110), like_ids=(alien,))
    assert [title.name for title in shorter] == ["The Thing", "Deep Blue Sea"]
    new = await shelf.shows(Wish(like=("Alien",), sort="newest"), like_ids=(alien,))
    years = [title.year for title in new]
    assert years == sorted(years, reverse=True)


async def test_what_has_no_year_stands_at_the_end_of_a_list(shelf: Shelf) -> None:
    undated = shelf.titles[0]
    await shelf.store.write(
        lambda db: db.exec_driver_sql(f"UPDATE titles SET year = NULL WHERE id = {undated.id}")
    )
    for sort in ("newest", "oldest"):
        shown = await shelf.shows(Wish(sort=sort))
        assert len(shown) == len(shelf.titles)
        assert shown[-1] == undated


async def test_without_a_region_services_are_not_looked_at(shelf: Shelf) -> None:
    wish = Wish(providers=("Netflix",))
    _, total = await shelf.store.of(Marks).listed(shelf.person, "seen", wish, "en", 100, 0)
    assert total == len(shelf.titles)
