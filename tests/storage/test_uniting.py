"""Two titles become one: what was said of either, and every id that was given out."""

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import Connection

from core.capabilities.marking.intents import Status
from core.dialogue.session import Session
from core.dialogue.sessions import Sessions
from core.dialogue.turn import ChatRef, UserRef
from core.films.recommending.candidates import Candidates
from core.films.recommending.picks import Pick
from core.films.sources.facts import TitleFacts
from core.films.sources.storage import Live
from core.films.titles.titles import Titles
from core.films.titles.uniting import unite
from core.films.wishes.criteria.criterion import Query
from core.films.wishes.wish import Wish
from core.library.marks import Marks
from core.library.opinions import Marked, audience
from core.presentation.shelf import Shelf
from core.presentation.storage import Shelves
from core.storage.engine import Change
from core.storage.store import Store
from tests.storage.shop import MINUTE, NOON, entry, meet, stock

CHAT = ChatRef("test", "ann")


def united(kept: int, gone: int) -> Change:
    """A change: the two are one."""

    def change(connection: Connection) -> None:
        unite(connection, kept, gone)

    return change


async def two(store: Store) -> tuple[int, int]:
    """Two titles."""
    ids = await stock(store, entry("Dusk", 77), entry("Dawn", 78))
    return ids["Dusk"], ids["Dawn"]


async def said(store: Store, user_id: int, title_id: int) -> tuple[Status, bool]:
    marked = (await store.of(Marks).of(user_id, [title_id])).get(title_id, Marked(title_id, "none"))
    return marked.status, marked.favourite


async def mark(
    store: Store, user_id: int, title_id: int, status: Status, at: datetime, change: str = ""
) -> str:
    change = change or f"{at:%H%M}"
    await store.apply(store.of(Marks).put(user_id, title_id, status, at, change))
    return change


async def undo(store: Store, user_id: int, change_id: str) -> None:
    change = await store.of(Marks).change(user_id, change_id)
    assert change
    await store.apply(store.of(Marks).undo(user_id, change, NOON + 60 * MINUTE))


async def test_an_id_means_the_title_that_stays_wherever_it_is_held(store: Store) -> None:
    (dusk, dawn), ann = await two(store), await meet(store)
    shelf = Shelf("shelf000", ann.id, (Pick(dawn),), Wish(), like_ids=(dawn,), never=(dawn,))
    await store.apply(
        store.of(Shelves).put(shelf, NOON + MINUTE),
        store.of(Sessions).save(ann.id, CHAT, Session("before", title_id=dawn), NOON),
        united(dusk, dawn),
    )
    assert (await store.of(Titles).get([dawn], "en"))[dawn].id == dusk
    assert (await store.of(Titles).names([dawn, dusk], "en"))[dawn].name == "Dusk"
    assert (await store.of(Live).statuses([dawn]))[dawn].id == dusk
    kept = await store.of(Shelves).get("shelf000", NOON)
    assert kept
    assert (kept.picks, kept.like_ids, kept.never) == ((Pick(dusk),), (dusk,), (dusk,))
    met = await store.of(Sessions).met(UserRef("test", "ann", "Ann"), CHAT, NOON)
    assert met
    assert met[1]
    assert met[1].title_id == dusk


async def test_a_turn_under_way_writes_of_the_title_that_stays(store: Store) -> None:
    (dusk, dawn), ann = await two(store), await meet(store)
    session = Session("during", title_id=dawn)
    await store.apply(united(dusk, dawn))
    await store.apply(
        store.of(Marks).put(ann.id, dawn, "seen", NOON, "change"),
        store.of(Sessions).save(ann.id, CHAT, session, NOON),
        store.of(Live).rate(dawn, {"metascore": 70}, NOON),
        store.of(Live).withdraw(dawn, NOON),
    )
    assert await said(store, ann.id, dusk) == ("seen", False)
    assert await store.rows("SELECT title_id FROM sessions") == [(dusk,)]
    assert (await store.of(Titles).get([dusk], "en"))[dusk].metascore == 70
    assert not (await store.of(Live).statuses([dusk]))[dusk].withdrawn


async def test_forwards_lead_to_titles_and_not_to_forwards(store: Store) -> None:
    ids = await stock(store, *(entry(f"Film {n}", 700 + n) for n in range(4)))
    first, second, third, fourth = (ids[f"Film {n}"] for n in range(4))
    await store.apply(united(second, first), united(third, second), united(fourth, third))
    rows = await store.rows("SELECT old_id, title_id FROM title_forwards ORDER BY old_id")
    assert rows == [(first, fourth), (second, fourth), (third, fourth)]
    for kept, gone in ((fourth, first), (fourth, fourth), (first, fourth), (fourth, 999_999)):
        with pytest.raises(ValueError, match="are not two titles"):
            await store.apply(united(kept, gone))


async def test_an_id_that_went_is_never_a_new_titles(store: Store) -> None:
    dusk, dawn = await two(store)
    await store.apply(united(min(dusk, dawn), max(dusk, dawn)))
    new = (await stock(store, entry("Noon", 79)))["Noon"]
    assert new > max(dusk, dawn)


BOTH = [
    ("seen", "later", ("later", False)),
    ("later", "not_interested", ("not_interested", False)),
    ("favourite", "seen", ("seen", True)),
    ("seen", "favourite", ("seen", True)),
    ("favourite", "later", ("later", False)),
    ("seen", "seen", ("seen", False)),
]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("older", "newer", "holds"), BOTH)
async def test_of_two_marks_the_newer_holds_and_each_can_be_undone(
    store: Store, older: Status, newer: Status, holds: tuple[Status, bool], turned: bool
) -> None:
    (dusk, dawn), ann = await two(store), await meet(store)
    first = await mark(store, ann.id, dusk, older, NOON)
    before = await said(store, ann.id, dusk)
    second = await mark(store, ann.id, dawn, newer, NOON + MINUTE)
    kept, gone = (dawn, dusk) if turned else (dusk, dawn)
    await store.apply(united(kept, gone))
    assert await said(store, ann.id, kept) == holds
    await undo(store, ann.id, second)
    assert await said(store, ann.id, gone) == before
    await undo(store, ann.id, first)
    assert await said(store, ann.id, kept) == ("none", False)


