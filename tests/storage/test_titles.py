"""Titles in and out: whole, by name, as franchises; written again without losing their marks."""

import pytest
from sqlalchemy import Table, func, select

from core.capabilities.ratings.storage import Ratings
from core.films.importing.rows import Clash, catalogue_work
from core.films.sources.facts import TitleFacts
from core.films.sources.storage import Live
from core.films.tables.titles import titles
from core.films.titles.people import People
from core.films.titles.titles import ImportReport, Titles
from core.films.titles.values import TitleName
from core.films.titles.watching import Offer, OfferType
from core.library.marks import Marks
from core.storage.engine import metadata
from core.storage.store import Store
from tests.storage.shop import ALIEN, AMELIE, HEAT, NOON, entry, meet, sql, stock

OWNED = [
    table
    for table in metadata.tables.values()
    if any(key.column is titles.c.id for key in table.foreign_keys)
]


async def test_a_title_comes_back_whole(store: Store) -> None:
    ids = await stock(store)
    heat = (await store.of(Titles).get([ids["Heat"]], "fr"))[ids["Heat"]]
    assert (heat.kind, heat.name, heat.year, heat.runtime, heat.genres) == (
        "movie",
        "Heat",
        1995,
        170,
        ("crime", "thriller"),
    )
    assert (heat.imdb_id, heat.imdb_rating, heat.imdb_votes) == ("tt0113277", 8.3, 790_000)
    assert [(credit.name, credit.job) for credit in heat.directors] == [
        ("Michael Mann", "Director")
    ]
    assert [(credit.name, credit.character) for credit in heat.cast] == [
        ("Al Pacino", "Vincent"),
        ("Robert De Niro", ""),
    ]


async def test_texts_are_in_the_language_asked_for_else_in_english_else_in_any(
    store: Store,
) -> None:
    only_french = entry(
        "Les Vampires", 6206, texts={"fr": {"title": "Les Vampires", "overview": "Une bande."}}
    )
    ids = await stock(store, AMELIE, only_french)
    name, other = AMELIE.original_title, ids["Les Vampires"]
    for language, overview in (("fr", "Une serveuse"), ("en", "A shy"), ("de", "A shy")):
        found = await store.of(Titles).get([ids[name], other, 999], language)
        assert list(found) == [ids[name], other]
        assert found[ids[name]].overview.startswith(overview)
        assert found[other].overview == "Une bande."


async def test_names_come_in_the_order_asked_for(store: Store) -> None:
    ids = await stock(store)
    asked = [ids["Twin Peaks"], 999, ids[AMELIE.original_title], ids["Heat"]]
    names = await store.of(Titles).names(asked, "en")
    assert [name.name for name in names.values()] == ["Twin Peaks", "Amélie", "Heat"]
    assert names[ids["Heat"]] == TitleName(ids["Heat"], "movie", "Heat", 1995, 8.3)
    assert await store.of(Titles).names([], "en") == {}


async def test_a_franchise_is_in_order(store: Store) -> None:
    alien = {"slug": "alien", "en": "Alien", "fr": "Alien"}
    later = [
        entry("Prometheus", 1, year=2012, franchise=alien),
        entry("Aliens", 2, year=1986, franchise=alien),
    ]
    ids = await stock(store, ALIEN, HEAT, *later)
    (franchise,) = await store.of(Titles).franchises()
    assert franchise.names == {"en": "Alien", "fr": "Alien"}
    assert [name.name for name in await store.of(Titles).franchise(franchise.id, "en")] == [
        "Alien",
        "Aliens",
        "Prometheus",
    ]
    assert await store.of(Titles).franchise_of(ids["Aliens"]) == franchise.id
    assert await store.of(Titles).franchise_of(ids["Heat"]) is None


