"""Marks are put, listed and taken back outside of any dialogue."""

from core.capabilities.lists.actions import ListWanted, list_titles, mark_statistics
from core.capabilities.marking.actions import undo_change, undo_last_of
from core.films.wishes.wish import Wish
from core.library.marks import Marks
from tests.capabilities.conftest import Desk


async def test_marked_titles_are_listed_and_counted(desk: Desk) -> None:
    await desk.mark("seen", "Heat", "Alien")
    async with desk.work() as work:
        seen = await list_titles(work, ListWanted("seen"))
        figures = await mark_statistics(work)
    assert {title.name for title in seen.titles} == {"Heat", "Alien"}
    assert (seen.total, seen.unchecked) == (2, False)
    assert (figures.seen, figures.later) == (2, 0)


async def test_a_list_is_filtered_by_a_wish_and_named_in_the_users_language(desk: Desk) -> None:
    await desk.mark("later", "Heat", "Alien")
    async with desk.work("fr") as work:
        horror = await list_titles(work, ListWanted("later", Wish(genres=("horror",))))
    assert [title.name for title in horror.titles] == ["Alien, le huitième passager"]


async def test_undoing_tells_what_was_undone_and_works_once(desk: Desk) -> None:
    change = await desk.mark("seen", "Heat")
    async with desk.work() as work:
        undone = await undo_change(work, change)
    assert undone is not None
    assert [title.name for title in undone.titles] == ["Heat"]
    assert undone.change == change
    marked = await desk.store.of(Marks).of((await desk.user()).id, [undone.titles[0].id])
    assert marked == {}
    async with desk.work() as work:
        assert (await list_titles(work, ListWanted("seen"))).total == 0
        assert await undo_change(work, change) is None


async def test_without_a_change_the_last_one_is_undone(desk: Desk) -> None:
    await desk.mark("seen", "Heat")
    await desk.mark("later", "Alien")
    async with desk.work() as work:
        undone = await undo_change(work)
    assert undone is not None
    assert [title.name for title in undone.titles] == ["Alien"]


async def test_of_one_title_only_what_was_said_of_it_alone_is_undone(desk: Desk) -> None:
    await desk.mark("seen", "Heat", "Alien")
    await desk.mark("favourite", "Alien")
    heat, alien = await desk.id("Heat"), await desk.id("Alien")
    async with desk.work() as work:
        assert await undo_last_of(work, heat) is None
        undone = await undo_last_of(work, alien)
    assert undone is not None
    assert [title.name for title in undone.titles] == ["Alien"]
    async with desk.work() as work:
        assert await undo_last_of(work, alien) is None
        assert (await list_titles(work, ListWanted("seen"))).total == 2