async def test_to_take_back_the_older_of_two_marks_leaves_the_newer(store: Store) -> None:
    (dusk, dawn), ann = await two(store), await meet(store)
    first = await mark(store, ann.id, dusk, "seen", NOON)
    await mark(store, ann.id, dawn, "seen", NOON + MINUTE)
    await store.apply(united(dusk, dawn))
    await undo(store, ann.id, first)
    assert await said(store, ann.id, dusk) == ("seen", False)


async def test_a_change_that_marked_both_is_undone_at_once(store: Store) -> None:
    (dusk, dawn), ann = await two(store), await meet(store)
    await mark(store, ann.id, dawn, "later", NOON)
    for title_id in (dusk, dawn):
        await mark(store, ann.id, title_id, "seen", NOON + MINUTE, "both")
    await store.apply(united(dusk, dawn))
    assert await said(store, ann.id, dusk) == ("seen", False)
    await undo(store, ann.id, "both")
    assert await said(store, ann.id, dusk) == ("later", False)


async def test_to_unmark_one_leaves_what_was_said_of_the_other(store: Store) -> None:
    (dusk, dawn), ann = await two(store), await meet(store)
    await mark(store, ann.id, dusk, "seen", NOON)
    await mark(store, ann.id, dawn, "later", NOON)
    await mark(store, ann.id, dawn, "none", NOON + MINUTE)
    await store.apply(united(dusk, dawn))
    assert await said(store, ann.id, dusk) == ("seen", False)


async def test_an_undo_that_began_before_ends_after(store: Store) -> None:
    (dusk, dawn), ann = await two(store), await meet(store)
    await mark(store, ann.id, dusk, "later", NOON)
    await mark(store, ann.id, dawn, "seen", NOON + MINUTE, "last")
    change = await store.of(Marks).last_change(ann.id)
    assert change
    await store.apply(united(dusk, dawn))
    await store.apply(store.of(Marks).undo(ann.id, change, NOON + 2 * MINUTE))
    assert await said(store, ann.id, dusk) == ("later", False)


async def test_marks_made_while_titles_are_united_are_kept(store: Store) -> None:
    people = [(await meet(store, f"person {n}")).id for n in range(6)]
    for number in range(12):
        names = (f"Dusk {number}", f"Dawn {number}")
        ids = await stock(store, *(entry(name, 800 + hash(name) % 90_000) for name in names))
        kept, gone = (ids[name] for name in names)
        puts = [
            store.apply(
                store.of(Marks).put(person, (gone, kept)[person % 2], "seen", NOON, f"c{number}"),
                store.of(Sessions).save(person, CHAT, Session(f"s{person}", title_id=gone), NOON),
            )
            for person in people
        ]
        await asyncio.gather(*puts[:3], store.apply(united(kept, gone)), *puts[3:])
        for person in people:
            assert await said(store, person, kept) == ("seen", False)


async def test_what_was_marked_is_not_suggested_by_any_of_its_ids(store: Store) -> None:
    (dusk, dawn), ann = await two(store), await meet(store)
    await mark(store, ann.id, dawn, "not_interested", NOON)
    await store.apply(united(dusk, dawn))
    pool = await store.of(Candidates).pool(
        Query(Wish(), audience(ann.id).conditions), 10, among=[dawn, dusk]
    )
    assert pool.candidates == []
    assert await store.of(Marks).ruled_out(ann.id, [dusk, dawn]) == {dusk, dawn}


async def told(store: Store, number: int, **ids: object) -> None:
    """TMDB tells of a film."""
    text = {"en": {"title": f"Film {number}", "overview": "Night falls."}}
    full = entry(f"Film {number}", 1, tmdb_id=number, texts=text).model_copy(update=ids)
    listed = full.model_copy(update={"imdb_id": None})
    await store.of(Live).add_outlines([listed], NOON)
    await store.apply(store.of(Live).write_facts(TitleFacts(full), NOON))


async def keys(store: Store) -> set[tuple[int | None, str | None]]:
    return {(row[0], row[1]) for row in await store.rows("SELECT tmdb_id, imdb_id FROM titles")}


async def test_what_a_file_says_of_its_own_title_holds(store: Store) -> None:
    await stock(store, entry("Dusk", 77), entry("Dawn", 78, tmdb_id=5))
    await told(store, 5, imdb_id="tt0000077")
    assert await keys(store) == {(None, "tt0000077"), (5, "tt0000078")}


async def test_tmdb_corrects_itself(store: Store) -> None:
    await stock(store, entry("Dusk", 77))
    await told(store, 5, imdb_id="tt0000099")
    await told(store, 6, imdb_id="tt0000099")
    assert await keys(store) == {(None, "tt0000077"), (5, "tt0000099"), (6, None)}
    number = (await store.of(Live).ids([("movie", 6)]))["movie", 6]
    assert (await store.of(Live).statuses([number]))[number].hidden
    await told(store, 6, imdb_id="tt0000066")
    assert not (await store.of(Live).statuses([number]))[number].hidden
    await told(store, 5, imdb_id="tt0000077")
    assert await keys(store) == {(5, "tt0000077"), (6, "tt0000066")}
