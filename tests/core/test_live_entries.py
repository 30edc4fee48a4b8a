"""What TMDB tells as entries of the catalogue."""

from typing import Any

import pytest

from core.clients.omdb import Scores
from core.clients.tmdb_answers import TitleDetails, TitleEntry
from core.films.sources.entries import full_facts, outlined
from core.films.titles.watching import OfferType, is_called
from tests.wires.films import KNOWN, Film
from tests.wires.tmdb_told import details, listed

HEAT = KNOWN[0]


def full(film: Film, **more: Any) -> TitleDetails:
    return TitleDetails.model_validate(details(film, []) | more)


def test_a_title_of_a_list() -> None:
    entry = outlined("movie", TitleEntry.model_validate(listed(HEAT)))
    assert entry
    assert (entry.tmdb_id, entry.year, entry.genres, entry.tmdb_votes) == (
        949,
        1995,
        ["action", "crime", "drama", "thriller"],
        7_500,
    )
    assert entry.poster == "https://image.tmdb.org/t/p/w500/949.jpg"


def test_a_title_in_full() -> None:
    scores = Scores.model_validate(
        {"imdbRating": "8.3", "imdbVotes": "791,234", "Response": "True"}
    )
    found = full_facts("movie", full(HEAT), scores)
    assert found
    entry = found.entry
    assert (entry.imdb_id, entry.runtime, entry.certification, entry.imdb_votes) == (
        "tt0113277",
        170,
        "R",
        791_234,
    )
    assert [person.tmdb_id for person in entry.directors] == [1]
    assert entry.texts["fr"].trailer == "https://www.youtube.com/watch?v=fr-Trailer"
    assert {(offer.region, offer.provider, offer.types) for offer in found.offers} == {
        ("US", "Netflix", OfferType.SUBSCRIPTION),
        ("US", "Apple TV Store", OfferType.RENT),
        ("FR", "Apple TV Store", OfferType.BUY),
    }


@pytest.mark.parametrize(
    "odd",
    [
        {"overview": "a\x00b\x07c"},
        {"origin_country": ["usa", None, 3]},
        {"release_date": "0000-00-00"},
        {"runtime": -1},
        {"vote_average": None},
        {"genres": [{"id": 28}, None, {"id": 4}]},
        {"imdb_id": "", "external_ids": None},
        {
            "credits": {
                "cast": [None, {"id": 1, "name": None}, {"id": 2, "name": "Bo"}],
                "crew": None,
            }
        },
        {"videos": {}},
        {"belongs_to_collection": {"id": 3, "name": "???"}},
        {"watch/providers": {"results": []}},
        {"translations": None},
    ],
    ids=str,
)
def test_odd_facts_are_left_out(odd: dict[str, object]) -> None:
    found = full_facts("movie", full(HEAT, **odd), None)
    assert found
    assert found.entry.original_title == "Heat"


@pytest.mark.parametrize(
    "unfit",
    [
        {"adult": True},
        {"softcore": True},
        {"keywords": {"keywords": [{"id": 1, "name": "softcore"}]}},
        {
            "release_dates": {
                "results": [
                    {"iso_3166_1": "US", "release_dates": [{"certification": "X", "type": 3}]}
                ]
            }
        },
        {
            "release_dates": {
                "results": [
                    {"iso_3166_1": "GB", "release_dates": [{"certification": "R18", "type": 5}]}
                ]
            }
        },
    ],
    ids=str,
)
def test_what_is_for_adults_only(unfit: dict[str, object]) -> None:
    found = full_facts("movie", full(HEAT, **unfit), None)
    assert found
    assert found.entry.adult


def test_without_a_genre_it_is_no_title_of_the_catalogue() -> None:
    assert full_facts("movie", full(HEAT, genres=[]), None) is None


@pytest.mark.parametrize(
    ("provider", "asked", "same"),
    [
        ("Disney Plus", "Disney+", True),
        ("CANAL+", "Canal+", True),
        ("Netflix Standard with Ads", "Netflix", True),
        ("Amazon Prime Video", "Amazon Prime Video", True),
        ("DisneyNOW", "Disney+", False),
        ("Sky Go", "Sky", True),
        ("Starz", "Star", False),
    ],
)
def test_services_by_any_of_their_names(provider: str, asked: str, same: bool) -> None:
    assert is_called(provider, asked) is same
