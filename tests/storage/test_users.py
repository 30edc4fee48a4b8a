"""People: met once, changed, exported, forgotten without a trace."""

import asyncio

from sqlalchemy import select

from core.capabilities import JOBS, ROUTER
from core.capabilities.linking.storage import LinkCodes, Side
from core.capabilities.ratings.storage import Ratings
from core.dialogue.apologies import FailedMessages
from core.dialogue.chats import Chats
from core.dialogue.outbox import Outbox
from core.dialogue.replies import Reply
from core.dialogue.session import Line, Session
from core.dialogue.sessions import Sessions, Users
from core.dialogue.tables.users import users
from core.dialogue.turn import ChatRef
from core.dialogue.user import User
from core.events import Events
from core.films.recommending.picks import Pick
from core.films.wishes.wish import Wish
from core.jobs import due
from core.library.events import marked
from core.library.marks import Marks
from core.presentation.shelf import Shelf
from core.presentation.storage import Shelves
from core.storage.engine import metadata
from core.storage.store import Store
from core.understanding.llm.budget import Limits, ModelCalls
from tests.storage.shop import MINUTE, NOON, meet, stock

SIDE = Side(ChatRef("telegram", "5"), "en")
OWNED = sorted(name for name, table in metadata.tables.items() if "user_id" in table.c)


NO_HORROR = {"not_genres": ["horror"]}


async def _live(store: Store, person: User, name: str, heat: int) -> None:
    """Leave something in every table that belongs to people."""
    chat = ChatRef("test", name)
    await store.apply(
        store.of(Marks).put(person.id, heat, "favourite", NOON, f"{name}-1"),
        store.of(Sessions).save(
            person.id,
            chat,
            Session(f"s-{name}", (Line("user", f"I am {name}"),), title_id=heat),
            NOON,
        ),
        store.of(Shelves).put(
            Shelf(f"shelf-{name}", person.id, (Pick(heat),), Wish(), created_at=NOON), NOON + MINUTE
        ),
        store.of(LinkCodes).give(f"link-{name}", person.id, f"code of {name}", NOON + MINUTE, SIDE),
        store.of(Chats).about(ChatRef("test", "club", private=False), person.id, NOON),
        Events().recorded(marked(person.id, chat, [heat], "seen", NOON)),
        Outbox(ROUTER).say(chat, [Reply(f"Hello {name}")], "en", NOON, user_id=person.id),
        store.of(Ratings).put(person.id, heat, 8.0, NOON, "rated"),
        store.of(FailedMessages).added(f"failed-{name}", person.id, {"text": name}, NOON),
        due(JOBS[0], {"for": name}, NOON, user_id=person.id),
    )
    assert await store.of(ModelCalls).take(NOON.date(), Limits(9, 9, 9), person.id)


async def _rows_of(store: Store, person: User) -> dict[str, int]:
    counted = {}
    for name in OWNED:
        table = metadata.tables[name]
        counted[name] = len(await store.rows(select(table).where(table.c.user_id == person.id)))
    return counted


async def test_somebody_is_met_once(store: Store) -> None:
    assert await store.of(Users).by_identity("test", "ann") is None
    ann = await store.of(Users).create("test", "ann", "fr", now=NOON)
    assert ann.language == "fr"
    assert await store.of(Users).create("test", "ann", "en", now=NOON) == ann
    assert await store.of(Users).by_identity("test", "ann") == ann
    assert (await store.of(Users).create("other", "ann", now=NOON)).id != ann.id


async def test_ten_first_messages_at_once_are_one_person(store: Store) -> None:
    met = await asyncio.gather(
        *(store.of(Users).create("test", "ann", now=NOON) for _ in range(10))
    )
    assert len(set(met)) == 1
    assert len(await store.rows(select(users))) == 1


async def test_settings_are_kept(store: Store) -> None:
    ann = await meet(store)
    kept = store.of(Users)
    await store.apply(
        kept.set_language(ann.id, "fr"),
        kept.set_region(ann.id, "BE"),
        kept.set_limits(ann.id, NO_HORROR),
    )
    assert await store.of(Users).by_identity("test", "ann") == User(ann.id, "fr", "BE", NO_HORROR)


async def test_nothing_anywhere_refers_to_somebody_forgotten(store: Store) -> None:
    ids, ann, bob = await stock(store), await meet(store), await meet(store, "bob")
    await _live(store, ann, "ann", ids["Heat"])
    await _live(store, bob, "bob", ids["Heat"])
    assert all((await _rows_of(store, ann)).values()), (
        "this test must fill every table that belongs to people"
    )

    await store.apply(store.of(Users).forget(ann.id))
    assert not any((await _rows_of(store, ann)).values())
    assert all((await _rows_of(store, bob)).values())
    assert await store.of(Users).by_identity("test", "ann") is None
    assert (await meet(store)).id != ann.id


async def test_an_export_holds_everything_of_theirs_and_nothing_of_others(store: Store) -> None:
    ids, ann, bob = await stock(store), await meet(store), await meet(store, "bob")
    await _live(store, ann, "ann", ids["Heat"])
    await _live(store, bob, "bob", ids["Alien"])
    exported = await store.of(Users).export(ann.id)
    assert sorted(exported) == sorted([*OWNED, "users"])
    assert [(row["title"], row["status"]) for row in exported["marks"]] == [("Heat", "seen")]
    assert exported["sessions"][0]["lines"] == [["user", "I am ann"]]
    assert "bob" not in str(exported)
