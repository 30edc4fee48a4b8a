"""Vectors after an import, and of titles that arrive alone."""

from functools import partial

from core.films.importing.rows import write_entries
from core.films.recommending.candidates import vectors_of
from core.films.recommending.recommender import Recommender
from core.films.recommending.request import Request
from core.films.recommending.vectors import refresh
from core.films.wishes.wish import Wish
from core.storage.store import Store
from tests.core.conftest import Visit
from tests.core.video_shop import SHOP, film
from tests.storage.shop import stock


async def test_every_title_has_a_vector_after_an_import(visit: Visit) -> None:
    vectors = await visit.store.run(partial(vectors_of, title_ids=list(visit.ids.values())))
    assert len(vectors) == len(SHOP)


async def test_a_title_that_arrives_alone_is_near_its_kin_at_once(visit: Visit) -> None:
    newcomer = film(
        "Heat 2",
        99,
        2027,
        150,
        8.0,
        5_000,
        genres=["crime"],
        themes=["heist", "police"],
        directors=["Michael Mann"],
    )
    await visit.store.write(lambda connection: write_entries(connection, [newcomer], "test"))
    rows = await visit.store.rows("SELECT id FROM titles WHERE original_title = 'Heat 2'")
    await visit.store.apply(refresh([rows[0][0]]))
    assert "Heat 2" in (await visit.ask(like=("Heat",)))[:3]


async def test_a_theme_imported_later_is_found_without_a_restart(store: Store) -> None:
    await stock(store, film("Old", 1, 1990, 90, 7.0, 9_000, themes=["heist"]))
    recommender = Recommender(store)
    assert len((await recommender.find(Request(Wish(themes=("pirates",)), relax=False))).picks) == 0
    await stock(store, film("New", 2, 1991, 90, 7.0, 9_000, themes=["pirates"]))
    assert len((await recommender.find(Request(Wish(themes=("pirates",)), relax=False))).picks) == 1
