"""Marks: put, listed, undone, counted; each person's for themselves."""

from typing import Any

from core.films.titles.uniting import unite
from core.films.wishes.wish import Wish
from core.library.marks import Marks
from core.library.opinions import Marked, Status
from core.storage.store import Store
from tests.storage.shop import MINUTE, NOON, meet, stock


async def _status(store: Store, user_id: int, title_id: int) -> tuple[Status, bool]:
    marked = (await store.of(Marks).of(user_id, [title_id])).get(title_id, Marked(title_id, "none"))
    return marked.status, marked.favourite


async def test_a_mark_is_kept_for_who_made_it_and_nobody_else(store: Store) -> None:
    ids, ann, bob = await stock(store), await meet(store), await meet(store, "bob")
    await store.apply(store.of(Marks).put(ann.id, ids["Heat"], "seen", NOON, "c1"))
    assert await store.of(Marks).of(ann.id, ids.values()) == {
        ids["Heat"]: Marked(ids["Heat"], "seen", False, NOON)
    }
    assert await store.of(Marks).of(bob.id, ids.values()) == {}


async def test_a_later_mark_takes_the_place_of_an_earlier_one(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    said: tuple[Status, ...] = ("seen", "later", "not_interested")
    for number, status in enumerate(said):
        await store.apply(
            store.of(Marks).put(ann.id, ids["Heat"], status, NOON + number * MINUTE, f"c{number}")
        )
        assert await _status(store, ann.id, ids["Heat"]) == (status, False)


async def test_a_favourite_is_seen_until_it_is_saved_for_later(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    heat = ids["Heat"]
    await store.apply(store.of(Marks).put(ann.id, heat, "favourite", NOON, "c1"))
    assert await _status(store, ann.id, heat) == ("seen", True)
    await store.apply(store.of(Marks).put(ann.id, heat, "seen", NOON + MINUTE, "c2"))
    assert await _status(store, ann.id, heat) == ("seen", True)
    await store.apply(store.of(Marks).put(ann.id, heat, "later", NOON + 2 * MINUTE, "c3"))
    assert await _status(store, ann.id, heat) == ("later", False)


async def test_taking_a_mark_off_leaves_nothing(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    await store.apply(store.of(Marks).put(ann.id, ids["Heat"], "favourite", NOON, "c1"))
    await store.apply(store.of(Marks).put(ann.id, ids["Heat"], "none", NOON + MINUTE, "c2"))
    assert await store.of(Marks).of(ann.id, ids.values()) == {}


async def test_the_same_mark_twice_keeps_its_date_and_is_one_change(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    await store.apply(store.of(Marks).put(ann.id, ids["Heat"], "seen", NOON, "c1"))
    await store.apply(store.of(Marks).put(ann.id, ids["Heat"], "seen", NOON, "c1"))
    await store.apply(store.of(Marks).put(ann.id, ids["Heat"], "seen", NOON + MINUTE, "c2"))
    assert (await store.of(Marks).of(ann.id, ids.values()))[ids["Heat"]].at == NOON
    assert await store.of(Marks).change(ann.id, "c2") is None


async def test_marks_of_forged_titles_and_forgotten_people_are_no_error(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    await store.apply(store.of(Marks).put(ann.id, 999_999, "seen", NOON, "c1"))
    await store.apply(store.of(Marks).put(999_999, ids["Heat"], "favourite", NOON, "c2"))
    assert await store.rows("SELECT * FROM marks") == []
    assert await store.rows("SELECT * FROM favourites") == []


async def test_undo_goes_back_step_by_step(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    heat = ids["Heat"]
    said: tuple[Status, ...] = ("later", "favourite", "not_interested")
    for number, status in enumerate(said):
        await store.apply(
            store.of(Marks).put(ann.id, heat, status, NOON + number * MINUTE, f"c{number}")
        )
    for expected in (("seen", True), ("later", False), ("none", False)):
        change = await store.of(Marks).last_change(ann.id)
        assert change
        await store.apply(store.of(Marks).undo(ann.id, change, NOON + 10 * MINUTE))
        assert await _status(store, ann.id, heat) == expected
    assert await store.of(Marks).last_change(ann.id) is None


async def test_the_last_change_of_a_title_is_found_by_any_of_its_ids(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    marks, heat = store.of(Marks), ids["Heat"]
    for number, name in enumerate(("Heat", "Alien")):
        at = NOON + number * MINUTE
        await store.apply(marks.put(ann.id, ids[name], "seen", at, name))
    await store.apply(lambda connection: unite(connection, ids["Twin Peaks"], heat))
    for title_id in (heat, ids["Twin Peaks"]):
        found = await marks.last_change(ann.id, title_id)
        assert found
        assert found.id == "Heat"
    await store.apply(marks.undo(ann.id, found, NOON + 2 * MINUTE))
    assert await marks.last_change(ann.id, heat) is None
    assert await marks.last_change(ann.id, 9_999_999) is None


async def test_a_change_of_several_titles_is_undone_at_once_and_only_once(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    await store.apply(
        *(store.of(Marks).put(ann.id, ids[name], "seen", NOON, "c1") for name in ("Heat", "Alien"))
    )
    change = await store.of(Marks).last_change(ann.id)
    assert change
    assert set(change.title_ids) == {ids["Heat"], ids["Alien"]}
    await store.apply(store.of(Marks).undo(ann.id, change, NOON))
    assert await store.of(Marks).of(ann.id, ids.values()) == {}

    await store.apply(store.of(Marks).put(ann.id, ids["Heat"], "seen", NOON + MINUTE, "c2"))
    await store.apply(store.of(Marks).undo(ann.id, change, NOON + MINUTE))
    assert await _status(store, ann.id, ids["Heat"]) == ("seen", False)
    done = await store.of(Marks).change(ann.id, "c1")
    assert done
    assert done.undone


async def test_undoing_an_older_change_leaves_what_was_said_since(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    await store.apply(
        *(store.of(Marks).put(ann.id, ids[name], "seen", NOON, "c1") for name in ("Heat", "Alien"))
    )
    await store.apply(
        store.of(Marks).put(ann.id, ids["Heat"], "not_interested", NOON + MINUTE, "c2")
    )
    change = await store.of(Marks).change(ann.id, "c1")
    assert change
    await store.apply(store.of(Marks).undo(ann.id, change, NOON + 2 * MINUTE))
    assert await _status(store, ann.id, ids["Heat"]) == ("not_interested", False)
    assert await _status(store, ann.id, ids["Alien"]) == ("none", False)


async def test_nobody_undoes_what_another_changed(store: Store) -> None:
    ids, ann, bob = await stock(store), await meet(store), await meet(store, "bob")
    await store.apply(store.of(Marks).put(ann.id, ids["Heat"], "seen", NOON, "c1"))
    assert await store.of(Marks).change(bob.id, "c1") is None
    change = await store.of(Marks).change(ann.id, "c1")
    assert change
    await store.apply(store.of(Marks).undo(bob.id, change, NOON))
    assert await _status(store, ann.id, ids["Heat"]) == ("seen", False)


async def test_lists_are_newest_first_in_the_readers_language(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    for number, name in enumerate(ids):
        await store.apply(
            store.of(Marks).put(ann.id, ids[name], "later", NOON + number * MINUTE, f"c{number}")
        )
    names, total = await store.of(Marks).listed(ann.id, "later", Wish(), "fr", 3, 0)
    assert [name.id for name in names] == list(ids.values())[:0:-1]
    assert total == 4
    assert "Le Fabuleux Destin d'Amélie Poulain" in {name.name for name in names}
    rest, _ = await store.of(Marks).listed(ann.id, "later", Wish(), "en", 3, 3)
    assert [name.id for name in rest] == list(ids.values())[:1]


async def test_lists_are_filtered_by_kind_genre_and_years(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    for number, title_id in enumerate(ids.values()):
        await store.apply(
            store.of(Marks).put(ann.id, title_id, "favourite", NOON + number * MINUTE, f"c{number}")
        )

    async def loved(**wish: Any) -> set[str]:
        names, total = await store.of(Marks).listed(ann.id, "favourite", Wish(**wish), "en", 10, 0)
        assert total == len(names)
        return {name.name for name in names}

    assert await loved(kind="tv") == {"Twin Peaks"}
    assert await loved(genres=("crime",)) == {"Heat", "Twin Peaks"}
    assert await loved(genres=("crime", "thriller")) == {"Heat"}
    assert await loved(genres=("horror", "romance"), any=("genres",)) == {"Alien", "Amélie"}
    assert await loved(genres=("magical-realism",)) == {"Amélie"}
    assert await loved(not_genres=("crime",)) == {"Alien", "Amélie"}
    assert await loved(year_from=1990, year_to=1999) == {"Heat", "Twin Peaks"}


async def test_statistics_add_up(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    said: dict[str, Status] = {"Heat": "favourite", "Twin Peaks": "seen", "Alien": "later"}
    for name, status in said.items():
        await store.apply(store.of(Marks).put(ann.id, ids[name], status, NOON, name))
    figures = await store.of(Marks).statistics(ann.id, "en")
    assert (figures.seen, figures.later, figures.not_interested, figures.favourites) == (2, 1, 0, 1)
    assert figures.hours == (170 + 47 * 30) / 60
    assert figures.mean_rating == (8.3 + 8.7) / 2
    assert figures.genres == (("crime", 2), ("mystery", 1), ("thriller", 1))
    assert figures.decades == ((1990, 2),)
    assert {name for name, _ in figures.people} == {
        "Al Pacino",
        "David Lynch",
        "Michael Mann",
        "Robert De Niro",
    }


async def test_somebody_who_marked_nothing_has_zeros(store: Store) -> None:
    ann = await meet(store)
    figures = await store.of(Marks).statistics(ann.id, "en")
    assert (figures.seen, figures.hours, figures.mean_rating, figures.genres) == (0, 0, None, ())
