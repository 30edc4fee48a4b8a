"""News, reality and talk shows are there for those who ask for them, and for nobody else."""

import pytest

from core.films.recommending.recommender import Recommender
from core.films.recommending.request import Request
from core.films.taxonomy.taxonomy import top_level
from core.films.titles.titles import Titles
from core.films.wishes.wish import Wish
from core.storage.store import Store

PROGRAMMES = {"news", "reality", "talk"}


async def genres(library: Store, wish: Wish) -> list[list[str]]:
    """The top-level genres of each title found, the main ones first."""
    found = await Recommender(library).find(Request(wish))
    titles = await library.of(Titles).get([pick.title_id for pick in found.picks], "en")
    return [[slug for slug in title.genres if top_level(slug) == slug] for title in titles.values()]


@pytest.mark.parametrize(
    "wish", [Wish(kind="tv"), Wish(genres=("comedy",)), Wish(kind="tv", themes=("funny", "witty"))]
)
async def test_who_asks_for_a_series_gets_no_programme(library: Store, wish: Wish) -> None:
    shown = await genres(library, wish)
    assert len(shown) >= 20
    assert not any(PROGRAMMES & {*one[:2]} for one in shown)


@pytest.mark.parametrize("genre", sorted(PROGRAMMES))
async def test_who_asks_for_a_programme_gets_that(library: Store, genre: str) -> None:
    shown = await genres(library, Wish(genres=(genre,)))
    assert len(shown) >= 20
    assert all(genre in one for one in shown)


async def test_a_host_or_a_theme_of_documentaries_leads_to_them_too(library: Store) -> None:
    assert await genres(library, Wish(people=("David Letterman",)))
    assert any(
        "reality" in one
        for one in await genres(library, Wish(kind="tv", genres=("documentary",), themes=("food",)))
    )
