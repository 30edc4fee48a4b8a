"""Titles like others: what is near, why, and variety."""

from core.library.marks import Marks
from tests.core.conftest import Visit
from tests.storage.shop import NOON


async def test_alien_is_like_aliens_and_the_thing(visit: Visit) -> None:
    names = await visit.ask(like=("Alien",))
    assert set(names[:2]) == {"Aliens", "The Thing"}
    assert visit.why("Aliens")["same_franchise"].title == "Alien"
    assert set(visit.why("The Thing")["shared_themes"].values) == {"aliens", "monsters", "scary"}


async def test_heat_is_like_the_other_films_of_its_director(visit: Visit) -> None:
    names = await visit.ask(like=("Heat",))
    assert set(names[:2]) == {"Collateral", "Thief"}
    reason = visit.why("Collateral")["same_director"]
    assert (reason.values, reason.title) == (("Michael Mann",), "Heat")


async def test_the_liked_title_itself_is_not_suggested(visit: Visit) -> None:
    assert "Heat" not in await visit.ask(like=("Heat",))


async def test_a_mash_up_is_near_to_both(visit: Visit) -> None:
    names = await visit.ask(like=("Alien", "Jaws"), mashup=True)
    assert names[0] == "The Thing"
    assert {reason.title for reason in visit.found.picks[0].reasons} == {"Alien", "Jaws"}


async def test_likeness_keeps_to_the_other_conditions(visit: Visit) -> None:
    assert "Collateral" not in await visit.ask(like=("Heat",), year_to=1999, relax=False)


async def test_the_first_ten_are_not_all_by_one_director(visit: Visit) -> None:
    names = await visit.ask(
        genres=("action", "drama", "science-fiction", "mystery", "crime"), any=("genres",)
    )
    nolan = {"Inception", "Interstellar", "The Prestige", "Memento", "The Dark Knight"}
    assert len(nolan & set(names[:10])) == 2
    assert nolan <= set(names)


async def test_unless_the_director_was_asked_for(visit: Visit) -> None:
    assert len(await visit.ask(people=("Christopher Nolan",))) == 5


async def test_main_genres_go_before_side_genres(visit: Visit) -> None:
    names = await visit.ask(genres=("horror",), kind="movie")
    assert names.index("The Thing") < names.index("Jaws")


async def test_a_favourite_draws_its_kin_forward_and_is_named(visit: Visit) -> None:
    before = await visit.ask(kind="movie")
    await visit.store.apply(
        visit.store.of(Marks).put(visit.user_id, visit.id("Heat"), "favourite", NOON, "c1")
    )
    after = await visit.ask(kind="movie")
    assert after.index("Thief") < before.index("Thief")
    reason = visit.why("Thief")["taste"]
    assert (reason.title, set(reason.values)) == ("Heat", {"heist", "obsession"})


async def test_what_was_turned_down_pushes_its_kin_back(visit: Visit) -> None:
    before = await visit.ask(kind="movie")
    await visit.store.apply(
        visit.store.of(Marks).put(visit.user_id, visit.id("Alien"), "not_interested", NOON, "c1")
    )
    after = await visit.ask(kind="movie")
    assert after.index("Aliens") > before.index("Aliens") - 1


async def test_the_same_question_gets_the_same_answer(visit: Visit) -> None:
    assert await visit.ask(genres=("drama",)) == await visit.ask(genres=("drama",))


async def test_a_surprise_depends_on_its_seed_only(visit: Visit) -> None:
    first = await visit.ask(surprise=True, seed=1)
    assert first == await visit.ask(surprise=True, seed=1)
    assert first != await visit.ask(surprise=True, seed=2)
    assert "Deep Blue Sea" not in first


async def test_what_was_asked_for_is_the_reason(visit: Visit) -> None:
    await visit.ask(themes=("braquage",), year_from=1990, year_to=1999)
    assert visit.why("Heat")["matches"].values == ("heist", "1990s")


async def test_a_suggestion_that_fits_comes_first_however_little_known(visit: Visit) -> None:
    suggested = [visit.id("Small Fish"), visit.id("Heat"), visit.id("Private Night")]
    names = await visit.ask(genres=("drama",), suggested=suggested)
    assert names[0] == "Small Fish"
    assert "Heat" not in names, "it is no drama"
    assert "Private Night" not in names, "it is for adults alone"


async def test_a_suggestion_is_heard_among_likenesses_too(visit: Visit) -> None:
    unheard = (await visit.ask(like=("Alien",))).index("Jaws")
    heard = (await visit.ask(like=("Alien",), suggested=[visit.id("Jaws")])).index("Jaws")
    assert heard < min(3, unheard)


async def test_what_was_marked_is_not_shown_because_somebody_suggests_it(visit: Visit) -> None:
    await visit.store.apply(
        visit.store.of(Marks).put(visit.user_id, visit.id("Jaws"), "seen", NOON, "c1")
    )
    assert "Jaws" not in await visit.ask(like=("Alien",), suggested=[visit.id("Jaws")])
