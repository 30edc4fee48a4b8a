"""Themes as people type them."""

import pytest

from core.films.taxonomy.taxonomy import meaning


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("heist", "heist"),
        ("heists", "heist"),
        ("a heist movie", "heist"),
        ("braquage", "heist"),
        ("Time-Travel", "time travel"),
        ("voyage dans le temps", "time travel"),
        ("cozy", "cosy"),
        ("films de braquage", "heist"),
        ("vampire", "vampires"),
    ],
)
def test_a_theme_in_either_language(typed: str, slug: str) -> None:
    assert slug in meaning(typed).themes


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("film noir", "film-noir"),
        ("spaghetti western", "spaghetti-western"),
        ("slashers", "slasher"),
        ("anime", "anime"),
        ("space operas", "space-opera"),
    ],
)
def test_a_sub_genre(typed: str, slug: str) -> None:
    assert slug in meaning(typed).genres


def test_what_is_both_may_be_either() -> None:
    both = meaning("anime")
    assert (both.themes, both.genres) == (("anime",), ("anime",))


def test_what_is_neither_stays_text() -> None:
    assert meaning("lighthouse keepers").text == "lighthouse keepers"
    assert meaning("heist").text == ""
