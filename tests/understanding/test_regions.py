"""Regions of the world, as people say where a film is from."""

from typing import Any

import pytest

from core.films.taxonomy.taxonomy import country_names, region_of, regions
from core.words.speech import languages, speech


@pytest.mark.parametrize(
    ("said", "language", "region"),
    [
        ("an asian thriller", "en", "asia"),
        ("a film from the Nordic countries", "en", "nordic"),
        ("an eastern european drama", "en", "eastern-europe"),
        ("something from the Middle East", "en", "middle-east"),
        ("a South American comedy", "en", "south-america"),
        ("un film d'Europe de l'Est", "fr", "eastern-europe"),
        ("une série des pays scandinaves", "fr", "nordic"),
        ("un drame du Proche-Orient", "fr", "middle-east"),
        ("un polar d'Amérique latine", "fr", "latin-america"),
    ],
)
def test_a_region_is_its_countries(wishes: Any, said: str, language: str, region: str) -> None:
    assert wishes(said, language=language)["countries"] == list(regions()[region].countries)


def test_where_a_story_is_set_is_not_where_it_was_made(wishes: Any) -> None:
    assert "countries" not in wishes("a film set in Asia")
    assert "countries" not in wishes("un film qui se passe en Asie", language="fr")


@pytest.mark.parametrize("code", languages())
def test_each_is_called_by_its_name(code: str) -> None:
    for region in regions().values():
        assert country_names(reversed(region.countries), speech(code)) == region.names[code]


def test_some_countries_are_no_region() -> None:
    assert region_of(("SE", "DK")) is None