async def test_every_spelling_can_be_found_the_best_known_first(store: Store) -> None:
    ids = await stock(
        store, HEAT, entry("Seven", 3, imdb_votes=2_000_000, alternative_titles=["Se7en", "Seven!"])
    )
    spellings = await store.of(Titles).names_index()
    assert [(one.title_id, one.folded) for one in spellings] == [
        (ids["Seven"], "seven"),
        (ids["Seven"], "se7en"),
        (ids["Heat"], "heat"),
    ]
    assert [one.folded for one in await store.of(Titles).names_index(1)] == ["seven"]


async def test_writing_the_same_again_changes_nothing(store: Store) -> None:
    await stock(store)
    assert await store.write(catalogue_work([HEAT, ALIEN], "test")) == ImportReport(unchanged=2)


async def test_a_changed_title_keeps_its_id_its_marks_and_the_facts_that_were_not_told(
    store: Store,
) -> None:
    ids, ann = await stock(store), await meet(store)
    await store.apply(store.of(Marks).put(ann.id, ids["Heat"], "favourite", NOON, "c1"))
    changed = entry(
        "Heat", 113277, tmdb_id=949, genres=["drama"], imdb_rating=8.4, directors=["Mann, Michael"]
    )
    assert await store.write(catalogue_work([changed, ALIEN], "test")) == ImportReport(
        updated=1, unchanged=1
    )
    heat = (await store.of(Titles).get([ids["Heat"]], "en"))[ids["Heat"]]
    assert (heat.imdb_rating, heat.runtime, heat.tmdb_id, heat.genres) == (
        8.4,
        170,
        949,
        ("drama",),
    )
    assert [credit.name for credit in heat.directors] == ["Mann, Michael"]
    assert heat.cast == ()
    assert (await store.of(Marks).of(ann.id, [ids["Heat"]]))[ids["Heat"]].favourite


async def test_a_title_is_known_by_either_id_or_without_any_by_name_and_year(store: Store) -> None:
    ids = await stock(store, entry("Heat", 113277, tmdb_id=949))
    by_tmdb = HEAT.model_copy(update={"imdb_id": None, "tmdb_id": 949, "original_title": "HEAT"})
    unnumbered = entry("Lost Film", 0, year=1922).model_copy(update={"imdb_id": None})
    await stock(store, by_tmdb, unnumbered)
    again = await store.write(
        catalogue_work([unnumbered.model_copy(update={"runtime": 60})], "test")
    )
    assert again == ImportReport(updated=1)
    assert set((await stock(store, HEAT)).values()) >= set(ids.values())
    assert await store.of(Titles).count() == 2


async def test_ids_of_two_titles_in_one_are_a_clash(store: Store) -> None:
    await stock(store, HEAT, entry("Other", 5, tmdb_id=7))
    with pytest.raises(Clash, match="two different titles"):
        await stock(store, ALIEN, entry("Heat", 113277, tmdb_id=7))
    assert await store.of(Titles).count() == 2


async def test_people_of_one_name_are_one_person_unless_ids_differ(store: Store) -> None:
    two = [
        {"name": "Steve McQueen", "imdb_id": "nm0000537"},
        {"name": "Steve McQueen", "imdb_id": "nm2588606"},
    ]
    await stock(store, entry("Bullitt", 1, cast=two[:1]), entry("Shame", 2, directors=two[1:]))
    await stock(store, entry("Hunger", 3, directors=two[1:]))
    await stock(
        store, entry("Volver", 4, cast=["Penélope Cruz"]), entry("Blow", 5, cast=["Penelope Cruz"])
    )
    named = await store.of(People).named("steve mcqueen")
    assert len(named) == 2
    assert [person.name for person in await store.of(People).named("PENELOPE CRUZ")] == [
        "Penélope Cruz"
    ]


