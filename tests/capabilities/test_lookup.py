"""Titles are compared and franchises found outside of any dialogue."""

from core.capabilities.lookup.actions import Contest, compare_titles, find_franchise
from tests.capabilities.conftest import Desk


async def compared(desk: Desk, *names: str) -> Contest | None:
    """What is chosen of titles by name."""
    async with desk.work() as work:
        return await compare_titles(work, [await desk.id(name) for name in names])


async def test_the_better_rated_of_two_wins_and_it_is_said_by_what(desk: Desk) -> None:
    choice = await compared(desk, "Collateral", "Heat")
    assert choice is not None
    assert choice.best is not None
    assert (choice.best.name, choice.advantages) == ("Heat", ("rated",))
    assert [title.name for title in choice.others] == ["Collateral"]


async def test_what_was_seen_does_not_win(desk: Desk) -> None:
    await desk.mark("seen", "Heat")
    choice = await compared(desk, "Collateral", "Heat")
    assert choice is not None
    assert choice.best is not None
    assert choice.best.name == "Collateral"
    assert [title.name for title in choice.seen] == ["Heat"]
    assert choice.advantages == ()


async def test_nothing_wins_where_all_was_seen(desk: Desk) -> None:
    await desk.mark("seen", "Heat", "Collateral")
    choice = await compared(desk, "Collateral", "Heat")
    assert choice is not None
    assert choice.best is None


async def test_one_title_is_no_comparison(desk: Desk) -> None:
    assert await compared(desk, "Heat") is None


async def test_a_franchise_in_order(desk: Desk) -> None:
    async with desk.work() as work:
        found = await find_franchise(work, "Toy Story")
    assert found is not None
    years = [title.year or 0 for title in found.titles]
    assert years == sorted(years)
    assert len(years) > 2


async def test_a_title_of_its_own_is_no_franchise(desk: Desk) -> None:
    async with desk.work() as work:
        assert await find_franchise(work, "Heat") is None
