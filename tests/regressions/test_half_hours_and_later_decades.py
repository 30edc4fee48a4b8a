"""Two and a half hours were taken for half an hour; the second of two decades was lost when it
began with a 2.
"""

import pytest

from tests.understanding.conftest import read


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("under two and a half hours", 150),
        ("under two hours and a half", 150),
        ("under half an hour", 30),
        ("max an hour and a half", 90),
    ],
)
def test_half_hours(said: str, minutes: int) -> None:
    assert read(said)["wish"] == {"runtime_max": minutes}


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("un film des années 90 ou 2000", 1990, 2009),
        ("un film des années 80 ou 90", 1980, 1999),
        ("un film des années 2000", 2000, 2009),
    ],
)
def test_one_decade_or_the_next(said: str, first: int, last: int) -> None:
    assert read(said, language="fr")["wish"] == {
        "kind": "movie",
        "year_from": first,
        "year_to": last,
    }