async def test_an_id_that_comes_later_joins_the_person_of_that_name(store: Store) -> None:
    await stock(store, entry("Heat", 1, cast=["Al Pacino"]))
    await stock(store, entry("Serpico", 2, cast=[{"name": "Al Pacino", "imdb_id": "nm0000199"}]))
    await stock(
        store, entry("Scarface", 3, cast=[{"name": "Alfredo Pacino", "imdb_id": "nm0000199"}])
    )
    assert [person.name for person in await store.of(People).names_index()] == ["Al Pacino"]


async def test_everything_of_a_title_goes_with_it(store: Store) -> None:
    alternative = HEAT.model_copy(
        update={"alternative_titles": ["Heat!"], "countries": ["US"], "themes": ["heist"]}
    )
    ids, ann = await stock(store, alternative, ALIEN), await meet(store)
    for name in ("Heat", "Alien"):
        await store.apply(
            store.of(Marks).put(ann.id, ids[name], "favourite", NOON, name),
            store.of(Ratings).put(ann.id, ids[name], 8.0, NOON, "rated"),
        )

    streamed = TitleFacts(alternative, (Offer("US", 8, "Netflix", OfferType.SUBSCRIPTION),))
    await store.apply(
        store.of(Live).write_facts(streamed, NOON), store.of(Live).withdraw(ids["Heat"], NOON)
    )

    async def left(table: Table) -> int:
        return int(
            (
                await store.rows(
                    select(func.count()).select_from(table).where(table.c.title_id == ids["Heat"])
                )
            )[0][0]
        )

    kept_without = {"sessions", "duplicate_titles", "title_forwards"}
    filled = {table.name: await left(table) for table in OWNED if table.name not in kept_without}
    assert all(filled.values()), filled
    await store.apply(sql(f"DELETE FROM titles WHERE id = {ids['Heat']}"))
    assert {
        table.name: await left(table) for table in OWNED if table.name not in kept_without
    } == dict.fromkeys(filled, 0)
    assert len(await store.of(Marks).of(ann.id, ids.values())) == 1


async def _found(store: Store, table: str, words: str) -> set[int]:
    return {
        row[0]
        for row in await store.rows(
            f"SELECT rowid FROM {table} WHERE {table} MATCH :words", {"words": words}
        )
    }


async def test_full_text_search_follows_every_change_on_sqlite(sqlite_store: Store) -> None:
    store = sqlite_store
    ids = await stock(store)
    amelie = ids[AMELIE.original_title]
    assert await _found(store, "overview_search", "waitress") == {amelie}
    assert await _found(store, "overview_search", "melé OR SERVEUSE") == {amelie}
    names = {row[0]: row[1] for row in await store.rows("SELECT id, title_id FROM title_names")}
    assert {names[i] for i in await _found(store, "title_search", '"lie"')} == {
        ids["Alien"],
        amelie,
    }

    english = AMELIE.texts["en"].model_copy(update={"overview": "Gnomes."})
    retold = AMELIE.model_copy(update={"texts": AMELIE.texts | {"en": english}})
    await stock(store, retold)
    assert await _found(store, "overview_search", "waitress") == set()
    assert await _found(store, "overview_search", "gnomes serveuse") == {amelie}

    await store.apply(sql(f"DELETE FROM titles WHERE id = {amelie}"))
    assert await _found(store, "overview_search", "gnomes OR serveuse") == set()
    assert await _found(store, "title_search", '"fabuleux"') == set()
    for table in ("title_search", "overview_search"):
        await store.apply(sql(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')"))


async def test_full_text_search_on_postgresql_uses_its_indexes(postgres_store: Store) -> None:
    store = postgres_store
    ids = await stock(store)
    alike = await store.rows("SELECT title_id FROM title_names WHERE folded % 'aliens'")
    worded = "to_tsvector('simple', overview) @@ to_tsquery('simple', 'waitress')"
    words = await store.rows(f"SELECT title_id FROM title_texts WHERE {worded}")
    assert [row[0] for row in alike] == [ids["Alien"]]
    assert [row[0] for row in words] == [ids[AMELIE.original_title]]
