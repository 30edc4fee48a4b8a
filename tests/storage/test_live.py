"""What the live services tell, in the tables: met, told in full, united, withdrawn, forgotten."""

import asyncio
from datetime import timedelta
from functools import partial
from typing import Any

from core.films.finding.search import NameSearch
from core.films.recommending.candidates import Candidates, vectors_of
from core.films.sources.expiry import expire, expired
from core.films.sources.facts import TitleFacts
from core.films.sources.storage import Live
from core.films.titles.people import People
from core.films.titles.titles import Titles
from core.films.titles.values import Title
from core.films.titles.watch_storage import Watching
from core.films.titles.watching import Offer, OfferType, WhereToWatch
from core.films.wishes.criteria.criterion import Query, Shortlist
from core.films.wishes.wish import Wish
from core.library.marks import Marks
from core.storage.cache import CachedAnswers
from core.storage.store import Store
from tests.storage.shop import HEAT, MINUTE, NOON, entry, meet, stock

NETFLIX = Offer("US", 8, "Netflix", OfferType.SUBSCRIPTION | OfferType.BUY)
POSTER = "https://image.tmdb.org/t/p/w500/1.jpg"


def light(number: int, name: str, **facts: Any) -> Any:
    """A title as a list tells of it."""
    return entry(name, 1, tmdb_id=number, tmdb_rating=7.0, tmdb_votes=900, **facts).model_copy(
        update={"imdb_id": None}
    )


async def only(store: Store, number: int) -> int:
    return (await store.of(Live).ids([("movie", number)]))["movie", number]


async def told(store: Store, *offers: Offer, **facts: Any) -> None:
    overview = {
        "en": {
            "title": "Dusk",
            "overview": "Night falls.",
            "trailer": "https://www.youtube.com/watch?v=x",
        }
    }
    full = entry("Dusk", 77, tmdb_id=5, poster=POSTER, **({"texts": overview} | facts))
    await store.apply(store.of(Live).write_facts(TitleFacts(full, offers), NOON))


async def test_a_title_is_met_once_and_what_is_there_stays(store: Store) -> None:
    await stock(store)
    await store.of(Live).add_outlines([light(5, "Dusk"), light(6, "Dawn")], NOON)
    await told(store, runtime=111)
    await store.of(Live).add_outlines([light(5, "Dusk", runtime=1), light(7, "Noon")], NOON)
    assert (await store.of(Titles).get([await only(store, 5)], "en"))[
        await only(store, 5)
    ].runtime == 111
    assert await store.of(Titles).count() == 7
    assert (await store.of(NameSearch).named(["noon"]))[0].title_id == await only(store, 7)
    assert await store.run(partial(vectors_of, title_ids=[await only(store, 7)]))


async def test_many_meet_and_tell_of_the_same_titles_at_once(store: Store) -> None:
    await stock(store)
    entries = [light(number, f"Film {number}") for number in range(100, 120)]
    full = TitleFacts(
        entry(
            "Film 100", 100, tmdb_id=100, directors=["Ann One"], cast=[{"name": "Bo", "tmdb_id": 7}]
        )
    )
    other = TitleFacts(
        entry(
            "Film 101", 101, tmdb_id=101, directors=["Ann One"], cast=[{"name": "Bo", "tmdb_id": 7}]
        )
    )
    tellings = [store.apply(store.of(Live).write_facts(told, NOON)) for told in (full, other) * 4]
    await asyncio.gather(*(store.of(Live).add_outlines(entries, NOON) for _ in range(8)), *tellings)
    assert await store.of(Titles).count() == 4 + 20
    assert len(await store.of(People).named("Bo")) == 1


async def test_standing(store: Store) -> None:
    await stock(store)
    await store.of(Live).add_outlines([light(5, "Dusk")], NOON)
    number = await only(store, 5)
    before = (await store.of(Live).statuses([number, 999]))[number]
    assert (before.checked_at, before.imdb_id, before.hidden) == (None, None, False)
    await told(store)
    after = (await store.of(Live).statuses([number]))[number]
    assert (after.checked_at, after.imdb_id) == (NOON, "tt0000077")


