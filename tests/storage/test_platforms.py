"""What platforms need kept: chats that close and move, who is about, leases, uploaded pictures,
answers not yet delivered.
"""

from datetime import timedelta

from core.chat import ChatRef
from core.storage.store import Store
from core.storage.tables import chat_people, sessions
from tests.storage.shop import MINUTE, NOON, meet

CLUB = ChatRef("test", "-5", private=False)
_DAY = timedelta(days=1)


async def test_a_chat_that_closed_may_open_again(store: Store) -> None:
    assert not await store.chats.is_closed(CLUB)
    await store.apply(store.chats.opened(CLUB, NOON, active=False))
    assert await store.chats.is_closed(CLUB)
    await store.apply(store.chats.opened(CLUB, NOON + MINUTE))
    assert not await store.chats.is_closed(CLUB)


async def test_a_group_that_moves_takes_everything_along_and_only_once(store: Store) -> None:
    ann = await meet(store)
    session = await _session(store, ann.id)
    await store.apply(
        store.chats.opened(CLUB, NOON, active=False), store.chats.about(CLUB, ann.id, NOON)
    )
    for _ in range(2):
        await store.apply(store.chats.moved("test", "-5", "-100"))
    moved = ChatRef("test", "-100", private=False)
    assert await store.chats.is_closed(moved)
    assert not await store.chats.is_closed(CLUB)
    assert [row.chat_id for row in await store.read(chat_people.select())] == ["-100"]
    assert [(row.id, row.chat_id) for row in await store.read(sessions.select())] == [
        (session, "-100")
    ]


async def test_who_has_been_silent_for_long_is_no_longer_of_the_group(store: Store) -> None:
    ann, bob = await meet(store), await meet(store, "bob")
    await store.apply(
        store.chats.about(CLUB, ann.id, NOON), store.chats.about(CLUB, bob.id, NOON + 91 * _DAY)
    )
    assert [row.user_id for row in await store.read(chat_people.select())] == [bob.id]


async def test_a_lease_has_one_holder_until_it_ends_or_is_let_go(store: Store) -> None:
    assert await store.leases.take("telegram", "one", NOON, NOON + MINUTE)
    assert await store.leases.take("telegram", "one", NOON, NOON + 2 * MINUTE)
    assert not await store.leases.take("telegram", "two", NOON + MINUTE, NOON + 3 * MINUTE)
    assert await store.leases.holder("telegram") == "one"
    assert await store.leases.take("telegram", "two", NOON + MINUTE, NOON + 3 * MINUTE, over="one")
    await store.leases.release("telegram", "one")
    assert await store.leases.holder("telegram") == "two"
    await store.leases.release("telegram", "two")
    assert await store.leases.take("telegram", "one", NOON, NOON + MINUTE)
    assert await store.leases.take("telegram", "two", NOON + MINUTE, NOON + 2 * MINUTE)


async def test_an_uploaded_picture_is_known_until_it_is_dropped(store: Store) -> None:
    await store.apply(
        store.pictures.put("telegram:7", "heat", "old"),
        store.pictures.put("telegram:7", "heat", "new"),
    )
    assert await store.pictures.known("telegram:7", ["heat", "alien"]) == {"heat": "new"}
    assert await store.pictures.known("telegram:8", ["heat"]) == {}
    await store.apply(store.pictures.drop("telegram:7", "heat"))
    assert await store.pictures.known("telegram:7", ["heat"]) == {}


async def test_an_answer_stays_with_its_update_until_it_is_delivered(store: Store) -> None:
    await store.inbox.receive("test", {"1": {"text": "hi"}}, NOON)
    await store.apply(store.inbox.answered("test", "1", {"text": "hello"}))
    assert [(one.payload, one.answer) for one in await store.inbox.pending("test")] == [
        ({"text": "hi"}, {"text": "hello"})
    ]
    await store.apply(store.inbox.done("test", "1", NOON))
    assert await store.inbox.pending("test") == []
    assert "h" not in str(
        [
            tuple(row)[2:]
            for row in await store.read("SELECT platform, update_id, payload, answer FROM inbox")
        ]
    )


async def _session(store: Store, person_id: int) -> str:
    from core.memory import Session

    await store.apply(store.sessions.save(person_id, CLUB, Session("talk"), NOON))
    return "talk"
