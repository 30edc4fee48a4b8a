"""What is not wanted, how far a "no" reaches, and what "or" joins."""

from typing import Any

import pytest


def test_a_no_reaches_to_the_end_of_its_list(wishes: Any) -> None:
    assert wishes("a comedy, no horror or gore") == {
        "genres": ["comedy"],
        "not_genres": ["horror"],
        "not_themes": ["gore"],
    }
    assert wishes("ni drame ni guerre", language="fr") == {"not_genres": ["drama", "war"]}
    assert wishes("nothing with Tom Cruise or Vin Diesel") == {
        "not_people": ["Tom Cruise", "Vin Diesel"]
    }


def test_a_comma_or_a_but_ends_it(wishes: Any) -> None:
    assert wishes("no romance, a thriller") == {"not_genres": ["romance"], "genres": ["thriller"]}
    assert wishes("not scary but with ghosts") == {"not_genres": ["horror"], "themes": ["ghosts"]}
    assert wishes("sans violence, plutôt ancien", language="fr") == {
        "not_themes": ["violence"],
        "year_to": 1986,
    }


def test_the_kind_of_thing_and_its_time_are_still_wanted(wishes: Any) -> None:
    assert wishes("no american movies from the 90s") == {
        "not_countries": ["US"],
        "kind": "movie",
        "year_from": 1990,
        "year_to": 1999,
    }
    assert wishes("non english thrillers") == {"not_languages": ["en"], "genres": ["thriller"]}


def test_no_series_means_films(wishes: Any) -> None:
    assert wishes("no tv shows") == {"kind": "movie"}
    assert wishes("pas de films", language="fr") == {"kind": "tv"}


@pytest.mark.parametrize(
    ("said", "field", "values"),
    [
        ("not on prime", "not_providers", ["Amazon Prime Video"]),
        ("anything but horror", "not_genres", ["horror"]),
        ("without Adam Sandler", "not_people", ["Adam Sandler"]),
        ("korean thriller except Parasite", "not_like", ["Parasite"]),
        ("less cheesy", "not_themes", ["cheesy"]),
        ("pas français", "not_languages", ["fr"]),
    ],
)
def test_everything_can_be_unwanted(wishes: Any, said: str, field: str, values: list[str]) -> None:
    assert wishes(said)[field] == values


def test_a_mood_is_denied_apart_from_its_genre(wishes: Any) -> None:
    assert wishes("a horror movie that isn't too scary") == {
        "kind": "movie",
        "genres": ["horror"],
        "not_themes": ["scary"],
    }


def test_or_makes_alternatives(wishes: Any) -> None:
    assert wishes("action or comedy") == {"genres": ["action", "comedy"], "any": ["genres"]}
    assert wishes("un film sur le rugby ou le foot", language="fr")["any"] == ["themes"]
    assert wishes("with Al Pacino or De Niro")["any"] == ["people"]
    assert "any" not in wishes("horror comedy with zombies")
    assert "any" not in wishes("a swedish or danish film")