async def test_what_a_file_told_stays_and_is_added_to(store: Store) -> None:
    texts = {"en": {"title": "Heat", "overview": "Two men."}}
    ids = await stock(
        store,
        entry(
            "Heat",
            113277,
            runtime=170,
            imdb_rating=8.3,
            imdb_votes=9,
            texts=texts,
            directors=["Mann"],
        ),
    )
    theirs = {
        "en": {
            "title": "HEAT",
            "overview": "Theirs.",
            "trailer": "https://www.youtube.com/watch?v=t",
        }
    }
    full = entry(
        "Heat",
        113277,
        tmdb_id=949,
        runtime=1,
        imdb_rating=8.4,
        imdb_votes=10,
        poster=POSTER,
        texts=theirs,
    )
    await store.apply(store.of(Live).write_facts(TitleFacts(full), NOON))
    title = (await store.of(Titles).get([ids["Heat"]], "en"))[ids["Heat"]]
    assert (title.name, title.overview, title.runtime, title.tmdb_id) == (
        "Heat",
        "Two men.",
        170,
        949,
    )
    assert (title.imdb_rating, title.imdb_votes, title.poster) == (8.4, 10, POSTER)
    assert title.trailer == "https://www.youtube.com/watch?v=t"
    assert [person.name for person in title.directors] == ["Mann"]


async def test_a_bare_title_of_a_file_is_told_in_full(store: Store) -> None:
    await stock(store, HEAT)
    texts = {"en": {"title": "Heat", "overview": "Theirs."}}
    await store.apply(
        store.of(Live).write_facts(
            TitleFacts(entry("Heat", 113277, tmdb_id=949, texts=texts)), NOON
        )
    )
    number = await only(store, 949)
    title = (await store.of(Titles).get([number], "en"))[number]
    assert (title.overview, title.runtime, title.imdb_rating) == ("Theirs.", 170, 8.3)
    assert await store.of(Titles).count() == 1


async def test_two_titles_that_are_one_become_one_with_all_that_was_said(store: Store) -> None:
    ids = await stock(store, entry("Dusk", 77))
    await store.of(Live).add_outlines([light(5, "Dusk")], NOON)
    other, person = await only(store, 5), await meet(store)
    await store.apply(store.of(Marks).put(person.id, other, "favourite", NOON, "change"))
    await told(store)
    assert await only(store, 5) == ids["Dusk"]
    assert await store.of(Titles).count() == 1
    assert (await store.of(Marks).of(person.id, [ids["Dusk"]]))[ids["Dusk"]].favourite
    change = await store.of(Marks).last_change(person.id)
    assert change
    await store.apply(store.of(Marks).undo(person.id, change, NOON + MINUTE))
    assert not await store.of(Marks).of(person.id, [ids["Dusk"]])


async def test_where_to_watch(store: Store) -> None:
    await stock(store)
    await told(store, NETFLIX, Offer("FR", 2, "Canal+", OfferType.FREE))
    number = await only(store, 5)
    assert await store.of(Watching).where(number, "US") == WhereToWatch(
        "US", {OfferType.SUBSCRIPTION: ("Netflix",), OfferType.BUY: ("Netflix",)}
    )
    assert await store.of(Watching).where(number, "DE") == WhereToWatch("DE", {})
    assert await store.of(Watching).where((await stock(store))["Alien"], "US") is None
    await told(store, Offer("US", 9, "Hulu", OfferType.SUBSCRIPTION))
    assert await store.of(Watching).where(number, "US") == WhereToWatch(
        "US", {OfferType.SUBSCRIPTION: ("Hulu",)}
    )


async def fitting(store: Store, **wish: Any) -> list[int]:
    """What is found of the titles in question when services are known."""
    ids = (await only(store, 5), await only(store, 6))
    query = Query(Wish(), region="US")
    return await store.of(Candidates).shortlisted(query, Shortlist(ids, Wish(**wish)))


async def test_conditions_on_services(store: Store) -> None:
    await stock(store)
    await store.of(Live).add_outlines([light(6, "Dawn")], NOON)
    await told(store, NETFLIX, Offer("US", 2, "Apple TV Store", OfferType.RENT))
    dusk, dawn = await only(store, 5), await only(store, 6)
    assert await fitting(store, providers=("Netflix",)) == [dusk]
    assert await fitting(store, providers=("Hulu", "Netflix")) == [dusk]
    assert await fitting(store, providers=("Apple TV+",)) == []
    assert await fitting(store, not_providers=("Netflix",)) == [dawn]
    assert await fitting(store, rating_min=6.5, votes_min=5_000) == [dawn]
    assert await fitting(store, rating_min=7.5) == []


async def test_a_withdrawn_title_is_hidden_until_it_is_back(store: Store) -> None:
    await stock(store)
    await store.of(Live).add_outlines([light(5, "Dusk"), light(6, "Dawn")], NOON)
    dusk, dawn = await only(store, 5), await only(store, 6)
    await store.apply(
        store.of(Live).withdraw(dusk, NOON), store.of(Live).withdraw(dusk, NOON + MINUTE)
    )
    assert await fitting(store) == [dawn]
    assert (await store.of(Live).statuses([dusk]))[dusk].withdrawn
    await told(store)
    assert await fitting(store) == [dusk, dawn]


