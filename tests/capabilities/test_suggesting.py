"""Titles are found, and limits set and lifted, outside of any dialogue."""

from core.capabilities.suggesting.actions import (
    add_limits,
    find_fitting,
    find_others_by,
    lift_limits,
)
from core.films.finding.catalogue import Catalogue
from core.films.wishes.wish import Wish
from tests.capabilities.conftest import Desk


async def found(desk: Desk, wish: Wish) -> list[int]:
    """The ids of what fits a wish."""
    async with desk.work() as work:
        return [pick.title_id for pick in (await find_fitting(work, wish)).picks]


async def test_what_fits_and_was_not_marked(desk: Desk) -> None:
    alien, horror = await desk.id("Alien"), Wish(genres=("horror",))
    assert alien in await found(desk, horror)
    await desk.mark("seen", "Alien")
    assert alien not in await found(desk, horror)


async def test_others_by_who_made_a_title(desk: Desk) -> None:
    heat = await desk.services.of(Catalogue).title(await desk.id("Heat"), "en")
    assert heat is not None
    async with desk.work() as work:
        works = await find_others_by(work, heat, "director")
    assert works.names == ("Michael Mann",)
    assert works.found.picks
    assert heat.id not in [pick.title_id for pick in works.found.picks]


async def test_limits_hold_until_they_are_lifted(desk: Desk) -> None:
    no_horror = Wish(not_genres=("horror",))
    async with desk.work() as work:
        assert add_limits(work, no_horror) == no_horror
    assert Wish.from_dict((await desk.user()).limits) == no_horror
    async with desk.work() as work:
        lift_limits(work)
    assert not Wish.from_dict((await desk.user()).limits)
