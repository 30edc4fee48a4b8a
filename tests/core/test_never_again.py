"""The invariant: what a person marked, or asked never to see, is not suggested, whatever the
wish.
"""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.films.recommending.recommender import Recommender
from core.films.recommending.request import Request
from core.films.titles.titles import Titles
from core.films.wishes.wish import SORTS, Wish
from core.library.marks import Marks
from core.library.opinions import audience
from core.storage.store import Store
from tests.core.conftest import Visit
from tests.core.video_shop import SHOP
from tests.storage.shop import NOON, meet

GENRES = ("action", "comedy", "crime", "drama", "horror", "science-fiction", "thriller")
THEMES = ("heist", "space", "monsters", "feel-good", "police", "no such theme")
PEOPLE = ("Michael Mann", "Christopher Nolan", "Al Pacino", "Nobody Atall")


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


WISHES = st.builds(
    Wish,
    kind=st.sampled_from((None, None, "movie", "tv")),
    genres=some(GENRES),
    not_genres=some(GENRES),
    themes=some(THEMES),
    not_themes=some(THEMES),
    people=some(PEOPLE),
    not_people=some(PEOPLE),
    year_from=st.none() | st.integers(1940, 2020),
    year_to=st.none() | st.integers(1960, 2026),
    runtime_max=st.none() | st.integers(20, 200),
    rating_min=st.none() | st.floats(0, 10),
    votes_min=st.none() | st.integers(0, 10**6),
    languages=some(("en", "fr", "ko")),
    not_languages=some(("en", "is")),
    countries=some(("US", "FR", "ZZ")),
    not_countries=some(("US", "GB")),
    certification_max=st.sampled_from((None, None, "G", "PG", "PG-13", "R")),
    any=some(("genres", "themes", "people")),
    sort=st.none() | st.sampled_from(SORTS),
)
MARKS = st.dictionaries(
    st.integers(0, len(SHOP) - 1),
    st.sampled_from(("seen", "later", "not_interested", "favourite")),
    max_size=12,
)


async def marked(store: Store, person: int, marks: dict[int, str], ids: list[int]) -> set[int]:
    changes = [
        store.of(Marks).put(
            person, ids[place], status, NOON + timedelta(minutes=place), f"change-{place}"
        )  # type: ignore[arg-type]
        for place, status in marks.items()
    ]
    await store.apply(*changes)
    return {ids[place] for place in marks}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    wish=WISHES,
    marks=MARKS,
    liked=st.sets(st.integers(0, len(SHOP) - 1), max_size=2),
    chance=st.booleans(),
)
async def test_what_was_marked_never_comes_back(
    visit: Visit, wish: Wish, marks: dict[int, str], liked: set[int], chance: bool
) -> None:
    store, ids = visit.store, sorted(visit.ids.values())
    user_id = (await meet(store, f"p{hash((wish, tuple(marks), chance))}")).id
    never = await marked(store, user_id, marks, ids)
    request = Request(
        wish,
        like_ids=tuple(ids[i] for i in liked),
        mashup=len(liked) > 1,
        surprise=chance,
        seed=3,
    )
    found = await Recommender(store).find(request, audience(user_id))
    picked = [pick.title_id for pick in found.picks]
    assert not never.intersection(picked)
    assert len(set(picked)) == len(picked)
    titles = await store.of(Titles).get(picked, "en")
    for title in titles.values():
        assert title.name != "Private Night"
        assert wish.kind in (None, title.kind)
        assert not set(wish.not_genres).intersection(title.genres)
        assert not set(wish.not_themes).intersection(title.themes)
        assert title.language not in wish.not_languages
        assert not set(wish.not_countries).intersection(title.countries)
        assert not set(wish.not_people).intersection(
            credit.name for credit in (*title.directors, *title.cast)
        )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wish=WISHES, liked=st.sets(st.integers(0, len(SHOP) - 1), max_size=2))
async def test_every_reason_is_true_of_the_title(visit: Visit, wish: Wish, liked: set[int]) -> None:
    store, ids = visit.store, sorted(visit.ids.values())
    like_ids = [ids[i] for i in liked]
    found = await Recommender(store).find(
        Request(wish, like_ids=tuple(like_ids)), audience(visit.user_id)
    )
    titles = await store.of(Titles).get([*like_ids, *(pick.title_id for pick in found.picks)], "en")
    by_name = {title.name: title for title in titles.values()}
    for pick in found.picks:
        title = titles[pick.title_id]
        assert len(pick.reasons) <= 2
        for reason in pick.reasons:
            other = by_name.get(reason.title or "", title)
            match reason.kind:
                case "shared_themes":
                    assert set(reason.values) <= set(title.themes) & set(other.themes)
                case "same_director" | "same_creator":
                    names = {credit.name for credit in title.directors}
                    assert set(reason.values) <= names & {credit.name for credit in other.directors}
                case "same_cast":
                    assert set(reason.values) <= {credit.name for credit in title.cast}
                case "top_rated":
                    assert reason.values == (f"{title.imdb_rating:.1f}",)
                    assert (title.imdb_rating or 0) >= 8
                case "hidden_gem":
                    assert (title.imdb_votes or 0) <= 60_000
                case "matches":
                    for value in reason.values:
                        people = {credit.name for credit in (*title.directors, *title.cast)}
                        assert value in {
                            *title.genres,
                            *title.themes,
                            *people,
                            str(title.year),
                            f"{(title.year or 0) // 10}0s",
                        }
                case _:
                    assert reason.kind == "same_franchise"
