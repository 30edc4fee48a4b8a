"""A film "rated above 7" was looked for among one's own ratings: those are said to be one's own."""

import pytest

from tests.understanding.conftest import read


@pytest.mark.parametrize(
    "sentence",
    [
        "a heist movie after 1990 rated above 7",
        "any korean horror thats rated above 7?",
        "un documentaire politique noté au moins 7",
    ],
)
def test_everybodys_ratings_are_meant(sentence: str) -> None:
    reading = read(sentence)
    assert reading["intent"] == "recommend"
    assert reading["wish"]["rating_min"] == 7.0


@pytest.mark.parametrize("sentence", ["my comedies rated above 8", "mes comédies notées plus de 8"])
def test_ones_own_ratings_are_meant(sentence: str) -> None:
    reading = read(sentence)
    assert (reading["intent"], reading["status"]) == ("show_list", "rated")
