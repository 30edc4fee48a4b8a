"""When nothing fits, the condition that is minded least gives way, and that is said."""

from tests.core.conftest import Visit


async def test_the_theme_nobody_has_is_dropped(visit: Visit) -> None:
    assert "Heat" in await visit.ask(themes=("underwater basket weaving",), genres=("crime",))
    assert visit.given_up() == [("themes", "underwater basket weaving", None)]
    assert visit.found.wish.genres == ("crime",)


async def test_years_are_widened_before_they_are_dropped(visit: Visit) -> None:
    names = await visit.ask(kind="movie", year_from=2018, year_to=2020)
    assert names
    assert visit.given_up()[0][0] == "years"


async def test_two_impossible_conditions_both_go(visit: Visit) -> None:
    assert await visit.ask(people=("Nobody Atall",), countries=("ZZ",), genres=("comedy",))
    assert {field for field, _, _ in visit.given_up()} == {"people", "countries"}


async def test_exclusions_kind_and_age_limit_never_give_way(visit: Visit) -> None:
    names = await visit.ask(
        kind="movie", certification_max="G", not_genres=("comedy",), themes=("heist",)
    )
    assert names == []
    assert visit.found.wish.certification_max == "G"
    assert visit.found.wish.not_genres == ("comedy",)


async def test_nothing_is_relaxed_when_asked_not_to(visit: Visit) -> None:
    assert await visit.ask(people=("Nobody Atall",), relax=False) == []
    assert visit.found.relaxed == ()


async def test_people_are_kept_before_bounds(visit: Visit) -> None:
    names = await visit.ask(people=("Michael Mann",), runtime_max=60, genres=("crime",))
    assert "Heat" in names
    assert visit.given_up()[0][0] == "runtime_max"
