"""A wish as TMDB's conditions, and what of it is left to check."""

from datetime import date

import pytest

from core.films.sources.discovery import Discovery, discovery
from core.films.wishes.criteria.criterion import TmdbNames
from core.films.wishes.wish import Wish

TODAY = date(2026, 11, 20)
KNOWN = TmdbNames({"Al Pacino": 1158}, {"heist": 10051}, (8, 1796), "US")


def film(**wish: object) -> Discovery:
    found = discovery("movie", Wish(**wish), KNOWN, TODAY)  # type: ignore[arg-type]
    assert found
    return found


def series(**wish: object) -> Discovery:
    found = discovery("tv", Wish(**wish), KNOWN, TODAY)  # type: ignore[arg-type]
    assert found
    return found


@pytest.mark.parametrize(
    ("wish", "conditions"),
    [
        ({"genres": ("crime", "comedy")}, {"with_genres": "80,35"}),
        ({"genres": ("crime", "comedy"), "any": ("genres",)}, {"with_genres": "80|35"}),
        ({"genres": ("crime",), "not_genres": ("horror",)}, {"without_genres": "27"}),
        (
            {"year_from": 1990, "year_to": 1999},
            {"primary_release_date.gte": "1990-01-01", "primary_release_date.lte": "1999-12-31"},
        ),
        ({"runtime_max": 120}, {"with_runtime.lte": 120, "with_runtime.gte": 1}),
        ({"languages": ("fr", "ko")}, {"with_original_language": "fr|ko"}),
        ({"countries": ("GB",)}, {"with_origin_country": "GB"}),
        ({"people": ("Al Pacino",)}, {"with_people": "1158"}),
        ({"themes": ("heist",)}, {"with_keywords": "10051"}),
        ({"not_themes": ("heist",)}, {"without_keywords": "10051"}),
        ({"certification_max": "PG"}, {"certification_country": "US", "certification.lte": "PG"}),
        (
            {"providers": ("Netflix",)},
            {
                "with_watch_providers": "8|1796",
                "watch_region": "US",
                "with_watch_monetization_types": "flatrate|free|ads",
            },
        ),
        ({"rating_min": 8.0}, {"vote_average.gte": 7.5}),
        (
            {"sort": "newest"},
            {"sort_by": "primary_release_date.desc", "primary_release_date.lte": "2026-11-20"},
        ),
        ({"sort": "popular"}, {"sort_by": "popularity.desc"}),
        ({"sort": "hidden"}, {"vote_count.lte": 1_500, "vote_average.gte": 7.0}),
    ],
)
def test_conditions_of_films(wish: dict[str, object], conditions: dict[str, object]) -> None:
    found = film(**wish).conditions
    assert conditions.items() <= found.items()


def test_programmes_are_for_those_who_ask_for_them() -> None:
    assert (
        series(genres=("comedy",), not_genres=("crime",)).conditions["without_genres"]
        == "80,10763,10764,10767"
    )
    assert "without_genres" not in series(genres=("talk",)).conditions
    assert "without_genres" not in series(genres=("documentary",)).conditions
    assert "without_genres" not in film(genres=("comedy",)).conditions


def test_what_tmdb_was_told_is_not_left() -> None:
    what = film(
        kind="movie",
        genres=("crime",),
        year_from=1990,
        runtime_max=120,
        people=("Al Pacino",),
        themes=("heist",),
        languages=("en",),
        countries=("US",),
        providers=("Netflix",),
    )
    assert what.unchecked == Wish()
    assert not what.needs_facts


@pytest.mark.parametrize(
    ("wish", "left"),
    [
        ({"rating_min": 8.0}, {"rating_min": 8.0}),
        ({"certification_max": "PG"}, {"certification_max": "PG"}),
        ({"themes": ("heist", "cosy")}, {"themes": ("cosy",)}),
        ({"not_people": ("Tom Cruise",)}, {"not_people": ("Tom Cruise",)}),
        ({"genres": ("film-noir",)}, {"genres": ("film-noir",)}),
    ],
)
def test_what_only_the_facts_can_tell_is_left(
    wish: dict[str, object], left: dict[str, object]
) -> None:
    assert film(**wish).unchecked == Wish(**left)  # type: ignore[arg-type]


def test_series_have_other_names_and_no_people() -> None:
    what = series(genres=("action",), year_from=2010, people=("Al Pacino",))
    assert {
        "with_genres": "10759",
        "first_air_date.gte": "2010-01-01",
    }.items() <= what.conditions.items()
    assert "with_people" not in what.conditions
    assert what.unchecked == Wish(people=("Al Pacino",))
    assert what.needs_facts


def test_what_cannot_be_is_not_asked() -> None:
    assert discovery("tv", Wish(genres=("horror",)), KNOWN, TODAY) is None
    assert discovery("tv", Wish(kind="movie"), KNOWN, TODAY) is None
    assert discovery("movie", Wish(people=("Nobody",)), KNOWN, TODAY) is None
    assert discovery("movie", Wish(people=("Nobody", "Al Pacino"), any=("people",)), KNOWN, TODAY)
