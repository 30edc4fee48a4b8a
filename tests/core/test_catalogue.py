"""Titles by the names that people type."""

import pytest

from core.films.finding.catalogue import Catalogue
from core.films.finding.name_index import NameIndex
from core.films.titles.values import Suggestion
from core.films.wishes.wish import Wish
from core.library.marks import Marks
from core.library.opinions import audience
from tests.core.conftest import Visit
from tests.storage.shop import NOON
from tests.storage.test_uniting import united

FOUND = [
    ("heat", "Heat"),
    ("HEAT!", "Heat"),
    ("the heat", "Heat"),
    ("matrix", "The Matrix"),
    ("the matrx", "The Matrix"),
    ("les évadés", "The Shawshank Redemption"),
    ("les evadé", "The Shawshank Redemption"),
    ("la cité de la peur", "Fear City"),
    ("cite de la peur", "Fear City"),
    ("amelie", "Amélie"),
    ("amélie poulain", "Amélie"),
    ("incepton", "Inception"),
    ("shawshank redem", "The Shawshank Redemption"),
    ("dark knigth", "The Dark Knight"),
    ("double indemity", "Double Indemnity"),
    ("paddington two", "Paddington 2"),
]


@pytest.mark.parametrize(("typed", "name"), FOUND)
async def test_a_name_however_typed(catalogue: Catalogue, typed: str, name: str) -> None:
    matches = await catalogue.search(typed)
    assert matches[0].title.name == name
    assert matches[0].score >= 80


async def test_namesakes_are_all_exact_the_best_known_first(catalogue: Catalogue) -> None:
    assert [(match.title.year, match.exact) for match in await catalogue.search("dune")] == [
        (2021, True),
        (1984, True),
    ]
    assert [match.title.year for match in await catalogue.search("the office")] == [2005, 2001]


async def test_a_year_or_a_kind_says_which(catalogue: Catalogue) -> None:
    assert [match.title.year for match in await catalogue.search("dune", year=1984)] == [1984]
    assert [match.title.kind for match in await catalogue.search("the office", kind="tv")] == [
        "tv",
        "tv",
    ]


async def test_names_come_in_the_language_asked_for(catalogue: Catalogue) -> None:
    assert (await catalogue.search("fear city", language="fr"))[
        0
    ].title.name == "La Cité de la peur"


@pytest.mark.parametrize(
    "typed", ["", "???", "zzzz qqqq", "\x00", '"; DROP TABLE titles', "%", "a" * 5_000]
)
async def test_nothing_is_found_for_nonsense(catalogue: Catalogue, typed: str) -> None:
    assert [match for match in await catalogue.search(typed) if match.score >= 80] == []


async def test_a_misspelt_name_that_only_the_database_knows(visit: Visit) -> None:
    matches = await Catalogue(visit.store, NameIndex()).search("the shawshenk redemptoin")
    assert matches[0].title.name == "The Shawshank Redemption"
    assert not matches[0].exact


async def test_a_part_of_a_name_that_only_the_database_knows(visit: Visit) -> None:
    assert (await Catalogue(visit.store, NameIndex()).search("shawshank"))[
        0
    ].title.name == "The Shawshank Redemption"


@pytest.mark.parametrize("typed", ["alien", "the Alien movies", "la saga Alien", "Alien films"])
async def test_a_franchise_in_order(catalogue: Catalogue, typed: str) -> None:
    assert [title.name for title in await catalogue.franchise(typed, "en")] == ["Alien", "Aliens"]


async def test_without_a_franchise_names_that_begin_alike_will_do(catalogue: Catalogue) -> None:
    assert [title.year for title in await catalogue.franchise("dune movies", "en")] == [1984, 2021]
    assert await catalogue.franchise("heat", "en") == []


async def test_people_by_name_misspelt_or_not(catalogue: Catalogue) -> None:
    found = await catalogue.people(["al pacino", "Christoper Nolan", "Qwertz Uiop"])
    assert [len(ids) for ids in found.values()] == [1, 1, 0]


async def test_trending_is_popular_and_not_marked(visit: Visit, catalogue: Catalogue) -> None:
    first, second, *_ = (await catalogue.trending(Wish(), audience(visit.user_id))).ids
    assert first == visit.id("The Shawshank Redemption")
    await visit.store.apply(visit.store.of(Marks).put(visit.user_id, first, "seen", NOON, "c"))
    assert (await catalogue.trending(Wish(), audience(visit.user_id))).ids[0] == second
    assert (await catalogue.trending(Wish(kind="tv"), audience(visit.user_id))).ids[0] == visit.id(
        "Breaking Bad"
    )


async def test_suggestions_count_only_under_their_very_name_and_about_their_year(
    catalogue: Catalogue, visit: Visit
) -> None:
    dunes = [Suggestion("Dune", 1984), Suggestion("dune", 2022), Suggestion("Dune", 1995)]
    assert await catalogue.suggested(dunes) == [visit.id("Dune", 1984), visit.id("Dune", 2021)]
    assert (
        await catalogue.suggested(
            [Suggestion("Haet", 1995), Suggestion("Heat 2", None), Suggestion("", None)]
        )
        == []
    )
    assert await catalogue.suggested([Suggestion("Heat"), Suggestion("HEAT", 1996)]) == [
        visit.id("Heat")
    ]


async def test_names_known_before_titles_were_united_lead_to_the_one_that_stays(
    visit: Visit, catalogue: Catalogue
) -> None:
    old, new = visit.id("Dune", 1984), visit.id("Dune", 2021)
    await visit.store.apply(united(new, old))
    for typed in ("dune", "dunee"):
        found = [match.title.id for match in await catalogue.search(typed)]
        assert found.count(new) == 1
        assert old not in found
    suggested = [name.id for name in await catalogue.suggestions("dun", "en", 5)]
    assert suggested.count(new) == 1
    assert old not in suggested
