"""Titles of one name and year are told apart by what differs: who made them, where from, how long."""

import pytest

from core.presentation.twins import labels
from core.words.speech import speech
from tests.conversations.live import Cinema
from tests.wires.films import FIRST, Film

NUMBER = FIRST + 500_000
TWINS = {
    "makers": (
        Film(NUMBER, "Amber Mirror", year=2009, director=4),
        Film(NUMBER + 1, "Amber Mirror", year=2009, director=5),
    ),
    "country": (
        Film(NUMBER, "Amber Mirror", year=2009, country="FR"),
        Film(NUMBER + 1, "Amber Mirror", year=2009, country="GB"),
    ),
    "length": (
        Film(NUMBER, "Amber Mirror", year=2009, runtime=95),
        Film(NUMBER + 1, "Amber Mirror", year=2009, runtime=140),
    ),
}


@pytest.mark.parametrize(
    ("differ", "told"),
    [
        ("makers", ("Dev Anand Rao", "Elin Holm")),
        ("country", ("France", "United Kingdom")),
        ("length", ("1 h 35", "2 h 20")),
    ],
)
async def test_twins_are_told_apart(cinema: Cinema, differ: str, told: tuple[str, str]) -> None:
    for film in TWINS[differ]:
        cinema.films[film.kind, film.id] = film

    talk = await cinema.talk().say("Amber Mirror")
    talk.sees(*(f"Amber Mirror (2009), {trait}" for trait in told))
    await talk.tap(f"Amber Mirror (2009), {told[1]}")
    assert talk.title == "Amber Mirror"

    catalogue = cinema.app.catalogue
    typed = await catalogue.suggestions("amber mir", "en", 10)
    called = await labels(catalogue, typed, speech("en"))
    assert len(set(called.values())) == len(typed) >= 2
