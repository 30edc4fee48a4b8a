"""What is said unasked: once, in order, and not where the bot may not write."""

import asyncio
from datetime import timedelta

from core.capabilities import ROUTER
from core.dialogue.chats import Chats
from core.dialogue.outbox import CLOSED, Deliveries, DeliveryWork, Outbox
from core.dialogue.replies import Answer, Button, Reply
from core.dialogue.turn import ChatRef
from core.errors import GivenUp
from core.presentation.intents import OpenTitle
from core.storage.engine import Change
from core.storage.store import Store
from core.worker import Worker
from tests.jobs.time import Time
from tests.jobs.working import processes, work_off
from tests.storage.shop import MINUTE, NOON

ANN, BOB = ChatRef("test", "ann"), ChatRef("test", "bob")


class Post:
    """A platform that takes messages: what each chat saw, and who is out of reach."""

    def __init__(self) -> None:
        self.seen: dict[str, list[str]] = {}
        self.answers: list[Answer] = []
        self.unreachable = False
        self.closed: set[ChatRef] = set()

    async def send(self, answer: Answer, chat: ChatRef) -> None:
        await asyncio.sleep(0)
        if self.unreachable:
            raise ConnectionError("cut")
        if chat in self.closed:
            raise GivenUp(CLOSED)
        self.answers.append(answer)
        self.seen.setdefault(chat.id, []).extend(reply.text or "" for reply in answer.replies)


def deliverer(store: Store, post: Post, time: Time) -> Worker:
    return Worker(store, DeliveryWork(store, ROUTER, "test", post.send), clock=time)


def say(chat: ChatRef, *texts: str, minutes: int = 0, unique: str | None = None) -> Change:
    replies = [Reply(text) for text in texts]
    return Outbox(ROUTER).say(chat, replies, "en", NOON + minutes * MINUTE, unique=unique)


async def test_two_processes_deliver_every_message_once_and_in_order(database_url: str) -> None:
    post, time = Post(), Time()
    numbers = [str(number) for number in range(12)]
    async with processes(database_url, 2) as (one, other):
        for number in numbers:
            await one.apply(say(ANN, number), say(BOB, number))
        await work_off(deliverer(one, post, time), deliverer(other, post, time))
    assert post.seen == {"ann": numbers, "bob": numbers}


async def test_the_replies_of_one_answer_stay_together_and_keep_their_buttons(store: Store) -> None:
    post, button = Post(), Button("Heat", OpenTitle(1))
    replies = [Reply("First"), Reply("Second", buttons=((button,),))]
    await store.apply(Outbox(ROUTER).say(ANN, replies, "fr", NOON))
    await work_off(deliverer(store, post, Time()))
    assert [answer.replies[0] for answer in post.answers] == replies
    assert {answer.language for answer in post.answers} == {"fr"}


async def test_what_is_due_now_does_not_wait_for_what_is_due_later(store: Store) -> None:
    post, time = Post(), Time()
    await store.apply(say(ANN, "tomorrow", minutes=24 * 60), say(ANN, "now"))
    await work_off(deliverer(store, post, time))
    assert post.seen == {"ann": ["now"]}
    time.passes(days=1)
    await work_off(deliverer(store, post, time))
    assert post.seen == {"ann": ["now", "tomorrow"]}


async def test_a_platform_out_of_reach_is_tried_again_and_the_order_kept(store: Store) -> None:
    post, time = Post(), Time()
    await store.apply(say(ANN, "first", "second"))
    post.unreachable = True
    await work_off(deliverer(store, post, time))
    post.unreachable = False
    await work_off(deliverer(store, post, time))
    assert post.seen == {}, "the second waits for the first"
    time.passes(minutes=1)
    await work_off(deliverer(store, post, time))
    assert post.seen == {"ann": ["first", "second"]}


async def test_what_is_said_to_a_closed_chat_ends_with_its_reason(store: Store) -> None:
    post, time = Post(), Time()
    post.closed.add(ANN)
    await store.apply(store.of(Chats).opened(BOB, NOON, active=False))
    await store.apply(say(ANN, "hello"), say(BOB, "hello"))
    await work_off(deliverer(store, post, time))
    assert post.seen == {}
    assert await store.of(Deliveries).failed() == [("test", CLOSED, 2)]
    await store.apply(store.of(Deliveries).purge(NOON + timedelta(days=1)))
    assert await store.of(Deliveries).failed() == []


async def test_a_chat_that_moved_takes_along_what_waits_for_it(store: Store) -> None:
    post = Post()
    await store.apply(say(ANN, "hello"), store.of(Chats).moved("test", "ann", "annette"))
    await work_off(deliverer(store, post, Time()))
    assert post.seen == {"annette": ["hello"]}


async def test_what_has_a_name_waits_once(store: Store) -> None:
    post, time = Post(), Time()
    await store.apply(say(ANN, "hello", unique="hello"), say(ANN, "hello", unique="hello"))
    await store.apply(say(BOB, "hello", unique="hello"))
    await work_off(deliverer(store, post, time))
    assert post.seen == {"ann": ["hello"], "bob": ["hello"]}
