"""Every field of a wish is honoured, on both databases."""

import pytest

from core.library.marks import Marks
from tests.core.conftest import Visit
from tests.storage.shop import NOON

CASES = [
    ({"kind": "tv"}, {"The Office", "Breaking Bad"}),
    ({"genres": ("comedy", "horror")}, {"Fear City"}),
    ({"genres": ("romance", "family"), "any": ("genres",)}, {"Amélie", "Paddington 2", "Babe"}),
    (
        {"genres": ("crime",), "not_genres": ("thriller", "action"), "kind": "movie"},
        {"Thief", "Double Indemnity"},
    ),
    ({"genres": ("film-noir",)}, {"Double Indemnity"}),
    (
        {"year_from": 1994, "year_to": 1995},
        {"Heat", "Fear City", "The Shawshank Redemption", "Babe"},
    ),
    ({"year_to": 1979}, {"Alien", "Jaws", "Double Indemnity"}),
    ({"runtime_min": 160}, {"Heat", "Interstellar"}),
    ({"runtime_max": 99, "kind": "movie", "rating_min": 7.0}, {"Fear City", "Small Fish"}),
    (
        {"rating_min": 9.0},
        {"The Dark Knight", "The Shawshank Redemption", "The Office", "Breaking Bad"},
    ),
    (
        {"votes_min": 2_300_000},
        {
            "Inception",
            "Interstellar",
            "The Dark Knight",
            "The Shawshank Redemption",
            "Breaking Bad",
        },
    ),
    ({"languages": ("fr", "ko")}, {"Amélie", "Fear City", "Oldboy"}),
    ({"not_languages": ("en",), "genres": ("drama",)}, {"Oldboy", "Small Fish"}),
    (
        {"countries": ("DE", "GB")},
        {"Paddington 2", "The Office"},
    ),  # Amélie had money from Germany, and is French
    (
        {"not_countries": ("US", "FR"), "kind": "movie"},
        {"Paddington 2", "Babe", "Oldboy", "Small Fish"},
    ),
    ({"people": ("Al Pacino", "Michael Mann")}, {"Heat", "The Insider"}),
    ({"people": ("tom cruise", "Ridley Scott"), "any": ("people",)}, {"Collateral", "Alien"}),
    ({"people": ("michael mann",), "not_people": ("Al Pacino",)}, {"Collateral", "Thief"}),
    ({"themes": ("heist", "obsession")}, {"Heat", "Thief"}),
    (
        {"themes": ("braquage", "dreams"), "any": ("themes",)},
        {"Heat", "Thief", "Inception", "The Dark Knight"},
    ),
    ({"themes": ("film noir",)}, {"Double Indemnity"}),
    ({"themes": ("marmalade",)}, {"Paddington 2"}),
    ({"themes": ("heist",), "not_themes": ("superheroes", "los angeles")}, {"Thief", "Inception"}),
    ({"certification_max": "PG"}, {"Jaws", "Paddington 2", "Babe", "Double Indemnity"}),
    ({"certification_max": "G"}, {"Babe"}),
    (
        {"genres": ("science-fiction",), "not_like": ("Dune", "Alien")},
        {"Aliens", "The Thing", "The Matrix", "Inception", "Interstellar"},
    ),
]


@pytest.mark.parametrize(
    ("wish", "expected"),
    CASES,
    ids=lambda value: ", ".join(value) if isinstance(value, dict) else "",
)
async def test_what_is_found_is_what_fits(
    visit: Visit, wish: dict[str, object], expected: set[str]
) -> None:
    assert set(await visit.ask(**wish, relax=False)) == expected


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("newest", ["Dune", "Paddington 2"]),
        ("oldest", ["Double Indemnity", "Jaws"]),
        ("shortest", ["Babe", "Fear City"]),
        ("longest", ["Heat", "Interstellar"]),
        ("popular", ["The Shawshank Redemption", "The Dark Knight"]),
    ],
)
async def test_an_order_asked_for_is_kept(visit: Visit, sort: str, first: list[str]) -> None:
    assert (await visit.ask(sort=sort, kind="movie"))[:2] == first


async def test_hidden_gems_are_well_rated_and_little_known(visit: Visit) -> None:
    names = await visit.ask(sort="hidden")
    assert set(names[:3]) == {"Small Fish", "Fear City", "Thief"}
    assert "The Dark Knight" not in names
    assert "hidden_gem" in visit.why("Thief")


async def test_what_hardly_anyone_knows_or_likes_is_left_out(visit: Visit) -> None:
    names = await visit.ask()
    assert len(names) > 20
    assert "Small Fish" not in names
    assert "Deep Blue Sea" not in names


async def test_it_comes_when_little_else_fits_and_that_is_said(visit: Visit) -> None:
    assert await visit.ask(themes=("sharks",)) == ["Jaws", "Deep Blue Sea"]
    assert [one.field for one in visit.found.relaxed] == ["floor"]


async def test_adult_titles_never_come(visit: Visit) -> None:
    assert "Private Night" not in await visit.ask(genres=("drama",), rating_min=9.5, votes_min=0)
    assert "Private Night" not in await visit.ask(like=("Private Night",))


async def test_what_is_excluded_stays_away(visit: Visit) -> None:
    assert "Heat" not in await visit.ask(themes=("heist",), exclude=[visit.id("Heat")])


async def test_where_it_streams_cannot_be_checked_and_that_is_said(visit: Visit) -> None:
    assert await visit.ask(genres=("comedy",), providers=("Netflix",))
    assert visit.found.unchecked == ("providers",)


async def test_marks_of_every_status_rule_a_title_out(visit: Visit) -> None:
    for name, status in (("Heat", "seen"), ("Thief", "later"), ("Inception", "not_interested")):
        await visit.store.apply(
            visit.store.of(Marks).put(visit.user_id, visit.id(name), status, NOON, name)
        )
    assert await visit.ask(themes=("heist",)) == ["The Dark Knight"]
