"""What turns leave in the tables of events, jobs and the outbox."""

from dataclasses import dataclass

import pytest

from core.dialogue.conversation import Conversation, Topic
from core.dialogue.intents import Intent
from core.dialogue.outbox import Outbox
from core.dialogue.replies import Reply
from core.dialogue.routing import Router, route
from core.dialogue.session import Session
from core.dialogue.turn import ChatRef, Interpretation, Message, Turn, UserRef, Utterance
from core.events import PURGE_EVENTS, Event, Events, Listener
from core.jobs import due, planned
from core.storage.store import Services, Store
from tests.jobs.time import Time
from tests.jobs.working import Notes, noted, work_off, worker
from tests.storage.shop import NOON

NOTE = noted(Notes())
TABLES = ("events", "jobs", "outbox")


@dataclass(frozen=True, slots=True)
class Promise(Intent):
    """Asks for something that is to be done, and said, later."""

    broken: bool = False


async def promise(intent: Promise, turn: Turn) -> list[Reply]:
    """Leave a row in every table; then go wrong, where the promise is to be broken."""
    turn.later(due(NOTE, {}, turn.now))
    turn.later(turn.use(Outbox).say(turn.message.chat, [Reply("Done")], "en", turn.now))
    turn.later(turn.use(Events).recorded(Event("promised", turn.now, user_id=turn.user.id)))
    if intent.broken:
        turn.later(lambda connection: connection.exec_driver_sql("SELECT nothing"))  # type: ignore[arg-type,return-value]
    return [Reply("I will")]


class Promising:
    """Reads every sentence as asking for a promise; "break it" asks for one that goes wrong."""

    async def understand(self, said: Utterance) -> Interpretation:
        return Interpretation(Promise(said.text == "break it"), "offline")


async def nothing(*_: object) -> list[Reply]:
    return []


async def as_typed(text: str, _: str) -> str:
    return text


async def as_it_is(_: Services, session: Session, *__: object) -> Session:
    return session


@pytest.fixture
def talk(store: Store) -> Conversation:
    router = Router([route(Promise, promise, name="promise")])
    follows = Listener("promised", lambda event: [due(NOTE, {"of": event.user_id}, event.at)])
    services = Services(store, Outbox(router), Events([follows]))
    return Conversation(store, router, Promising(), services, Topic(nothing, as_typed, as_it_is))


async def _say(talk: Conversation, text: str) -> None:
    await talk.handle(Message(UserRef("test", "ann"), ChatRef("test", "ann"), text, id=text))


async def _counted(store: Store) -> list[int]:
    rows = [await store.rows(f"SELECT count(*) FROM {table}") for table in TABLES]
    return [row[0][0] for row in rows]


async def test_what_a_turn_leaves_is_written_with_it(store: Store, talk: Conversation) -> None:
    await _say(talk, "keep it")
    assert await _counted(store) == [1, 2, 1], "the listener's job is the second"


async def test_a_turn_that_fails_leaves_nothing(store: Store, talk: Conversation) -> None:
    await _say(talk, "break it")
    assert await _counted(store) == [0, 0, 0]


async def test_old_events_are_forgotten_by_a_job(store: Store) -> None:
    time = Time()
    await store.apply(Events().recorded(Event("something", NOON)), planned([PURGE_EVENTS], NOON))
    for days in (1, 90):
        time.passes(days=days)
        await work_off(worker(store, PURGE_EVENTS, clock=time))
        kept = await store.rows("SELECT count(*) FROM events")
        assert kept[0][0] == (1 if days == 1 else 0)
