"""Sessions that close and go on, shelves that expire."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select

from core.dialogue.session import Line, Session
from core.dialogue.sessions import Sessions
from core.dialogue.tables.sessions import sessions
from core.dialogue.turn import ChatRef, UserRef
from core.films.recommending.picks import Pick, Reason
from core.films.wishes.wish import Wish
from core.presentation.shelf import Shelf
from core.presentation.storage import Shelves
from core.storage.store import Store
from tests.storage.shop import MINUTE, NOON, meet, stock

HERE = ChatRef("test", "here")
THERE = ChatRef("test", "there")


def _lines(number: int) -> tuple[Line, ...]:
    return tuple(Line("user" if i % 2 == 0 else "assistant", f"line {i}") for i in range(number))


async def _session(store: Store, name: str, chat: ChatRef, now: datetime) -> Session | None:
    met = await store.of(Sessions).met(UserRef("test", name), chat, now)
    assert met
    return met[1]


async def test_a_session_is_read_as_it_was_written(store: Store) -> None:
    ids, ann = await stock(store), await meet(store)
    session = Session(
        "s1", _lines(4), {"genres": ["crime"], "year_from": 1990}, "shelf", 3, ids["Heat"], "fr"
    )
    await store.apply(store.of(Sessions).save(ann.id, HERE, session, NOON))
    assert await _session(store, "ann", HERE, NOON) == replace(session, runtime=170, year=1995)


async def test_each_chat_and_each_person_has_their_own(store: Store) -> None:
    ann, _ = await meet(store), await meet(store, "bob")
    await store.apply(store.of(Sessions).save(ann.id, HERE, Session("s1", _lines(2)), NOON))
    assert await _session(store, "ann", THERE, NOON) is None
    assert await _session(store, "bob", HERE, NOON) is None


async def test_six_hours_of_silence_close_a_session_and_it_stays(store: Store) -> None:
    ann = await meet(store)
    await store.apply(store.of(Sessions).save(ann.id, HERE, Session("s1", _lines(2)), NOON))
    almost, later = NOON + timedelta(hours=5, minutes=59), NOON + timedelta(hours=6)
    assert await _session(store, "ann", HERE, almost)
    assert await _session(store, "ann", HERE, later) is None

    await store.apply(store.of(Sessions).save(ann.id, HERE, Session("s2", _lines(2)), later))
    current = await _session(store, "ann", HERE, later)
    assert current
    assert current.id == "s2"
    kept = await store.rows("SELECT id, closed_at IS NOT NULL AS closed FROM sessions ORDER BY id")
    assert [(row[0], bool(row[1])) for row in kept] == [("s1", True), ("s2", False)]


async def test_a_full_session_goes_on_as_a_new_one_with_the_same_wish(store: Store) -> None:
    ann = await meet(store)
    session, now = Session("s1", wish={"kind": "tv"}), NOON
    for number in range(130):
        said = (Line("user", f"question {number}"), Line("assistant", f"answer {number}"))
        await store.apply(
            store.of(Sessions).save(
                ann.id, HERE, replace(session, lines=(*session.lines, *said)), now
            )
        )
        now += MINUTE
        current = await _session(store, "ann", HERE, now)
        assert current
        assert current.wish == {"kind": "tv"}
        session = current
    rows = [
        row[0] for row in await store.rows(select(sessions.c.lines).order_by(sessions.c.started_at))
    ]
    assert [len(lines) for lines in rows] == [100, 100, 60]
    assert [line[1] for lines in rows for line in lines if line[0] == "user"] == [
        f"question {n}" for n in range(130)
    ]


async def test_anything_people_type_can_be_kept(store: Store) -> None:
    ann = await meet(store)
    odd = "nul \x00, half a pair \ud83d, 🎬, \u202e, ‘’, \\u0000"
    await store.apply(
        store.of(Sessions).save(ann.id, HERE, Session("s1", (Line("user", odd),)), NOON)
    )
    current = await _session(store, "ann", HERE, NOON)
    assert current
    assert current.lines[0].content == odd


async def test_a_session_of_somebody_forgotten_or_about_a_title_gone_is_no_error(
    store: Store,
) -> None:
    ann = await meet(store)
    await store.apply(store.of(Sessions).save(999, HERE, Session("s0"), NOON))
    await store.apply(store.of(Sessions).save(ann.id, HERE, Session("s1", title_id=999), NOON))
    current = await _session(store, "ann", HERE, NOON)
    assert current == Session("s1")


async def test_a_shelf_is_there_until_it_expires(store: Store) -> None:
    ann = await meet(store)
    picks = (
        Pick(
            1,
            (
                Reason("same_director", ("Michael Mann",), "Heat"),
                Reason("matches", ("heist", "1990s")),
            ),
        ),
        Pick(2),
    )
    shelf = Shelf("abc", ann.id, picks, Wish(themes=("heist",)), (1, 2), "Crime films:", NOON)
    await store.apply(store.of(Shelves).put(shelf, NOON + MINUTE))
    assert await store.of(Shelves).get("abc", NOON) == shelf
    assert await store.of(Shelves).get("abc", NOON + MINUTE) is None
    assert await store.of(Shelves).get("xyz", NOON) is None


async def test_a_shelf_grows_but_not_by_another_hand(store: Store) -> None:
    ann, bob = await meet(store), await meet(store, "bob")
    shelf = Shelf("abc", ann.id, (Pick(1),), Wish(), created_at=NOON)
    await store.apply(store.of(Shelves).put(shelf, NOON + MINUTE))
    longer = replace(shelf, picks=(Pick(1), Pick(2)))
    await store.apply(store.of(Shelves).put(longer, NOON + MINUTE))
    await store.apply(
        store.of(Shelves).put(replace(shelf, user_id=bob.id, picks=()), NOON + MINUTE)
    )
    assert await store.of(Shelves).get("abc", NOON) == longer


async def test_purging_deletes_expired_shelves_only(store: Store) -> None:
    ann = await meet(store)
    for number in range(3):
        shelf = Shelf(f"s{number}", ann.id, (), Wish(), created_at=NOON)
        await store.apply(store.of(Shelves).put(shelf, NOON + number * MINUTE))
    await store.apply(store.of(Shelves).purge(NOON + MINUTE))
    assert [row[0] for row in await store.rows("SELECT id FROM shelves")] == ["s2"]
