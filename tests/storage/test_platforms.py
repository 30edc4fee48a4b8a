"""What platforms need kept: chats that close and move, who is about, leases, uploaded pictures."""

from datetime import timedelta

from core.dialogue.chats import Chats
from core.dialogue.session import Session
from core.dialogue.sessions import Sessions
from core.dialogue.tables.chats import chat_people
from core.dialogue.tables.sessions import sessions
from core.dialogue.turn import ChatRef
from core.storage.leases import Leases
from core.storage.store import Store
from core.storage.uploads import PictureIds
from tests.storage.shop import MINUTE, NOON, meet

CLUB = ChatRef("test", "-5", private=False)
_DAY = timedelta(days=1)


async def test_a_chat_that_closed_may_open_again(store: Store) -> None:
    assert not await store.of(Chats).is_closed(CLUB)
    await store.apply(store.of(Chats).opened(CLUB, NOON, active=False))
    assert await store.of(Chats).is_closed(CLUB)
    await store.apply(store.of(Chats).opened(CLUB, NOON + MINUTE))
    assert not await store.of(Chats).is_closed(CLUB)


async def test_a_group_that_moves_takes_everything_along_and_only_once(store: Store) -> None:
    ann = await meet(store)
    session = await _session(store, ann.id)
    await store.apply(
        store.of(Chats).opened(CLUB, NOON, active=False), store.of(Chats).about(CLUB, ann.id, NOON)
    )
    for _ in range(2):
        await store.apply(store.of(Chats).moved("test", "-5", "-100"))
    moved = ChatRef("test", "-100", private=False)
    assert await store.of(Chats).is_closed(moved)
    assert not await store.of(Chats).is_closed(CLUB)
    assert [row.chat_id for row in await store.rows(chat_people.select())] == ["-100"]
    assert [(row.id, row.chat_id) for row in await store.rows(sessions.select())] == [
        (session, "-100")
    ]


async def test_private_chats_are_those_of_one_person_the_latest_first(store: Store) -> None:
    ann, bob = await meet(store), await meet(store, "bob")
    chats = {"1": (ann, NOON), "2": (bob, NOON + MINUTE), "3": (bob, NOON - 3 * _DAY)}
    for chat, (user, at) in chats.items():
        saved = store.of(Sessions).save(user.id, ChatRef("test", chat), Session(chat), at)
        await store.apply(saved)
    group = store.of(Sessions).save(ann.id, CLUB, Session("club"), NOON)
    await store.apply(group, store.of(Chats).about(CLUB, ann.id, NOON))
    known = store.of(Chats)
    assert await known.private("test", NOON - _DAY, 10) == ["2", "1"]
    assert await known.private("test", NOON - _DAY, 1) == ["2"]
    assert await known.private("other", NOON - _DAY, 10) == []


async def test_who_has_been_silent_for_long_is_no_longer_of_the_group(store: Store) -> None:
    ann, bob = await meet(store), await meet(store, "bob")
    await store.apply(
        store.of(Chats).about(CLUB, ann.id, NOON),
        store.of(Chats).about(CLUB, bob.id, NOON + 91 * _DAY),
    )
    assert [row.user_id for row in await store.rows(chat_people.select())] == [bob.id]


async def test_a_lease_has_one_holder_until_it_ends_or_is_let_go(store: Store) -> None:
    assert await store.of(Leases).take("telegram", "one", NOON, NOON + MINUTE)
    assert await store.of(Leases).take("telegram", "one", NOON, NOON + 2 * MINUTE)
    assert not await store.of(Leases).take("telegram", "two", NOON + MINUTE, NOON + 3 * MINUTE)
    assert await store.of(Leases).holder("telegram") == "one"
    assert await store.of(Leases).take(
        "telegram", "two", NOON + MINUTE, NOON + 3 * MINUTE, over="one"
    )
    await store.of(Leases).release("telegram", "one")
    assert await store.of(Leases).holder("telegram") == "two"
    await store.of(Leases).release("telegram", "two")
    assert await store.of(Leases).take("telegram", "one", NOON, NOON + MINUTE)
    assert await store.of(Leases).take("telegram", "two", NOON + MINUTE, NOON + 2 * MINUTE)


async def test_an_uploaded_picture_is_known_until_it_is_dropped(store: Store) -> None:
    await store.apply(
        store.of(PictureIds).put("telegram:7", "heat", "old"),
        store.of(PictureIds).put("telegram:7", "heat", "new"),
    )
    assert await store.of(PictureIds).known("telegram:7", ["heat", "alien"]) == {"heat": "new"}
    assert await store.of(PictureIds).known("telegram:8", ["heat"]) == {}
    await store.apply(store.of(PictureIds).drop("telegram:7", "heat"))
    assert await store.of(PictureIds).known("telegram:7", ["heat"]) == {}


async def _session(store: Store, person_id: int) -> str:
    await store.apply(store.of(Sessions).save(person_id, CLUB, Session("talk"), NOON))
    return "talk"
