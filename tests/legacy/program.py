"""The program as these tests use it: when its modules move, only this file has to follow."""

import csv
import io
import json
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.app import App, open_app
from bot.settings import Settings
from core.capabilities import LINKS, ROUTER
from core.dialogue.inbox import Inbox
from core.dialogue.intents import Intent, Reserved
from core.dialogue.packing import unpacked
from core.dialogue.replies import Button, Card, File, Reply, plain
from core.dialogue.turn import ChatRef, Message, UserRef
from tests.legacy.recording import recorded
from tests.legacy.said import Offer, Said, shared

Step = Mapping[str, Any]


class Program:
    """The whole program on one database."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._last: tuple[Reply, ...] = ()

    async def take(self, step: Step) -> list[Said]:
        """Take one recorded step; one that presses a button finds it on what was said last."""
        user = UserRef(**recorded()["users"][step["who"]])
        chat = ChatRef(**recorded()["chats"][step["chat"]])
        tap = _pressed(step["press"], self._last) if "press" in step else step.get("tap")
        message = Message(user, chat, step.get("say", ""), tap=tap)
        answer = await self._app.conversation.handle(message)
        self._last = answer.replies
        return [said(reply) for reply in answer.replies]

    async def kept_answers(self, platform: str) -> dict[str, list[Said]]:
        """The answers that the inbox keeps until they are delivered, by update."""
        pending = await self._app.store.of(Inbox).pending(platform)
        return {
            update.update_id: [said(reply) for reply in unpacked(update.answer, ROUTER).replies]
            for update in pending
            if update.answer
        }


@asynccontextmanager
async def opened(url: str, folder: Path) -> AsyncIterator[Program]:
    """The program on a database, brought to head."""
    async with open_app(Settings(data_dir=folder, database_url=SecretStr(url))) as app:
        yield Program(app)


def meaning(data: str) -> Offer | None:
    """What a string that a button carries means, if anything."""
    intent = ROUTER.decode(data)
    return _offer(intent) if intent else None


def again(data: str) -> str | None:
    """The string that a button with the same meaning carries."""
    intent = ROUTER.decode(data)
    return ROUTER.encode(intent) if intent else None


def link(payload: str) -> Offer | None:
    """What a link to the bot opens, if anything."""
    intent = LINKS.opened(payload)
    return _offer(intent) if intent else None


def said(reply: Reply) -> Said:
    """What a reply means."""
    card = reply.card
    return Said(
        show=str(reply.show),
        text=plain(reply),
        card=card.id if card else None,
        place=(card.position, card.total) if isinstance(card, Card) else None,
        offers=tuple(_offers(reply)),
        files=tuple(file.name for file in reply.files),
        marks=tuple(_marks(reply.files)),
    )


def _buttons(replies: Iterable[Reply]) -> Iterator[Button]:
    for reply in replies:
        yield from chain.from_iterable(reply.buttons)


def _pressed(intent: str, replies: Iterable[Reply]) -> str:
    carried = [button.intent for button in _buttons(replies) if button.intent is not None]
    wanted = [one for one in carried if type(_intent(one)).__name__ == intent]
    assert wanted, f"no button of {intent}"
    return ROUTER.encode(wanted[0])


def _offers(reply: Reply) -> Iterator[Offer]:
    for button in _buttons([reply]):
        if button.intent is not None:
            yield _offer(button.intent)
        elif button.share is not None:
            yield shared(button.share)
        elif button.opens is not None:
            yield Offer("opens", {"payload": button.opens})
        else:
            yield Offer("url", {})


def _intent(carried: Intent | Reserved) -> Intent:
    """What is asked for, whoever it is reserved for."""
    return carried.intent if isinstance(carried, Reserved) else carried


def _offer(carried: Intent | Reserved) -> Offer:
    intent = _intent(carried)
    return Offer(type(intent).__name__, json.loads(json.dumps(asdict(intent))))


def _marks(files: Iterable[File]) -> list[tuple[str, ...]]:
    """The IMDb id, status and favourite of each row of the tables among files."""
    tables = [file.content.decode("utf-8-sig") for file in files if file.name.endswith(".csv")]
    rows = chain.from_iterable(csv.DictReader(io.StringIO(table)) for table in tables)
    return sorted((row["imdb_id"], row["status"], row["favourite"]) for row in rows)
