"""Intents of several capabilities that share a name in readings."""

from dataclasses import dataclass

import pytest

from core.dialogue.intents import Intent
from core.dialogue.replies import Reply
from core.dialogue.routing import Route, Router, route
from core.dialogue.turn import Turn


@dataclass(frozen=True, slots=True)
class ShowShelf(Intent):
    """One of many shelves."""

    status: str


@dataclass(frozen=True, slots=True)
class ShowTrips(Intent):
    """Another capability's shelf."""

    status: str = "trips"
    year: int | None = None


async def shelf(_: ShowShelf, __: Turn) -> list[Reply]:
    return [Reply("a shelf")]


async def trips(_: ShowTrips, __: Turn) -> list[Reply]:
    return [Reply("trips")]


SHELF = route(ShowShelf, shelf, name="show")
TRIPS = route(ShowTrips, trips, name="show", when={"status": "trips"})


@pytest.mark.parametrize("routes", [(SHELF, TRIPS), (TRIPS, SHELF)])
def test_fields_of_a_reading_tell_them_apart(routes: tuple[Route, ...]) -> None:
    router = Router(routes)
    assert router.read({"intent": "show", "status": "seen"}) == ShowShelf("seen")
    assert router.read({"intent": "show", "status": "trips", "year": 2026}) == ShowTrips(year=2026)
    assert router.reading(ShowTrips()) == {"intent": "show", "status": "trips"}


def test_two_that_nothing_tells_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        Router((TRIPS, route(ShowShelf, shelf, name="show", when={"status": "trips"})))


def test_a_reading_that_is_none_of_them_is_refused() -> None:
    with pytest.raises(ValueError, match="no such intent"):
        Router((TRIPS,)).read({"intent": "show", "status": "seen"})
