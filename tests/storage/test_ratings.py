"""Ratings: kept, changed, removed and listed; and what the declarations of their table do to them."""

from sqlalchemy import select

from core.capabilities.ratings.storage import Ratings
from core.capabilities.ratings.tables import ratings
from core.dialogue.merging import merge
from core.dialogue.sessions import Users
from core.films.titles.uniting import unite
from core.films.wishes.wish import Wish
from core.storage.store import Store
from tests.storage.shop import MINUTE, NOON, meet, stock


async def _names(store: Store, user_id: int, lowest: float = 0, wish: Wish = Wish()) -> list[str]:
    titles, _ = await store.of(Ratings).listed(user_id, lowest, 10, wish, "en", 10)
    return [title.name for title in titles]


async def test_a_rating_is_kept_for_who_gave_it_and_nobody_else(store: Store) -> None:
    ids, ann, bob = await stock(store), await meet(store), await meet(store, "bob")
    await store.apply(store.of(Ratings).put(ann.id, ids["Heat"], 7.5, NOON, "c1"))
    assert await store.of(Ratings).of(ann.id, ids.values()) == {ids["Heat"]: 7.5}
    assert await store.of(Ratings).of(bob.id, ids.values()) == {}


async def test_a_later_rating_takes_the_place_of_an_earlier_one(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    for number, rating in enumerate((3.0, 9.5)):
        at = NOON + number * MINUTE
        await store.apply(store.of(Ratings).put(ann.id, ids["Heat"], rating, at, f"c{number}"))
    assert await store.of(Ratings).of(ann.id, [ids["Heat"]]) == {ids["Heat"]: 9.5}


async def test_a_removed_rating_is_gone_and_removing_none_is_no_error(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    await store.apply(store.of(Ratings).put(ann.id, ids["Heat"], 8.0, NOON, "c1"))
    for change in ("c2", "c3"):
        await store.apply(store.of(Ratings).put(ann.id, ids["Heat"], None, NOON, change))
    assert await store.of(Ratings).of(ann.id, [ids["Heat"]]) == {}


async def test_a_forged_title_or_a_forgotten_user_leaves_no_row(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    await store.apply(store.of(Ratings).put(ann.id, 9_999_999, 8.0, NOON, "c1"))
    await store.apply(store.of(Users).forget(ann.id))
    await store.apply(store.of(Ratings).put(ann.id, ids["Heat"], 8.0, NOON, "c1"))
    assert await store.rows(select(ratings)) == []


async def test_the_list_is_sorted_bounded_and_filtered(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    for name, rating in (("Heat", 8.0), ("Alien", 10.0), ("Twin Peaks", 6.5)):
        await store.apply(store.of(Ratings).put(ann.id, ids[name], rating, NOON, name))
    assert await _names(store, ann.id) == ["Alien", "Heat", "Twin Peaks"]
    assert await _names(store, ann.id, 8.0) == ["Alien", "Heat"]
    assert await _names(store, ann.id, wish=Wish(genres=("crime",))) == ["Heat", "Twin Peaks"]
    assert await _names(store, ann.id, wish=Wish(sort="oldest")) == ["Alien", "Twin Peaks", "Heat"]


async def test_of_two_users_who_become_one_the_later_rating_holds(store: Store) -> None:
    ids, ann, bob = await stock(store), await meet(store), await meet(store, "bob")
    put = store.of(Ratings).put
    await store.apply(
        put(ann.id, ids["Heat"], 5.0, NOON, "c1"),
        put(bob.id, ids["Heat"], 9.0, NOON + MINUTE, "c2"),
        put(bob.id, ids["Alien"], 8.0, NOON, "c3"),
    )
    await store.apply(lambda connection: merge(connection, ann.id, bob.id))
    expected = {ids["Heat"]: 9.0, ids["Alien"]: 8.0}
    assert await store.of(Ratings).of(ann.id, ids.values()) == expected


async def test_of_two_titles_that_become_one_the_later_rating_holds(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    put = store.of(Ratings).put
    await store.apply(
        put(ann.id, ids["Heat"], 5.0, NOON + MINUTE, "c2"),
        put(ann.id, ids["Alien"], 9.0, NOON, "c1"),
    )
    await store.apply(lambda connection: unite(connection, ids["Alien"], ids["Heat"]))
    both = [ids["Alien"], ids["Heat"]]
    assert await store.of(Ratings).of(ann.id, both) == dict.fromkeys(both, 5.0)


async def _undo(store: Store, user_id: int, change_id: str) -> None:
    change = await store.of(Ratings).change(user_id, change_id)
    assert change
    await store.apply(store.of(Ratings).undo(user_id, change, NOON + 10 * MINUTE))


async def test_ratings_are_taken_back_in_whatever_order(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    heat = ids["Heat"]
    ratings_given = (8.0, 6.5, None)
    for number, rating in enumerate(ratings_given):
        at = NOON + number * MINUTE
        await store.apply(store.of(Ratings).put(ann.id, heat, rating, at, f"c{number}"))
    last = await store.of(Ratings).last_change(ann.id)
    assert last
    assert (last.id, last.title_ids) == ("c2", (heat,))
    await _undo(store, ann.id, "c2")
    assert await store.of(Ratings).of(ann.id, [heat]) == {heat: 6.5}
    await _undo(store, ann.id, "c0")
    assert await store.of(Ratings).of(ann.id, [heat]) == {heat: 6.5}
    await _undo(store, ann.id, "c1")
    assert await store.of(Ratings).of(ann.id, [heat]) == {}
    assert await store.of(Ratings).last_change(ann.id) is None


async def test_the_rating_of_the_other_title_holds_again(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    both = [ids["Alien"], ids["Heat"]]
    put = store.of(Ratings).put
    await store.apply(
        put(ann.id, ids["Heat"], 5.0, NOON + MINUTE, "c2"),
        put(ann.id, ids["Alien"], 9.0, NOON, "c1"),
    )
    await store.apply(lambda connection: unite(connection, ids["Alien"], ids["Heat"]))
    await _undo(store, ann.id, "c2")
    assert await store.of(Ratings).of(ann.id, both) == dict.fromkeys(both, 9.0)
    await _undo(store, ann.id, "c1")
    assert await store.of(Ratings).of(ann.id, both) == {}