async def test_what_a_file_told_in_full_is_not_withdrawn(store: Store) -> None:
    ids = await stock(
        store,
        entry("Heat", 113277, tmdb_id=5, texts={"en": {"title": "Heat", "overview": "Two men."}}),
    )
    await store.apply(store.of(Live).withdraw(ids["Heat"], NOON))
    assert not (await store.of(Live).statuses([ids["Heat"]]))[ids["Heat"]].hidden


async def test_after_six_months_nothing_of_tmdbs_is_left(store: Store) -> None:
    ids = await stock(
        store,
        entry("Heat", 113277, tmdb_id=949, texts={"en": {"title": "Heat", "overview": "Two men."}}),
    )
    await store.of(Live).add_outlines([light(6, "Dawn")], NOON)
    await told(store, NETFLIX, cast=["Somebody"], themes=["heist"], runtime=90)
    await store.apply(
        store.of(Live).write_facts(
            TitleFacts(entry("Heat", 113277, tmdb_id=949, poster=POSTER), (NETFLIX,)), NOON
        )
    )
    await store.apply(store.of(CachedAnswers).put("key", "{}", NOON, NOON))
    person, dusk, dawn = await meet(store), await only(store, 5), await only(store, 6)
    await store.apply(store.of(Marks).put(person.id, dusk, "seen", NOON, "change"))
    assert not await expired(store, NOON)
    assert await expired(store, NOON + MINUTE)
    await store.apply(expire(NOON + MINUTE))
    assert not await store.of(Live).ids([("movie", 6)])
    bare = (await store.of(Titles).get([dawn], "en"))[dawn]
    assert bare == Title(dawn, "movie", "TMDB 6", original_name="TMDB 6", tmdb_id=6, expired=True)
    assert await store.of(NameSearch).named(["dawn"]) == []
    left = await store.of(Titles).get([dusk, ids["Heat"]], "en")
    assert (
        left[dusk].name,
        left[dusk].overview,
        left[dusk].runtime,
        left[dusk].poster,
        left[dusk].cast,
    ) == (
        "Dusk",
        "",
        None,
        None,
        (),
    )
    assert (left[ids["Heat"]].overview, left[ids["Heat"]].poster) == ("Two men.", None)
    assert await store.rows("SELECT * FROM title_watch") == []
    assert await store.rows("SELECT * FROM cached_answers") == []
    assert (await store.of(Marks).of(person.id, [dusk]))[dusk].status == "seen"
    assert not await expired(store, NOON + timedelta(days=999))


async def test_a_stripped_title_is_told_again(store: Store) -> None:
    await stock(store)
    await told(store, runtime=90)
    person, dusk = await meet(store), await only(store, 5)
    await store.apply(
        store.of(Marks).put(person.id, dusk, "seen", NOON, "change"), expire(NOON + MINUTE)
    )
    await told(store, runtime=90)
    assert (await store.of(Titles).get([dusk], "en"))[dusk].runtime == 90


async def test_what_expired_is_suggested_once_it_is_listed_again(store: Store) -> None:
    await stock(store)
    await store.of(Live).add_outlines([light(5, "Dusk"), light(6, "Dawn")], NOON)
    dusk, dawn = await only(store, 5), await only(store, 6)
    await store.apply(expire(NOON + MINUTE))
    await store.of(Live).add_outlines([light(5, "Dusk")], NOON + MINUTE)
    assert await only(store, 5) == dusk
    assert (await store.of(Titles).names([dusk, dawn], "en"))[dusk].name == "Dusk"
    shortlist = Shortlist((dusk, dawn), Wish())
    assert await store.of(Candidates).shortlisted(Query(Wish()), shortlist) == [dusk]


async def test_what_tmdb_withdrew_stays_withdrawn_when_it_expires(store: Store) -> None:
    await stock(store)
    await store.of(Live).add_outlines([light(5, "Dusk")], NOON)
    dusk = await only(store, 5)
    await store.apply(store.of(Live).withdraw(dusk, NOON), expire(NOON + MINUTE))
    assert await store.rows("SELECT title_id, expired FROM withdrawn_titles") == [(dusk, False)]


async def test_ratings_alone(store: Store) -> None:
    ids = await stock(store, HEAT)
    await store.apply(
        store.of(Live).rate(
            ids["Heat"], {"imdb_rating": 8.5, "imdb_votes": None, "metascore": 76}, NOON
        )
    )
    heat = (await store.of(Titles).get([ids["Heat"]], "en"))[ids["Heat"]]
    assert (heat.imdb_rating, heat.imdb_votes, heat.metascore) == (8.5, 790_000, 76)
