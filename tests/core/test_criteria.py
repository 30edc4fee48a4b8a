"""A criterion is one row: what is added there is honoured by requests, lists, what gives way, TMDB,
the bot's words, the model and forms.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, fields
from datetime import date
from itertools import chain

import pytest

from core.films.recommending.recommender import Recommendations, Recommender
from core.films.recommending.request import Request
from core.films.sources.discovery import discovery
from core.films.titles.titles import Titles
from core.films.wishes.conditions import Filters, Relaxed, given_up, lead, steps
from core.films.wishes.criteria import CRITERIA, Criteria
from core.films.wishes.criteria.criterion import (
    Criterion,
    LeadPart,
    LeadPosition,
    QueryContext,
    TmdbNames,
    phrase,
)
from core.films.wishes.criteria.figures import between
from core.films.wishes.criteria.loosening import bounds
from core.films.wishes.criteria.shapes import Whole
from core.films.wishes.wish import Wish
from core.library.marks import Marks
from core.storage.sqltext import Sql
from core.storage.store import Store, open_store
from core.understanding.llm.answer import read_model, schema
from core.understanding.llm.prompt import instructions
from core.words.speech import Speech, languages, merged, speech, tables
from tests.storage.shop import HEAT, NOON, TWIN_PEAKS, entry, meet, stock


@dataclass(frozen=True, slots=True)
class SeriesWish(Wish):
    """A wish that can say how many episodes are too many."""

    episodes_max: int | None = None


def _conditions(context: QueryContext) -> Iterator[Sql]:
    return between("titles.episodes", None, getattr(context.query.wish, "episodes_max", None))


def _words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if most := getattr(wish, "episodes_max", None):
        yield LeadPart(LeadPosition.MEASURE, t("lead.episodes", episodes=t.number(most)))


EPISODES = Criterion(
    name="episodes",
    fields={"episodes_max": Whole(1, 10_000)},
    prompt="- `episodes_max`: at most so many episodes.",
    conditions=_conditions,
    words=_words,
    loosening=bounds(episodes_max=6),
    let_go=phrase("field.episodes"),
    form={"episodes": "episodes_max"},
)
MORE = Criteria(*CRITERIA, EPISODES)
PHRASES = {
    "lead": {"episodes": "at most {episodes} episodes"},
    "field": {"episodes": "the number of episodes"},
}
CHERNOBYL = entry(
    "Chernobyl", 7366338, kind="tv", episodes=5, imdb_rating=9.3, imdb_votes=1_000_000
)


@pytest.fixture
async def series(database_url: str) -> AsyncIterator[Store]:
    """A store that knows of episodes: a film, a series of 5 of them and one of 30."""
    async with open_store(database_url) as store:
        store.add(Filters(store, MORE))
        await stock(store, HEAT, TWIN_PEAKS, CHERNOBYL)
        yield store


@pytest.fixture
def english() -> Speech:
    """English, with the phrases of the new row."""
    return Speech("en", merged(chain(tables("phrases", "en"), [PHRASES])))


async def names(store: Store, found: Recommendations) -> list[str]:
    ids = [pick.title_id for pick in found.picks]
    return [title.name for title in (await store.of(Titles).names(ids, "en")).values()]


async def test_requests_honour_a_new_row(series: Store) -> None:
    found = await Recommender(series).find(Request(SeriesWish(kind="tv", episodes_max=10)))
    assert await names(series, found) == ["Chernobyl"]
    both = await Recommender(series).find(Request(SeriesWish(kind="tv")))
    assert set(await names(series, both)) == {"Chernobyl", "Twin Peaks"}


async def test_lists_honour_a_new_row(series: Store) -> None:
    ann = await meet(series)
    rows = await series.rows("SELECT id FROM titles")
    await series.apply(*(series.of(Marks).put(ann.id, row[0], "seen", NOON, "c1") for row in rows))
    listed, total = await series.of(Marks).listed(
        ann.id, "seen", SeriesWish(episodes_max=10), "en", 10, 0
    )
    assert [title.name for title in listed] == ["Chernobyl"]
    assert total == 1


async def test_a_new_row_gives_way(series: Store) -> None:
    wish = SeriesWish(kind="tv", episodes_max=2)
    found = await Recommender(series).find(Request(wish))
    assert set(await names(series, found)) == {"Chernobyl", "Twin Peaks"}
    given = [one for one in found.relaxed if one.field != "floor"]
    assert given == [Relaxed("episodes_max", "2")]
    (step,) = steps(wish, MORE)
    assert step.milder
    assert step.milder.wish == SeriesWish(kind="tv", episodes_max=8)


def test_a_new_row_is_said(english: Speech) -> None:
    wish = SeriesWish(kind="tv", episodes_max=10, year_from=2000, sort="newest")
    said = "Series, since 2000, at most 10 episodes, newest first"
    assert lead(wish, english, MORE) == said
    assert given_up("episodes_max", "10", english, MORE) == "the number of episodes"


def test_tmdb_leaves_a_new_row_to_be_checked() -> None:
    wish = SeriesWish(kind="tv", year_from=2000, episodes_max=10)
    what = discovery("tv", wish, TmdbNames(), date(2026, 11, 20), MORE)
    assert what
    assert what.unchecked == SeriesWish(episodes_max=10)
    assert what.needs_facts


def test_a_model_is_told_of_a_new_row_and_may_read_it() -> None:
    assert EPISODES.prompt in instructions(MORE).splitlines()
    assert "episodes_max" in schema(MORE)["$defs"]["WishRead"]["properties"]
    answer = {"intent": "recommend", "wish": {"episodes_max": 10}}
    read = read_model(MORE).model_validate(answer).model_dump()
    assert SeriesWish.from_dict(read["wish"]) == SeriesWish(episodes_max=10)
    with pytest.raises(ValueError, match="episodes_max"):
        read_model(MORE).model_validate({"intent": "recommend", "wish": {"episodes_max": 0}})
    with pytest.raises(ValueError, match="episodes_max"):
        read_model(CRITERIA).model_validate(answer)


def test_a_form_fills_in_a_new_row() -> None:
    given = {"kind": "tv", "episodes": 10, "since": None, "genre": "crime"}
    wish = SeriesWish(**MORE.filled(given))
    assert wish == SeriesWish(kind="tv", genres=("crime",), episodes_max=10)


def test_every_field_of_a_wish_is_read_by_one_row() -> None:
    assert set(CRITERIA.fields) == {field.name for field in fields(Wish)}
    with pytest.raises(ValueError, match="one criterion"):
        Criteria(*CRITERIA, *CRITERIA)


@pytest.mark.parametrize("language", languages())
def test_every_row_has_its_phrases_in_every_language(language: str) -> None:
    t = speech(language)
    for row in CRITERIA:
        for name in row.loosening.fields if row.loosening else ():
            assert given_up(name, "heist", t)
        for option in row.form:
            assert t.has(f"discord.options.{option}")
